/**
 * A call of many connections in one page, both ends of each, with audio and video both ways. Its media costs
 * little, so that what a tool costs stands out, and fifty connections leave a small machine room: sound as it is,
 * uncompressed, 60 ms a packet, and a small picture, twice a second.
 */
const plainGetStats = RTCPeerConnection.prototype.getStats;

const thrifty = ({ type, sdp }) => ({
  type,
  sdp: sdp.replace(/(a=rtpmap:\d+ PCMU.*\r\n)/, '$1a=ptime:60\r\n'),
});

const uncompressed = RTCRtpSender.getCapabilities('audio').codecs.filter(
  ({ mimeType }) => mimeType === 'audio/PCMU',
);
const unprocessed = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

function play(track) {
  const element = document.createElement(track.kind);
  element.srcObject = new MediaStream([track]);
  element.autoplay = true;
  element.muted = track.kind === 'video';
  document.body.append(element);
}

async function negotiate(from, to, options) {
  await from.setLocalDescription(await from.createOffer(options));
  await to.setRemoteDescription(thrifty(from.localDescription));
  await to.setLocalDescription();
  await from.setRemoteDescription(thrifty(to.localDescription));
}

function connected(connection) {
  return new Promise(resolve => {
    const check = () => connection.connectionState === 'connected' && resolve();
    connection.addEventListener('connectionstatechange', check);
    check();
  });
}

async function pair(stream) {
  const ends = [new RTCPeerConnection(), new RTCPeerConnection()];
  ends.forEach((end, i) => {
    end.onicecandidate = ({ candidate }) => candidate && ends[1 - i].addIceCandidate(candidate);
    end.ontrack = ({ track }) => play(track);
    for (const track of stream.getTracks()) end.addTrack(track, stream);
    for (const transceiver of end.getTransceivers()) {
      if (transceiver.sender.track.kind === 'audio') transceiver.setCodecPreferences(uncompressed);
    }
    globalThis.onConnection?.(end);
  });
  await negotiate(...ends);
  await Promise.all(ends.map(connected));
  return ends;
}

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];

async function timed(times, task) {
  const begin = performance.now();
  await task();
  times.push(performance.now() - begin);
}

globalThis.bench = {
  pairs: [],
  longTaskMs: 0,

  async start(connections) {
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) this.longTaskMs += duration;
    }).observe({ type: 'longtask' });
    const video = { width: 64, height: 48, frameRate: 2 };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: unprocessed, video });
    while (this.pairs.length < connections / 2) this.pairs.push(await pair(stream));
  },

  /** Restarts ICE on every connection, spread over `withinMs`. */
  async restartAll(withinMs) {
    for (const ends of this.pairs) {
      await negotiate(...ends, { iceRestart: true });
      await new Promise(resolve => setTimeout(resolve, withinMs / this.pairs.length));
    }
  },

  /** Packets received, so that a bench of a dead call is noticed. */
  async packets() {
    let packets = 0;
    for (const end of this.pairs.flat()) {
      for (const stat of (await plainGetStats.call(end)).values()) packets += stat.packetsReceived ?? 0;
    }
    return packets;
  },

  /** Medians in milliseconds of the calls a page makes for a new connection, of so many connections. */
  async callTimes(rounds) {
    const times = { construct: [], createOffer: [], setLocalDescription: [] };
    for (let i = 0; i < rounds; i++) {
      let connection;
      let offer;
      await timed(times.construct, () => {
        connection = new RTCPeerConnection();
      });
      connection.addTransceiver('audio');
      connection.addTransceiver('video');
      await timed(times.createOffer, async () => {
        offer = await connection.createOffer();
      });
      await timed(times.setLocalDescription, () => connection.setLocalDescription(offer));
      connection.close();
    }
    return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
  },
};
