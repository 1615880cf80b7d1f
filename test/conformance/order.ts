import { type Checks, check, each } from './check.ts';

/** Which comes first: events, promises, and the page's own microtasks. */
export const order: Checks = {
  'an offer and an answer': check(async ({ pair }) => {
    const log: string[] = [];
    const { caller, callee } = pair(['audio']);
    for (const [who, connection] of Object.entries({ caller, callee })) {
      for (const type of ['signalingstatechange', 'track']) {
        connection.addEventListener(type, () => {
          log.push(`${who} ${type} ${connection.signalingState}`);
          queueMicrotask(() => log.push(`${who} after ${type}`));
        });
      }
    }
    const step = async (name: string, promise: Promise<unknown>) => {
      await promise;
      log.push(name);
      await undefined;
      log.push(`after ${name}`);
    };
    const offer = await caller.createOffer();
    await step('local offer', caller.setLocalDescription(offer));
    await step('remote offer', callee.setRemoteDescription(offer));
    const answer = await callee.createAnswer();
    await step('local answer', callee.setLocalDescription(answer));
    await step('remote answer', caller.setRemoteDescription(answer));
    return log;
  }),
  'the same without waiting': check(async ({ pair }) => {
    const log: string[] = [];
    const { caller } = pair(['audio']);
    caller.addEventListener('signalingstatechange', () => log.push(`state ${caller.signalingState}`));
    const made = [
      caller.createOffer().then(() => log.push('first offer')),
      caller.setLocalDescription().then(() => log.push('local')),
      caller.createOffer().then(() => log.push('second offer')),
      caller.setLocalDescription({ type: 'rollback' }).then(() => log.push('rollback')),
      caller.createOffer().then(() => log.push('third offer')),
    ];
    await Promise.all(made);
    return log;
  }),
  glare: check(async ({ pair }) => {
    const log: string[] = [];
    const { caller, callee } = pair();
    callee.createDataChannel('mine');
    callee.addEventListener('signalingstatechange', () => log.push(callee.signalingState));
    const offer = await caller.createOffer();
    await caller.setLocalDescription(offer);
    await callee.setLocalDescription();
    const remote = callee.setRemoteDescription(offer).then(() => log.push('remote'));
    const local = callee.setLocalDescription().then(() => log.push('answered'));
    await Promise.all([remote, local]);
    return log;
  }),
  'what a handler sees when a promise has settled': check(async ({ pair }) => {
    const log: unknown[] = [];
    const { caller } = pair();
    caller.onsignalingstatechange = () =>
      log.push(['event', caller.signalingState, caller.pendingLocalDescription?.type]);
    const settled = caller.setLocalDescription().then(() => log.push(['settled', caller.signalingState]));
    log.push(['called', caller.signalingState]);
    await settled;
    return log;
  }),
  'a handler and listeners run in the order they were added': check(async ({ pair }) => {
    const log: string[] = [];
    const { caller } = pair();
    caller.addEventListener('signalingstatechange', () => log.push('first'));
    caller.onsignalingstatechange = () => log.push('handler');
    caller.addEventListener('signalingstatechange', () => log.push('last'));
    caller.addEventListener('signalingstatechange', () => log.push('capturing'), { capture: true });
    caller.addEventListener('signalingstatechange', { handleEvent: () => log.push('object') });
    await caller.setLocalDescription();
    return log;
  }),
  'a listener can stop the others': check(async ({ pair }) => {
    const log: string[] = [];
    const { caller } = pair();
    caller.addEventListener('signalingstatechange', event => {
      event.stopImmediatePropagation();
      log.push('stopped');
    });
    caller.onsignalingstatechange = () => log.push('handler');
    await caller.setLocalDescription();
    return log;
  }),
  'microtasks run between listeners': check(async ({ pair }) => {
    const log: string[] = [];
    const { caller } = pair();
    for (const name of ['first', 'second']) {
      caller.addEventListener('signalingstatechange', () => {
        log.push(name);
        Promise.resolve().then(() => log.push(`after ${name}`));
      });
    }
    await caller.setLocalDescription();
    return log;
  }),
  'the events of an offer, as objects': check(async ({ pair }) => {
    const { caller } = pair();
    const heard = new Promise<Event>(resolve => caller.addEventListener('signalingstatechange', resolve));
    await caller.setLocalDescription();
    const event = await heard;
    return [
      event.constructor.name,
      event.isTrusted,
      event.target === caller,
      event.bubbles,
      event.cancelable,
      event.defaultPrevented,
      event.eventPhase,
      event.composedPath().length,
    ];
  }),
  'an event of the page passes as it was sent': check(() => {
    const connection = new RTCPeerConnection();
    const log: unknown[] = [];
    connection.addEventListener('icecandidate', event => log.push([event.isTrusted, event.constructor.name]));
    connection.addEventListener('track', event => log.push([event.isTrusted, event.constructor.name]));
    const answers = [
      connection.dispatchEvent(new Event('icecandidate', { cancelable: true })),
      connection.dispatchEvent(new CustomEvent('track')),
      connection.dispatchEvent(new Event('icecandidateerror')),
      connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', { candidate: null })),
    ];
    return [log, answers];
  }),
  negotiationneeded: check(async ({ nextTask }) => {
    const log: string[] = [];
    const connection = new RTCPeerConnection();
    connection.onnegotiationneeded = () => log.push('needed');
    connection.createDataChannel('x');
    log.push('made');
    queueMicrotask(() => log.push('microtask'));
    for (let i = 0; i < 20 && !log.includes('needed'); i++) await nextTask();
    return log;
  }),
  'negotiationneeded of a restart': check(async ({ pair, negotiate }) => {
    const log: string[] = [];
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    const needed = new Promise<void>(resolve => {
      caller.onnegotiationneeded = () => {
        log.push('needed');
        resolve();
      };
    });
    caller.restartIce();
    caller.restartIce();
    log.push('asked');
    queueMicrotask(() => log.push('microtask'));
    await needed;
    await caller.setLocalDescription();
    log.push('offered');
    return log;
  }),
  'negotiationneeded waits for an operation under way': check(async ({ pair, negotiate }) => {
    const log: string[] = [];
    const { caller, callee } = pair();
    await negotiate(caller, callee);
    const needed = new Promise<void>(resolve => {
      caller.onnegotiationneeded = () => {
        log.push('needed');
        resolve();
      };
    });
    caller.restartIce();
    const offer = caller.createOffer().then(() => log.push('offer'));
    await Promise.all([needed, offer]);
    return log.sort();
  }),
  'rejected at once, beside a rejection of the page': check(async () => {
    const log: string[] = [];
    const connection = new RTCPeerConnection();
    connection.createOffer(1 as never).catch(() => log.push('theirs'));
    Promise.reject().catch(() => log.push('mine'));
    connection.setRemoteDescription({ type: 'bogus' as never }).catch(() => log.push('theirs too'));
    Promise.resolve().then(() => log.push('mine too'));
    await new Promise(resolve => setTimeout(resolve));
    return log;
  }),
  'rejected at once on a closed connection, beside the page': check(async ({ meanwhile }) => {
    const log: string[] = [];
    const connection = new RTCPeerConnection();
    connection.close();
    connection.createOffer().then(
      () => log.push('resolved'),
      () => log.push('rejected'),
    );
    Promise.resolve().then(() => log.push('mine'));
    connection.addIceCandidate().then(
      () => log.push('added'),
      () => log.push('not added'),
    );
    Promise.resolve().then(() => log.push('mine too'));
    await meanwhile();
    return log;
  }),
  'a race with a settled promise': check(async () => {
    const closed = new RTCPeerConnection();
    closed.close();
    const states: string[] = [];
    for (const promise of [
      closed.createOffer(),
      new RTCPeerConnection().createOffer(1 as never),
      new RTCPeerConnection().addIceCandidate({ candidate: 'x' }),
      new RTCPeerConnection().createOffer(),
    ]) {
      states.push(
        await Promise.race([promise, Promise.resolve('pending')]).then(
          value => String(value),
          error => error.name,
        ),
      );
    }
    return states;
  }),
  'closing while a call is under way': check(async ({ meanwhile }) => {
    const connection = new RTCPeerConnection();
    const log: string[] = [];
    connection.onsignalingstatechange = () => log.push('event');
    connection.createOffer().then(
      () => log.push('resolved'),
      error => log.push(error.name),
    );
    connection.close();
    log.push(connection.signalingState);
    await meanwhile();
    return log;
  }),
  'closing fires no event': check(async ({ pair, nextTask }) => {
    const { caller } = pair();
    const log: string[] = [];
    for (const type of ['signalingstatechange', 'connectionstatechange', 'iceconnectionstatechange'])
      caller.addEventListener(type, () => log.push(type));
    caller.close();
    for (let i = 0; i < 10; i++) await nextTask();
    return [log, caller.signalingState, caller.connectionState, caller.iceConnectionState];
  }),
  ...each(['setLocalDescription', 'setRemoteDescription'], {
    'a promise and the state it leaves': async ({ pair }, method) => {
      const { caller, callee } = pair();
      const offer = await caller.createOffer();
      const log: string[] = [];
      const connection = method === 'setLocalDescription' ? caller : callee;
      connection.onsignalingstatechange = () => log.push('event');
      const promise = Reflect.apply(connection[method as 'setLocalDescription'], connection, [offer]);
      promise.then(() => log.push('then'));
      (async () => {
        await promise;
        log.push('await');
      })();
      promise.finally(() => log.push('finally'));
      Promise.resolve(promise).then(() => log.push('resolve'));
      Promise.all([promise]).then(() => log.push('all'));
      new Promise(resolve => resolve(promise)).then(() => log.push('adopted'));
      await promise;
      await new Promise(resolve => setTimeout(resolve, 20));
      return log;
    },
  }),
  'a whole call to its data channel': check(async ({ pair, negotiate }) => {
    const { caller, callee } = pair();
    caller.onicecandidate = ({ candidate }) => void callee.addIceCandidate(candidate ?? undefined);
    callee.onicecandidate = ({ candidate }) => void caller.addIceCandidate(candidate ?? undefined);
    const log: string[] = [];
    caller.onconnectionstatechange = () => log.push(`caller ${caller.connectionState}`);
    const opened = new Promise<string>(resolve => {
      callee.ondatachannel = ({ channel }) => {
        channel.onmessage = ({ data }) => resolve(data);
      };
    });
    const channel = caller.createDataChannel('late');
    channel.onopen = () => channel.send('hello');
    await negotiate(caller, callee);
    const said = await opened;
    caller.close();
    callee.close();
    return [said, log];
  }),
};
