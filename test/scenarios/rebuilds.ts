import type { Scenario } from './scenario.ts';

/** The application replaces the connection where a restart would have done. */
export const rebuilds: Scenario[] = [
  {
    name: 'rebuilt instead of restarted',
    patient: true,
    async run(call) {
      await call.start({ video: false, oneWay: true });
      call.breaker.cut();
      await call.run(
        `Promise.all(['alice', 'bob'].map(name => call.settled(name, ['disconnected', 'failed'])))`,
      );
      await call.run('call.close()');
      await call.run('call.start({ video: false, oneWay: true })');
      await call.mediaFlows(['bob']);
    },
    complete: ({ rebuilds }) => rebuilds.length === 2 && rebuilds.some(({ gaps }) => gaps.length === 1),
    verdicts: [],
    rebuilds: ['disconnected', 'disconnected'],
  },
];
