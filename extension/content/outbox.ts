import { batchEvent, type FromRecorder } from './channel.ts';
import { dispatch, later, NativeMessageEvent, setPrototypeOf } from './recorder/builtins.ts';
import { isHidden } from './recorder/frame.ts';

/** So long a page may go on setting up its call before the bridge takes its time, … */
const gatherMs = 15;
/** … and so long while nobody listens: whoever begins to asks for what waits. */
const unheardMs = 1_000;
const mostWaiting = 100;

/** Without a prototype nothing that a page puts on `Array.prototype` is met, and adding to it costs little. */
const emptyList = (): FromRecorder[] => {
  const list: FromRecorder[] = [];
  setPrototypeOf(list, null);
  return list;
};

let waiting = emptyList();
/** The first batch is waited for: it tells that there is something to listen to. */
let heard = true;

export function setHeard(is: boolean): void {
  heard = is;
}

/** Gathers what the recorder tells, to hand it over several at once: each time takes the page's thread. */
export function put(message: FromRecorder, bridge: EventTarget): void {
  waiting[waiting.length] = message;
  const { length } = waiting;
  // Timers of a hidden page fire once a second.
  if (length >= mostWaiting || (heard && isHidden(document))) flush(bridge);
  else if (length === 1) later(() => flush(bridge), heard ? gatherMs : unheardMs);
}

export function flush(bridge: EventTarget): void {
  const data = waiting;
  if (data.length === 0) return;
  waiting = emptyList();
  // A page could put defaults of an event's options on `Object.prototype`.
  dispatch(bridge, new NativeMessageEvent(batchEvent, { __proto__: null, data } as MessageEventInit));
}
