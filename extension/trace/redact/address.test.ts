import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressOf, addressPattern } from './address.ts';

it.each([
  ['192.168.1.7', 'host'],
  ['172.16.0.1', 'host'],
  ['172.32.0.1', 'public'],
  ['10.0.0.1', 'host'],
  ['100.64.1.1', 'cgnat'],
  ['127.0.0.1', 'loopback'],
  ['169.254.1.1', 'link-local'],
  ['203.0.113.9', 'public'],
  ['::1', 'loopback'],
  ['fe80::1%eth0', 'link-local'],
  ['fd00::2', 'host'],
  ['2001:db8::1', 'public'],
  ['::ffff:192.168.1.7', 'host'],
  ['3b1f1b2e-0f0a-4b5c-8d8e-111122223333.local', 'mdns'],
])('knows %s as %s', (text, kind) => {
  expect(addressOf(text)?.kind).toBe(kind);
});

it.each([
  '0.0.0.0',
  '::',
  '1.2.3',
  '1.2.3.256',
  '1:2:3',
  'a::b::c',
  '12:34:56',
  'host-1',
  'x.x.x.x',
  'local',
])('takes "%s" for none', text => expect(addressOf(text)).toBeNull());

it('knows one address in all the ways to write it', () => {
  const canonical = addressOf('2001:db8::1')?.canonical;
  expect(addressOf('2001:0DB8:0:0:0:0:0:1')?.canonical).toBe(canonical);
  expect(addressOf('2001:db8::0.0.0.1')?.canonical).toBe(canonical);
});

it('finds every address in any text', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.constantFrom(' ', '"', ',', '(', ')', '[', ']', '\n', '='),
      (ip, around) => {
        if (!addressOf(ip)) return;
        const found = `to${around}${ip}${around}over`.match(addressPattern);
        expect(found).toEqual([ip]);
      },
    ),
  );
});
