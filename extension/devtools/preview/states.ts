import type { TraceEvent } from '../../trace/schema/events.ts';
import { SimulatedCall, SimulatedPage } from '../fixture/simulated-call.ts';
import type { CardTab } from '../model/panel-model.ts';
import type { SoakPlan } from '../soak/soak.ts';
import type { SourceStatus } from '../source/source.ts';

/** A state of the panel worth looking at. */
export interface PreviewState {
  events: TraceEvent[];
  status?: SourceStatus;
  missing?: number;
  refusal?: string;
  /** Time went on after the newest event by so much. */
  laterMs?: number;
  /** The frames that are gone. */
  gone?: string[];
  /** Chosen on opening: the restart of this number, of the first connection. */
  select?: number;
  tab?: CardTab;
  /** Restarts are being asked for again and again; all that the first connection has were. */
  soak?: SoakPlan;
  /** The restart of this number is compared with the selected one. */
  compare?: number;
}

const start = Date.UTC(2025, 10, 23, 9, 30);

function page(frameId = 'top', url = 'https://call.example.com/room/42'): SimulatedPage {
  return new SimulatedPage(frameId, url, start);
}

/** Wi-Fi is lost; the application notices late and restarts over cellular. */
function handover(call: SimulatedCall, tookMs = 212): SimulatedCall {
  call
    .run(41_350 - (call.t - start))
    .breakPath()
    .run(3_560)
    .state('disconnected', 'disconnected')
    .run(1_330);
  return call.restart({ over: 'cellular', tookMs });
}

function busy(): PreviewState {
  const top = page();
  top.network(start + 10, 'wifi');
  const call = new SimulatedCall(top, '1', start + 900).connect();
  call.run(9_000).restart({ by: 'forced', alive: true });
  handover(call).run(12_000);
  top.network(start + 41_600, 'cellular');
  top.add({
    t: start + 43_600,
    connectionId: null,
    type: 'mark',
    text: 'moved to the car park here',
    by: 'person',
  });
  top.add({ t: start + 41_390, connectionId: null, type: 'online', online: false });
  top.add({ t: start + 42_140, connectionId: null, type: 'online', online: true });
  call.breakPath().run(700).restart({ by: 'remote', over: 'cellular', tookMs: 180 }).run(6_000);
  const second = new SimulatedCall(top, '2', start + 2_000).connect();
  second.run(30_000).breakPath().run(5_000).state('disconnected', 'disconnected').run(4_000);
  second.restart({ outcome: 'failed', tookMs: 15_000 }).run(4_000);
  new SimulatedCall(top, '3', start + 3_000).connect().run(12_000).close();
  const embedded = page('embed', 'https://embed.example.net/widget');
  new SimulatedCall(embedded, '1', start + 20_000).connect().run(48_000);
  return { events: [...top.events(), ...embedded.events()], select: 2 };
}

function inProgress(): PreviewState {
  const top = page();
  const call = new SimulatedCall(top, '1', start + 900).connect().run(17_000).breakPath().run(2_400);
  call.state('disconnected', 'disconnected').run(1_200).restart({ outcome: 'pending' }).run(1_640);
  return { events: top.events() };
}

function unnoticed(): PreviewState {
  const top = page();
  new SimulatedCall(top, '1', start + 900).connect().run(14_000).breakPath().run(4_300);
  return { events: top.events() };
}

function failed(): PreviewState {
  const top = page();
  const call = new SimulatedCall(top, '1', start + 900).connect().run(12_000).breakPath().run(3_500);
  call
    .state('disconnected', 'disconnected')
    .run(2_000)
    .restart({ by: 'createOffer', outcome: 'failed', tookMs: 6_000 });
  return { events: call.run(3_000) && top.events() };
}

function ignored(): PreviewState {
  const top = page();
  new SimulatedCall(top, '1', start + 900).connect().run(14_000).restart({ outcome: 'ignored' }).run(9_000);
  return { events: top.events() };
}

function healthy(): PreviewState {
  const top = page();
  new SimulatedCall(top, '1', start + 900).connect().run(21_000);
  return { events: top.events() };
}

function closed(): PreviewState {
  const top = page();
  handover(new SimulatedCall(top, '1', start + 900).connect())
    .run(6_000)
    .close();
  return { events: top.events() };
}

function rebuilt(): PreviewState {
  const top = page();
  const old = new SimulatedCall(top, '1', start + 900).connect().run(12_000).breakPath().run(3_500);
  old.state('disconnected', 'disconnected').run(1_200).close();
  new SimulatedCall(top, '2', old.t + 60).connect().run(9_000);
  return { events: top.events() };
}

function hiddenPage(): PreviewState {
  const top = page();
  top.add({ t: start + 8_000, connectionId: null, type: 'visibility', hidden: true });
  top.add({ t: start + 29_000, connectionId: null, type: 'visibility', hidden: false });
  const call = new SimulatedCall(top, '1', start + 900).connect().run(12_000).breakPath().run(800);
  call.restart().run(14_000);
  return { events: top.events() };
}

function many(): PreviewState {
  const top = page();
  const call = new SimulatedCall(top, '1', start + 900).connect();
  for (let i = 0; i < 60; i++) {
    const cost = 200 + ((i * 977) % 4_000);
    call
      .run(6_000 + ((i * 733) % 9_000))
      .breakPath()
      .run(cost)
      .restart({ tookMs: 120 + ((i * 37) % 300) });
  }
  return { events: call.run(5_000) && top.events(), tab: 'restarts' };
}

const reconnecting = (): PreviewState => ({ ...healthy(), status: 'reconnecting' });
const dropped = (): PreviewState => ({ ...healthy(), missing: 1_204 });
const refused = (): PreviewState => ({ ...healthy(), refusal: 'the page did not answer within 5 s' });
const goneFrame = (): PreviewState => ({ ...busy(), gone: ['embed'] });
const empty = (): PreviewState => ({ events: [] });
const detached = (): PreviewState => ({ ...healthy(), status: 'detached' });
const opened = (): PreviewState => ({ ...closed(), status: 'ended' });
const details = (): PreviewState => ({ ...busy(), tab: 'details' });
const table = (): PreviewState => ({ ...busy(), tab: 'restarts' });
const compared = (): PreviewState => ({ ...busy(), tab: 'restarts', compare: 3 });
const log = (): PreviewState => ({ ...busy(), tab: 'log' });
const tooFew = (): PreviewState => ({ ...failed(), tab: 'what-if' });

/** Some losses mend by themselves, others wait for the application. */
function whatIf(): PreviewState {
  const top = page();
  const call = new SimulatedCall(top, '1', start + 900).connect();
  for (const [alone, ms] of [
    [false, 5_200],
    [true, 900],
    [false, 7_400],
    [true, 6_500],
    [false, 6_100],
    [true, 2_400],
  ] as const) {
    call.run(9_000).breakPath().run(Math.min(ms, 4_800));
    if (ms > 4_800) call.state('disconnected', 'disconnected').run(ms - 4_800);
    if (!alone) call.restart({ tookMs: 180 + ms / 40 });
    else call.mendPath().state('connected', 'connected').run(2_000).settleDown();
  }
  return { events: call.run(4_000) && top.events(), tab: 'what-if' };
}

/** Soak tests need a page that answers; this one has answered most of the time. */
function repeated(): PreviewState {
  const top = page();
  const call = new SimulatedCall(top, '1', start + 900).connect().run(6_000);
  for (const tookMs of [180, 212, 196, 240]) call.restart({ by: 'forced', alive: true, tookMs }).run(6_000);
  call.restart({ by: 'forced', outcome: 'failed', tookMs: 8_000 }).run(2_000);
  return { events: top.events(), tab: 'soak', soak: { everyMs: 10_000, times: 20 } };
}

/** By the name that `preview.html?state=…` takes. */
export const states: Record<string, () => PreviewState> = {
  busy,
  details,
  table,
  many,
  log,
  repeated,
  compared,
  'what-if': whatIf,
  'what-if-too-few': tooFew,
  'in-progress': inProgress,
  unnoticed,
  failed,
  ignored,
  healthy,
  closed,
  rebuilt,
  hidden: hiddenPage,
  empty,
  reconnecting,
  detached,
  dropped,
  refused,
  'gone-frame': goneFrame,
  opened,
};
