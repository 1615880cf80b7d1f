import { type Checks, check, each } from './check.ts';

/** The forms with callbacks (webrtc-pc section 4.4.3). */
export const legacy: Checks = {
  'an offer and an answer by callbacks': check(async ({ pair }) => {
    const { caller, callee } = pair();
    const log: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      const returned = caller.createOffer(
        offer => {
          log.push(['offer', offer.constructor.name, offer.type]);
          caller.setLocalDescription(
            offer as RTCLocalSessionDescriptionInit,
            () => {
              log.push('local');
              callee.setRemoteDescription(
                offer as RTCSessionDescriptionInit,
                () => {
                  log.push('remote');
                  resolve();
                },
                reject,
              );
            },
            reject,
          );
        },
        reject,
        { offerToReceiveAudio: true } as RTCOfferOptions,
      );
      log.push(['returned', returned instanceof Promise]);
    });
    return log;
  }),
  'callbacks are called with this and these': check(async () => {
    const connection = new RTCPeerConnection();
    return new Promise(resolve => {
      function success(this: unknown, ...values: unknown[]) {
        resolve([this === undefined, this === window, values.length]);
      }
      connection.createOffer(success as never, () => resolve('failed'));
    });
  }),
  'a callback that fails': check(({ pair, told }) => {
    const { caller } = pair();
    return new Promise(resolve => {
      const late = setTimeout(() => resolve('never called'), 5000);
      const answer = (...values: unknown[]) => {
        clearTimeout(late);
        resolve([values.length, told(values[0])]);
      };
      void caller.setRemoteDescription(
        { type: 'answer', sdp: 'nonsense' },
        () => resolve('succeeded'),
        answer,
      );
    });
  }),
  'what a callback throws is told to the window': check(async () => {
    const heard = new Promise(resolve => {
      const hear = (event: ErrorEvent | PromiseRejectionEvent) => {
        event.preventDefault();
        const error = 'reason' in event ? event.reason : event.error;
        resolve([
          event.type,
          error?.message,
          'filename' in event && event.filename,
          'lineno' in event && event.lineno,
        ]);
      };
      window.addEventListener('error', hear, { once: true });
      window.addEventListener('unhandledrejection', hear, { once: true });
      setTimeout(() => resolve('nothing'), 5000);
    });
    void new RTCPeerConnection().createOffer(
      () => {
        throw new Error('mine');
      },
      () => {},
    );
    return heard;
  }),
  'the stack in a callback': check(
    () =>
      new Promise(resolve => {
        void new RTCPeerConnection().createOffer(
          () => resolve(new Error('here').stack),
          () => {},
        );
      }),
  ),
  'the stack in a callback that fails': check(
    () =>
      new Promise(resolve => {
        setTimeout(resolve, 5000, 'never called');
        void new RTCPeerConnection().setRemoteDescription(
          { type: 'answer', sdp: 'v=0' },
          () => {},
          () => resolve(new Error('here').stack),
        );
      }),
  ),
  ...each(['createOffer', 'createAnswer', 'setLocalDescription', 'setRemoteDescription', 'addIceCandidate'], {
    'with callbacks of every kind': ({ outcome, settled }, name) => {
      const nothing = () => {};
      const kinds: unknown[][] = [
        [nothing],
        [nothing, nothing],
        [nothing, null],
        [null, nothing],
        [nothing, 1],
        [{}, nothing],
        [{}, nothing, nothing],
        [{ type: 'offer', sdp: '' }, nothing, nothing],
        [{ type: 'offer', sdp: '' }, nothing],
        [nothing, nothing, null],
        [nothing, nothing, 1],
        [new Proxy(nothing, {}), new Proxy(nothing, {})],
        [class {}, class {}],
      ];
      const answers = kinds.map(kind => {
        const connection = new RTCPeerConnection();
        return settled(outcome(() => Reflect.apply(connection[name as 'close'], connection, kind as never)));
      });
      return Promise.all(answers);
    },
    'on a closed connection': async ({ told, meanwhile }, name) => {
      const connection = new RTCPeerConnection();
      connection.close();
      const log: unknown[] = [];
      const success = () => log.push('succeeded');
      const failure = (error: unknown) => log.push(told(error));
      const first = name.startsWith('create') ? [] : [{ type: 'offer', sdp: '', candidate: '', sdpMid: '0' }];
      try {
        const call = Reflect.apply(connection[name as 'close'], connection, [
          ...first,
          success,
          failure,
        ] as never);
        (call as unknown as Promise<unknown>).catch(error => log.push(['rejected', told(error)]));
      } catch (error) {
        log.push(['threw', told(error)]);
      }
      await meanwhile();
      return log;
    },
  }),
  'the old options': check(
    ({ told }) =>
      new Promise(resolve => {
        setTimeout(resolve, 5000, 'never called');
        void new RTCPeerConnection().createOffer(
          offer => resolve(offer.sdp?.includes('m=audio')),
          error => resolve(told(error)),
          { mandatory: { OfferToReceiveAudio: true } } as never,
        );
      }),
  ),
};
