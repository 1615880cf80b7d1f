import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallPage } from '../harness/call-page.ts';
import { launchChromium } from '../harness/chromium.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { gapsOfBreaks, hiccupMs } from '../harness/gaps-of-breaks.ts';

/** How long a stream has nothing to say, in milliseconds. */
const pauseMs = 3_000;

interface Idle {
  name: string;
  start?: object;
  /** Runs in the page before and after the pause. */
  begin: string;
  end: string;
}

const sender = (kind: string) => `call.alice.pc.getSenders().find(each => each.track?.kind === '${kind}')`;

const silences: Idle[] = [
  {
    name: 'a muted microphone',
    begin: `${sender('audio')}.track.enabled = false`,
    end: `${sender('audio')}.track.enabled = true`,
  },
  {
    name: 'a camera that is switched off',
    begin: `${sender('video')}.track.enabled = false`,
    end: `${sender('video')}.track.enabled = true`,
  },
  {
    name: 'tracks replaced by nothing, one after the other',
    begin: `(async () => {
      call.kept = call.alice.pc.getSenders().map(sender => [sender, sender.track]);
      for (const [sender] of call.kept) {
        await sender.replaceTrack(null);
        await new Promise(resolve => setTimeout(resolve, 300));
      }
    })()`,
    end: `Promise.all(call.kept.map(([sender, track]) => sender.replaceTrack(track)))`,
  },
  {
    name: 'a microphone replaced by nothing in a call of audio alone',
    start: { video: false },
    begin: `(call.kept = ${sender('audio')}, call.track = call.kept.track, call.kept.replaceTrack(null))`,
    end: `call.kept.replaceTrack(call.track)`,
  },
  {
    name: 'a paused transceiver',
    begin: `(async () => {
      call.kept = call.alice.pc.getTransceivers().find(each => each.sender.track?.kind === 'video');
      call.kept.direction = 'recvonly';
      await call.alice.offer();
    })()`,
    end: `(call.kept.direction = 'sendrecv', call.alice.offer())`,
  },
  {
    name: 'an encoding that is deactivated, as a simulcast layer is',
    begin: `(async () => {
      const sender = ${sender('video')};
      const parameters = sender.getParameters();
      parameters.encodings[0].active = false;
      await sender.setParameters(parameters);
    })()`,
    end: `(async () => {
      const sender = ${sender('video')};
      const parameters = sender.getParameters();
      parameters.encodings[0].active = true;
      await sender.setParameters(parameters);
    })()`,
  },
  {
    name: 'a screen that stands still',
    begin: `(async () => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d').fillRect(0, 0, 9, 9);
      call.kept = ${sender('video')};
      call.track = call.kept.track;
      await call.kept.replaceTrack(canvas.captureStream(0).getVideoTracks()[0]);
    })()`,
    end: `call.kept.replaceTrack(call.track)`,
  },
];

// Side by side: they mostly wait.
describe.concurrent.each([
  ['Chromium', launchChromium],
  ['Firefox', launchFirefox],
])('in %s no gap is seen in', (_, launch) => {
  let driven: Awaited<ReturnType<typeof launch>>;
  beforeAll(async () => {
    driven = await launch();
  });
  afterAll(() => driven?.close());

  it.each(silences.map(silence => [silence.name, silence] as const))('%s', async (_, silence) => {
    const call = await CallPage.open(driven);
    try {
      await call.start(silence.start);
      await call.run(silence.begin);
      await setTimeout(pauseMs);
      await call.run(silence.end);
      await call.mediaFlows();
      await setTimeout(1_500);
      const trace = await call.trace();
      expect(trace.restarts).toEqual([]);
      expect(gapsOfBreaks(trace, hiccupMs)).toEqual([]);
    } finally {
      await call.close();
    }
  });

  it('a stream that ends', async () => {
    const call = await CallPage.open(driven);
    try {
      await call.start();
      await call.run(`${sender('video')}.track.stop()`);
      await setTimeout(pauseMs);
      const trace = await call.trace();
      expect(gapsOfBreaks(trace, hiccupMs)).toEqual([]);
    } finally {
      await call.close();
    }
  });

  it('speech with pauses under discontinuous transmission', async () => {
    const call = await CallPage.open(driven);
    try {
      await call.run(`(() => {
        // A tone that comes and goes, sent with Opus DTX.
        const context = new AudioContext();
        const tone = new OscillatorNode(context);
        const gain = new GainNode(context, { gain: 0 });
        const sink = new MediaStreamAudioDestinationNode(context);
        tone.connect(gain).connect(sink);
        tone.start();
        setInterval(() => { gain.gain.value = gain.gain.value ? 0 : 1; }, 1500);
        navigator.mediaDevices.getUserMedia = async () => sink.stream;
        const { setLocalDescription } = RTCPeerConnection.prototype;
        globalThis.rewriteDtx = sdp => sdp.replace(/useinbandfec=1/g, 'useinbandfec=1;usedtx=1');
        const rewrite = globalThis.rewriteSdp;
        globalThis.rewriteSdp = async (name, sdp) => rewriteDtx(await rewrite(name, sdp));
      })()`);
      await call.start({ video: false });
      await setTimeout(7_000);
      const trace = await call.trace();
      expect(gapsOfBreaks(trace)).toEqual([]);
    } finally {
      await call.close();
    }
  });
});
