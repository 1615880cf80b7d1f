import { type CommandDone, channelEvent, type ToRecorder } from './channel.ts';
import {
  addListener,
  dispatch,
  messageData,
  NativeMessageChannel,
  NativeMessageEvent,
  postMessage,
  safely,
  startPort,
} from './recorder/builtins.ts';
import { startRecorder } from './recorder/recorder.ts';

/** Runs in the page's world, before its first script. */
safely(() => {
  const { port1, port2 } = new NativeMessageChannel();
  dispatch(window, new NativeMessageEvent(channelEvent, { ports: [port2] }));
  const recorder = startRecorder(window, event => postMessage(port1, event));
  addListener(port1, 'message', event => safely(() => obey(messageData(event) as ToRecorder)));
  startPort(port1);

  function obey(command: ToRecorder): void {
    if (command.name === 'retell') {
      recorder.retell();
      return;
    }
    const error = recorder.restartIce(command.connectionId);
    const done: CommandDone = { type: 'done', commandId: command.commandId, error };
    postMessage(port1, done);
  }
});
