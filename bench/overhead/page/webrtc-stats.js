import { WebRTCStats } from '@peermetrics/webrtc-stats';

globalThis.startTool = getStatsInterval => {
  const stats = new WebRTCStats({ getStatsInterval });
  stats.on('stats', () => {});
  globalThis.onConnection = pc => stats.addConnection({ pc, peerId: 'peer' });
};
