import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '../file/build.ts';
import { readRecording, recordingOf } from '../file/recording.ts';
import type { Gap, Restart, Trace } from '../schema/trace.ts';

const directory = new URL('../../../test/dumps/', import.meta.url);
const fileOf = (name: string) => readFileSync(new URL(name, directory));
const textOf = (name: string) => gunzipSync(fileOf(name)).toString();

/** What really happened: the middlebox's record, and the trace that IceScope made of the same call. */
interface Truth {
  silences: { ssrc: number; from: number; to: number; durationMs: number }[];
  restarts: Pick<Restart, 'initiator' | 'trigger' | 'cause' | 'outcome' | 'requestedAt' | 'settledAt'>[];
}

async function traceOf(name: string): Promise<Trace> {
  const { events, dropped, generator } = await readRecording(new Blob([fileOf(name)]));
  return buildTrace({ events, dropped, generator });
}

describe.each([
  ['webrtc-internals.json.gz', 'webrtc-internals'],
  ['webrtc-internals.jsonl.gz', 'webrtc-internals'],
  ['rtcstats-chromium.jsonl.gz', 'rtcstats-chromium'],
  ['rtcstats-firefox.jsonl.gz', 'rtcstats-firefox'],
])('a real dump, %s', (name, truthName) => {
  const truth: Truth = JSON.parse(fileOf(`${truthName}.truth.json`).toString());

  it('holds the restarts that happened', async () => {
    const { restarts } = await traceOf(name);
    const verdict = ({ initiator, trigger, cause, outcome }: Truth['restarts'][0]) =>
      [initiator, trigger, cause, outcome].join(' ');
    expect(restarts.map(verdict)).toEqual(truth.restarts.map(verdict));
    for (const [i, { requestedAt, settledAt, localUfrag, remoteUfrag, pair }] of restarts.entries()) {
      expect(Math.abs(requestedAt - truth.restarts[i]!.requestedAt)).toBeLessThan(50);
      expect(Math.abs(settledAt! - truth.restarts[i]!.settledAt!)).toBeLessThan(1_100);
      expect(localUfrag.to).not.toBe(localUfrag.from);
      expect(remoteUfrag.to).not.toBe(remoteUfrag.from);
      expect(pair.to).not.toBeNull();
    }
  });

  it('brackets the true silence of each stream, honestly wide', async () => {
    const { restarts } = await traceOf(name);
    const gaps = restarts
      .flatMap(restart => restart.gaps)
      .filter(({ layer, direction }) => layer === 'network' && direction === 'inbound');
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) {
      const trueMs = trueSilence(gap, truth);
      expect(trueMs).toBeGreaterThan(5_000);
      expect(gap.lowMs).toBeLessThanOrEqual(trueMs + deliveryMs);
      expect(gap.highMs).toBeGreaterThanOrEqual(trueMs - deliveryMs);
      // One reading a second leaves more than a recording of ours would.
      expect(gap.highMs - gap.lowMs).toBeGreaterThan(0);
    }
  });

  it('lets no password, key or fingerprint in', async () => {
    const text = textOf(name);
    const secrets = [...text.matchAll(/a=ice-pwd:([^\\]+)|a=fingerprint:sha-256 ([0-9A-F:]+)/g)].map(
      ([, password, fingerprint]) => password ?? fingerprint!,
    );
    expect(secrets.length).toBeGreaterThan(3);
    const { events } = recordingOf(text);
    const written = JSON.stringify(events);
    for (const secret of secrets) expect(written).not.toContain(secret);
    expect(written).toContain('a=fingerprint:fingerprint-1');
  });
});

it('lets no secret in, wherever a tool has written it down', () => {
  const canary = 'CANARY42';
  const server = { urls: [`turn:user:${canary}@turn.test`], username: canary, credential: canary };
  const offer = { type: 'offer', sdp: `v=0\r\ns= a=ICE-PWD:${canary}\r\na=crypto:1 x ${canary}\r\n` };
  const rows = [
    ['create', 'PC_0', { iceServers: [server] }, 1],
    ['setRemoteDescription', 'PC_0', offer, 2],
    ['setRemoteDescriptionOnSuccess', 'PC_0', null, 3],
    ['createOffer', 'PC_0', null, 4],
    ['createOfferOnFailure', 'PC_0', `Failed to parse a=ice-pwd:${canary}`, 5],
    [
      'onicecandidateerror',
      'PC_0',
      { url: `turn:u:${canary}@turn.test`, errorText: `turn:u:${canary}@x` },
      6,
    ],
  ];
  const about = { url: `https://u:${canary}@a.test/room?token=${canary}#${canary}`, userAgent: 'x' };
  const text = [['connectionInfo', null, about, 0], ...rows].map(row => JSON.stringify(row)).join('\n');
  const { events } = recordingOf(text);
  expect(JSON.stringify(events)).not.toContain(canary);
  expect(events.map(({ type }) => type)).toContain('description');
  expect(events[0]).toMatchObject({ type: 'frame', url: 'https://a.test/room' });
});

/** How late the browser was seen to take what the middlebox had handed on. */
const deliveryMs = 4;

function trueSilence(gap: Gap, { silences }: Truth): number {
  const own = silences.filter(({ ssrc, from, to }) => ssrc === gap.ssrc && from < gap.to && to > gap.from);
  return Math.max(0, ...own.map(({ durationMs }) => durationMs));
}

describe('a bad dump', () => {
  const internals = textOf('webrtc-internals.json.gz');
  const jsonl = textOf('rtcstats-chromium.jsonl.gz');
  const line = (n: number) => jsonl.split('\n')[n - 1]!;

  it.each([
    [
      'an update without its time',
      internals.replace(/"timestamp": ?[\d.]+/g, '"timestamp": "x"'),
      /updateLog\[0\]\.timestamp: expected a number, got "x"/,
    ],
    [
      'a row that is no array',
      internals.replace(/"values": ?"\[/, '"values": "('),
      /stats\["\S+"\]\.values: expected an array in JSON, got \(/,
    ],
    [
      'connections that are none',
      '{"PeerConnections": {"1-2": 7}}',
      'PeerConnections["1-2"]: expected an object, got 7',
    ],
    ['no connection at all', '{"PeerConnections": {}}', 'This dump holds no connection'],
    [
      'a line cut off',
      `${jsonl.slice(0, jsonl.lastIndexOf('['))}["close","PC_0`,
      /line \d+ is no JSON\. The file ends too early/,
    ],
    [
      'a line without a time',
      `${line(1)}\n["close","PC_0",null]`,
      'line 2[3]: expected a time in milliseconds, got nothing',
    ],
    [
      'a report that is none',
      `${line(1)}\n["getstats","PC_0","x",1]`,
      'line 2[2]: expected a statistics report, got "x"',
    ],
    ['another kind of JSON', '{"a": 1}', 'neither an IceScope trace'],
  ])('is refused for %s, with the place', (_, text, message) => {
    expect(() => recordingOf(text)).toThrow(message);
  });
});
