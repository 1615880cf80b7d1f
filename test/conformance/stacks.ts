import { type Checks, check, each } from './check.ts';

/** What stacks say: the page's frames and the browser's, no others. */
export const stacks: Checks = {
  'of a constructor refused': check(() => {
    try {
      new RTCPeerConnection(1 as never);
    } catch (error) {
      return [(error as Error).stack, (error as { lineNumber?: number }).lineNumber];
    }
  }),
  'of a constructor refused with a DOMException': check(() => {
    try {
      new RTCPeerConnection({ iceServers: [{ urls: 'nonsense' }] });
    } catch (error) {
      return [(error as Error).stack, (error as { lineNumber?: number }).lineNumber];
    }
  }),
  'the own keys of an error': check(() => {
    try {
      new RTCPeerConnection(1 as never);
    } catch (error) {
      return Reflect.ownKeys(error as Error);
    }
  }),
  'of a superclass refused': check(() => {
    class Mine extends RTCPeerConnection {
      constructor() {
        super(1 as never);
      }
    }
    try {
      new Mine();
    } catch (error) {
      return (error as Error).stack;
    }
  }),
  'of a constructor called without new': check(() => {
    try {
      (RTCPeerConnection as unknown as () => void)();
    } catch (error) {
      return (error as Error).stack;
    }
  }),
  'in a getter of a configuration': check(() => {
    let stack: string | undefined;
    new RTCPeerConnection({
      get iceServers() {
        stack = new Error('here').stack;
        return [];
      },
    });
    return stack;
  }),
  'of what a getter of a configuration throws': check(() => {
    try {
      new RTCPeerConnection({
        get iceServers(): RTCIceServer[] {
          throw new Error('mine');
        },
      });
    } catch (error) {
      return (error as Error).stack;
    }
  }),
  'deep in the page, with a constructor refused': check(() => {
    const dive = (depth: number): unknown => {
      if (depth > 0) return dive(depth - 1);
      try {
        return new RTCPeerConnection(1 as never);
      } catch (error) {
        return (error as Error).stack;
      }
    };
    return dive(20);
  }),
  ...each(['createOffer', 'createAnswer', 'setLocalDescription', 'setRemoteDescription', 'addIceCandidate'], {
    'of arguments refused': async (_, name) => {
      const connection = new RTCPeerConnection();
      const error = await Reflect.apply(connection[name as 'createOffer'], connection, [1 as never]).catch(
        (error: unknown) => error,
      );
      return [error.stack, error.lineNumber];
    },
    'of a call refused once closed': ({ settled }, name) => {
      const connection = new RTCPeerConnection();
      connection.close();
      const call = Reflect.apply(connection[name as 'createOffer'], connection, [{}]).then(
        () => 'resolved',
        (error: Error & { lineNumber?: number }) => [error.stack, error.lineNumber],
      );
      return settled(call);
    },
    'of a call on nothing': async (_, name) => {
      try {
        await (RTCPeerConnection.prototype[name as 'createAnswer'] as () => Promise<unknown>)();
      } catch (error) {
        return (error as Error).stack;
      }
    },
    'in a getter of its argument': async (_, name) => {
      let stack: string | undefined;
      const note = () => {
        stack ??= new Error('here').stack;
        return undefined;
      };
      const argument = {
        get iceRestart() {
          return note();
        },
        get type() {
          return note();
        },
        get candidate() {
          return note();
        },
      };
      const connection = new RTCPeerConnection();
      await Promise.allSettled([
        Reflect.apply(connection[name as 'createOffer'], connection, [argument as never]),
      ]);
      return stack;
    },
    'of what a getter of its argument throws': async (_, name) => {
      const thrown = () => {
        throw new Error('mine');
      };
      const argument = Object.defineProperties(
        {},
        { iceRestart: { get: thrown }, type: { get: thrown }, candidate: { get: thrown } },
      );
      const connection = new RTCPeerConnection();
      return Reflect.apply(connection[name as 'createOffer'], connection, [argument as never]).then(
        () => 'resolved',
        (error: Error) => error.stack,
      );
    },
  }),
  ...each(['restartIce', 'setConfiguration', 'close'], {
    'of a call on nothing': (_, name) => {
      try {
        (RTCPeerConnection.prototype[name as 'close'] as () => void)();
      } catch (error) {
        return (error as Error).stack;
      }
    },
    'of a call on the wrong thing': (_, name) => {
      try {
        Reflect.apply(RTCPeerConnection.prototype[name as 'close'], {}, []);
      } catch (error) {
        return [(error as Error).stack, (error as { lineNumber?: number }).lineNumber];
      }
    },
  }),
  'of setConfiguration refused': check(() => {
    try {
      new RTCPeerConnection().setConfiguration({ bundlePolicy: 'max-bundle' });
    } catch (error) {
      return [(error as Error).stack, (error as { lineNumber?: number }).lineNumber];
    }
  }),
  'of setConfiguration with a wrong argument': check(() => {
    try {
      new RTCPeerConnection().setConfiguration(1 as never);
    } catch (error) {
      return [(error as Error).stack, (error as { lineNumber?: number }).lineNumber];
    }
  }),
  'of an error that the browser makes later': check(async () => {
    const error = await new RTCPeerConnection()
      .setRemoteDescription({ type: 'answer', sdp: 'v=0' })
      .catch(each => each);
    return [error.stack, error.lineNumber];
  }),
  'in an event handler': check(
    () =>
      new Promise(resolve => {
        const connection = new RTCPeerConnection();
        connection.onsignalingstatechange = () => resolve(new Error('here').stack);
        connection.createDataChannel('x');
        void connection.setLocalDescription();
      }),
  ),
  'after an await': check(async () => {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('x');
    async function offer() {
      await connection.setLocalDescription();
      return new Error('here').stack;
    }
    return offer();
  }),
  'of an async function that fails in an await': check(async () => {
    async function answer() {
      await new RTCPeerConnection().createAnswer();
    }
    async function outer() {
      await answer();
    }
    return outer().catch(error => error.stack);
  }),
  'of text that cannot be told': check(() => {
    try {
      Function.prototype.toString.call({});
    } catch (error) {
      return [(error as Error).stack, (error as { lineNumber?: number }).lineNumber];
    }
  }),
  'of recursion without end through toString': check(() => {
    let text = '';
    const dive = (): string => `${dive()}${Function.prototype.toString.call(dive)}`;
    try {
      text = dive();
    } catch (error) {
      return [(error as Error).name, (error as Error).message, text];
    }
  }),
  'as a formatter of the page is given them': check(() => {
    const errors = Error as unknown as {
      prepareStackTrace?: (error: Error, sites: { getFileName(): string }[]) => unknown;
    };
    errors.prepareStackTrace = (_, sites) => sites.map(site => site.getFileName());
    try {
      new RTCPeerConnection(1 as never);
    } catch (error) {
      return [(error as Error).stack];
    } finally {
      delete errors.prepareStackTrace;
    }
  }),
  'a formatter of the page runs for errors of the page alone': check(async () => {
    const errors = Error as unknown as { prepareStackTrace?: (error: Error) => unknown };
    const formatted: string[] = [];
    errors.prepareStackTrace = error => {
      formatted.push(String(error));
      return 'mine';
    };
    const connection = new RTCPeerConnection();
    await connection.createOffer(1 as never).catch(() => {});
    await connection.setRemoteDescription({ type: 'answer', sdp: 'v=0' }).catch(() => {});
    try {
      connection.setConfiguration(1 as never);
    } catch {}
    delete errors.prepareStackTrace;
    return formatted;
  }),
};
