import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SdpRedaction, withoutSecretParts, withoutSecrets, withoutUser } from './sdp-redaction.ts';

const canary = 'CANARY42';

describe('a session description in a trace', () => {
  it.each([
    [`a=ice-pwd:${canary}\r\n`, 'a=ice-pwd:redacted\r\n'],
    [`a=ICE-PWD:${canary}\n`, 'a=ice-pwd:redacted\n'],
    [`  a=ice-pwd: ${canary}`, 'a=ice-pwd:redacted'],
    [`v=0\ra=ice-pwd:${canary}\rs=-\r`, 'v=0\ra=ice-pwd:redacted\rs=-\r'],
    [`s=my call a=ice-pwd:${canary}\r\n`, 'a=ice-pwd:redacted\r\n'],
    [`a=fingerprint:sha-256 ${canary}\r\n`, 'a=fingerprint:fingerprint-1\r\n'],
    [`a=crypto:1 AES inline:${canary}\r\n`, ''],
    [`k=prompt:${canary}\r\n`, ''],
    [`a=identity:${canary}\r\n`, ''],
  ])('%j has no secret', (sdp, redacted) => {
    expect(new SdpRedaction().apply(sdp)).toBe(redacted);
  });

  it('never has one, whatever stands around it', () => {
    const noise = fc.stringMatching(/^[a-z=: \r\n-]{0,20}$/);
    const marked = fc.constantFrom('a=ice-pwd:', 'a=fingerprint:sha-256 ', 'a=crypto:1 x ', 'a=identity:');
    fc.assert(
      fc.property(noise, marked, noise, (before, mark, after) => {
        const sdp = `${before}${mark}${canary}${after}`;
        expect(new SdpRedaction().apply(sdp)).not.toContain(canary);
      }),
    );
  });

  it('is else left as it is, up to a length that is bounded', () => {
    const plain = fc.string({ unit: fc.constantFrom('v', '=', '0', ' ', '\r\n', '\n', '\r', 'é', '\0') });
    fc.assert(fc.property(plain, sdp => new SdpRedaction().apply(sdp) === sdp));
    expect(new SdpRedaction().apply('v=0\r\n'.repeat(1_000_000)).length).toBeLessThanOrEqual(200_000);
    expect(new SdpRedaction().apply('x'.repeat(5_000_000)).length).toBe(200_000);
  });

  it('shows by labels whether fingerprints are the same', () => {
    const redaction = new SdpRedaction();
    const labels = ['x', 'y', 'x'].map(each => redaction.apply(`a=fingerprint:${each}`));
    expect(labels[0]).toBe(labels[2]);
    expect(labels[0]).not.toBe(labels[1]);
    for (let i = 0; i < 100; i++) redaction.apply(`a=fingerprint:${i}`);
    expect(redaction.apply('a=fingerprint:last')).toBe('a=fingerprint:fingerprint-32');
  });
});

describe('other texts', () => {
  it('lose what follows the name of a secret', () => {
    expect(withoutSecrets(`Failed to parse: a=ice-pwd:${canary} Invalid.`)).toBe(
      'Failed to parse: a=ice-pwd (redacted)',
    );
    expect(withoutSecrets(`'turn:user:${canary}@example.org' is no URL`)).toBe("'turn (redacted)");
    expect(withoutSecrets('Called in wrong state: stable')).toBe('Called in wrong state: stable');
  });

  it.each([
    [`https://user:${canary}@example.org/room/5?token=${canary}#key=${canary}`, 'https://example.org/room/5'],
    [`https://example.org/#${canary}`, 'https://example.org/'],
    [`file:///home/me/call.html?${canary}`, 'file:///home/me/call.html'],
    [`data:text/html,${canary}`, 'data:'],
    ['about:srcdoc', 'about:srcdoc'],
    ['', ''],
  ])('keep of the address of a page which page it is: %s', (url, kept) => {
    expect(withoutSecretParts(url)).toBe(kept);
  });

  it('lose the user in an address', () => {
    expect(withoutUser(`turn:user:${canary}@turn.example.org:3478`)).toBe('turn:turn.example.org:3478');
    expect(withoutUser(`https://user:${canary}@example.org/a?b@c`)).toBe('https://example.org/a?b@c');
    expect(withoutUser('https://example.org/@me')).toBe('https://example.org/@me');
    expect(withoutUser('turn:turn.example.org?transport=udp')).toBe('turn:turn.example.org?transport=udp');
  });
});
