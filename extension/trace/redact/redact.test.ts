import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrace } from '../file/build.ts';
import { readTrace } from '../file/read.ts';
import { addressOf, addressPattern } from './address.ts';
import { redactEvents } from './redact.ts';
import { Redaction } from './redaction.ts';

const directory = new URL('../../../test/traces/', import.meta.url);
const recorded = readdirSync(directory).map(name => ({
  name,
  text: readFileSync(new URL(name, directory), 'utf8'),
}));

/** But in the user agent: a browser's version looks like one. */
const addressesIn = (text: string) =>
  (text.replace(/"userAgent":"[^"]*"/g, '').match(addressPattern) ?? []).filter(
    each => addressOf(each) !== null,
  );

describe('a redacted trace', () => {
  it.each(recorded)('has no address and the same restarts: $name', ({ text }) => {
    const trace = readTrace(text);
    expect(addressesIn(text).length).toBeGreaterThan(0);
    const redaction = new Redaction();
    const events = redactEvents(trace.events, redaction);
    const redacted = buildTrace({ ...trace, events, dropped: 0, redacted: true });
    const original = buildTrace({ ...trace, dropped: 0 });
    expect(redacted.redacted).toBe(true);
    expect(redacted.browser).toEqual(original.browser);
    expect(addressesIn(JSON.stringify({ ...redacted, browser: null }))).toEqual([]);
    expect(JSON.stringify(redacted)).not.toContain('call.html');
    for (const derived of ['restarts', 'breaks', 'rebuilds'] as const) {
      expect(redacted[derived]).toEqual(redaction.value(original[derived]));
    }
  });
});

it('lets no canary through, wherever it is put', () => {
  const canaries = [
    '198.51.100.23',
    '192.168.77.7',
    '2001:db8:77::7',
    'fd12::7',
    'secret-7.local',
    'turn.secret.example',
    'call.secret.example',
  ];
  const [ip, home, ip6, home6, mdns, server, page] = canaries;
  const redaction = new Redaction();
  const text = JSON.stringify([
    redaction.value({
      url: `https://${page}/room/42?who=me`,
      title: `Call with ${page}`,
      configuration: {
        iceServers: [{ urls: [`turn:${server}:3478?transport=udp`, `stun:${ip}`, `turns:[${ip6}]:443`] }],
      },
      sdp: `v=0\r\no=- 1 2 IN IP4 ${home}\r\nc=IN IP6 ${home6}\r\na=rtcp:9 IN IP4 ${ip}\r\na=candidate:77777 1 udp 1 ${mdns} 9 typ srflx raddr ${home} rport 9\r\n`,
      candidate: {
        line: `candidate:1 1 udp 2 ${server} 5 typ relay raddr ${ip6} rport 1`,
        url: `turn:${server}:3478`,
      },
      pair: { local: { address: ip, relatedAddress: home }, remote: { address: server } },
    }),
    redaction.value({
      error: { message: `No route to ${ip}:3478 (${server}), [${ip6}]:9 or ${home6}; see wss://${page}/x` },
    }),
  ]);
  for (const canary of canaries) expect(text).not.toContain(canary);
  expect(text).not.toContain('77777');
  // What tells things apart stays.
  expect(text).toContain('turn:server-1:3478?transport=udp');
  expect(text).toContain('"address":"public-1","relatedAddress":"host-1"');
});

it('gives equal things equal labels, and different things different ones', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { minLength: 2, maxLength: 8 }), addresses => {
      const redaction = new Redaction();
      const label = (address: string) => redaction.value({ address }).address;
      for (const a of addresses) {
        for (const b of addresses) {
          const same = addressOf(a)?.canonical === addressOf(b)?.canonical;
          if (addressOf(a) && addressOf(b)) expect(label(a) === label(b)).toBe(same);
        }
      }
    }),
  );
});

it('changes nothing when it is done twice', () => {
  const { events } = readTrace(recorded[0]!.text);
  const once = redactEvents(events);
  expect(redactEvents(once)).toEqual(once);
});
