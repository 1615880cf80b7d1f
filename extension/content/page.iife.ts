import { channelEvent, type FromRecorder, listenEvent, type ToRecorder, unheardEvent } from './channel.ts';
import { flush, put, setHeard } from './outbox.ts';
import {
  addListener,
  closePort,
  dispatch,
  messageData,
  NativeMessageChannel,
  NativeMessageEvent,
  safely,
  startPort,
} from './recorder/builtins.ts';
import { startRecorder } from './recorder/recorder.ts';

/** Runs in the page's world, before its first script. */
safely(() => {
  const { port1, port2 } = new NativeMessageChannel();
  dispatch(window, new NativeMessageEvent(channelEvent, { ports: [port2] }));
  const send = (message: FromRecorder) => put(message, port2);
  const recorder = startRecorder(window, send, everyMs => {
    send({ type: 'ticks', everyMs });
    // It wants them now.
    flush(port2);
  });
  addListener(port2, listenEvent, () => {
    setHeard(true);
    flush(port2);
  });
  addListener(port2, unheardEvent, () => setHeard(false));
  addListener(port1, 'message', event => safely(() => obey(messageData(event) as ToRecorder)));
  startPort(port1);

  function obey(command: ToRecorder): void {
    switch (command.name) {
      case 'tick':
        return recorder.tick();
      case 'retell':
        return recorder.retell();
      case 'rest':
        recorder.rest();
        return closePort(port1);
      case 'restart-ice': {
        const error = recorder.restartIce(command.connectionId);
        return send({ type: 'done', commandId: command.commandId, error });
      }
    }
  }
});
