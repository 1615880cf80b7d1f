/** Counts looks at the statistics, the tool's among them: it runs before the tool takes its means. */
{
  globalThis.calls = { getStats: 0, getSynchronizationSources: 0 };
  const count = (prototype, name) => {
    const counted = prototype[name];
    prototype[name] = function (...args) {
      globalThis.calls[name]++;
      return counted.apply(this, args);
    };
  };
  count(RTCPeerConnection.prototype, 'getStats');
  count(RTCRtpReceiver.prototype, 'getSynchronizationSources');
}
