import { type Checks, check } from './check.ts';

/** Several windows that share objects, and windows that go away. */
export const frames: Checks = {
  'a window that goes away takes its constructor along': check(({ frame, outcome }) => {
    const other = frame();
    const { RTCPeerConnection: Gone } = other;
    other.frameElement?.remove();
    return outcome(() => new Gone());
  }),
  'a connection of a window that went away': check(async ({ frame, outcome }) => {
    const other = frame();
    const connection = new other.RTCPeerConnection();
    other.frameElement?.remove();
    return [
      connection.signalingState,
      await outcome(() => connection.close()),
      await outcome(() => connection.restartIce()),
      await outcome(() => connection.setConfiguration({})),
    ];
  }),
  'a call under way in a window that goes away': check(({ frame, settled }) => {
    const other = frame();
    const call = new other.RTCPeerConnection().createOffer().then(
      () => 'resolved',
      error => error.name,
    );
    other.frameElement?.remove();
    return settled(call);
  }),
  'document.open keeps the window': check(async ({ frame, outcome }) => {
    const other = frame();
    const before = other.RTCPeerConnection;
    other.document.open();
    other.document.write('<!doctype html><p>written</p>');
    other.document.close();
    return [
      before === other.RTCPeerConnection,
      other.RTCPeerConnection.prototype.constructor === other.RTCPeerConnection,
      await outcome(() => new other.RTCPeerConnection().createOffer()),
      String(other.RTCPeerConnection),
    ];
  }),
  'a frame used at once': check(async ({ frame, outcome }) => {
    const other = frame();
    const connection = new other.RTCPeerConnection();
    return [
      await outcome(() => connection.createOffer()),
      connection.constructor === other.RTCPeerConnection,
    ];
  }),
  'a frame that is navigated has another window': check(async () => {
    const element = document.createElement('iframe');
    document.documentElement.append(element);
    const before = (element.contentWindow as unknown as typeof globalThis).RTCPeerConnection;
    await new Promise(resolve => {
      element.onload = resolve;
      element.srcdoc = '<!doctype html>';
    });
    const after = (element.contentWindow as unknown as typeof globalThis).RTCPeerConnection;
    return [before === after, String(after), after.prototype.constructor === after];
  }),
  'a javascript: frame': check(async () => {
    const element = document.createElement('iframe');
    element.src = 'javascript:""';
    document.documentElement.append(element);
    const other = element.contentWindow as unknown as typeof globalThis;
    const connection = new other.RTCPeerConnection();
    return [String(connection.createOffer), Reflect.ownKeys(connection)];
  }),
  'methods of a frame look the same here': check(({ frame, described }) =>
    Reflect.ownKeys(frame().RTCPeerConnection.prototype).map(key =>
      described(RTCPeerConnection.prototype, key),
    ),
  ),
  'a connection of a frame is closed by a borrowed method': check(({ frame }) => {
    const connection = new (frame().RTCPeerConnection)();
    RTCPeerConnection.prototype.close.call(connection);
    return connection.signalingState;
  }),
  'a connection of a frame is driven by borrowed methods': check(async ({ frame, negotiate }) => {
    const other = frame();
    const caller = new other.RTCPeerConnection();
    const callee = new RTCPeerConnection();
    caller.createDataChannel('x');
    for (const name of ['setLocalDescription', 'setRemoteDescription'] as const) {
      caller[name] = RTCPeerConnection.prototype[name];
      callee[name] = other.RTCPeerConnection.prototype[name];
    }
    await negotiate(caller, callee);
    return [caller.signalingState, callee.signalingState];
  }),
  'a popup used at once': check(({ outcome }) => {
    const popup = window.open('', '_blank') as (Window & typeof globalThis) | null;
    if (!popup) return 'no popup';
    const seen = [String(popup.RTCPeerConnection), Reflect.ownKeys(new popup.RTCPeerConnection())];
    return outcome(() => new popup.RTCPeerConnection()).then(made => {
      popup.close();
      return [seen, made];
    });
  }),
};
