import { describe, expect, it } from 'vitest';
import { credentialsChanged, firstUfrag, readSdp, restartedMids, transportMids } from './sdp.ts';

const bundled = (ufrag: string) =>
  [
    'v=0',
    'a=group:BUNDLE 0 1',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=mid:0',
    `a=ice-ufrag:${ufrag}`,
    'a=fingerprint:fingerprint-1',
    'a=setup:actpass',
    'a=sendonly',
    'm=video 0 UDP/TLS/RTP/SAVPF 96',
    'a=mid:1',
    'a=bundle-only',
    `a=ice-ufrag:${ufrag}`,
    '',
  ].join('\r\n');

describe('readSdp', () => {
  it('reads what ICE and DTLS need of each section', () => {
    const { media } = readSdp(bundled('abcd'));
    expect(media).toEqual([
      {
        mid: '0',
        kind: 'audio',
        ufrag: 'abcd',
        rejected: false,
        fingerprint: 'fingerprint-1',
        setup: 'actpass',
        direction: 'sendonly',
      },
      {
        mid: '1',
        kind: 'video',
        ufrag: 'abcd',
        rejected: false,
        fingerprint: null,
        setup: null,
        direction: 'sendrecv',
      },
    ]);
  });

  it('lets sections inherit session-level credentials', () => {
    const { media, iceLite } = readSdp('a=ice-lite\r\na=ice-ufrag:sess\r\nm=audio 9 X 0\r\na=mid:a\r\n');
    expect(iceLite).toBe(true);
    expect(media[0]?.ufrag).toBe('sess');
  });

  it('takes any line end, and text that is no SDP at all', () => {
    expect(readSdp('m=audio 9 X 0\na=ice-ufrag:lf\n').media[0]?.ufrag).toBe('lf');
    expect(readSdp('<script>alert(1)</script>').media).toEqual([]);
    expect(readSdp('m=\na=\na=:\n').media).toHaveLength(1);
  });
});

describe('credentialsChanged', () => {
  it('compares transports by mid', () => {
    expect(credentialsChanged(readSdp(bundled('one')), readSdp(bundled('two')))).toBe(true);
    expect(credentialsChanged(readSdp(bundled('one')), readSdp(bundled('one')))).toBe(false);
  });

  it('takes an added or a rejected section for no change', () => {
    const before = readSdp('m=audio 9 X 0\r\na=mid:0\r\na=ice-ufrag:one\r\n');
    expect(credentialsChanged(before, readSdp(bundled('one')))).toBe(false);
    const rejected = readSdp('m=audio 0 X 0\r\na=mid:0\r\n');
    expect(credentialsChanged(before, rejected)).toBe(false);
    expect(restartedMids(before, rejected)).toEqual(new Set());
  });
});

describe('firstUfrag', () => {
  it('skips rejected sections', () => {
    const sdp = 'm=audio 0 X 0\r\na=ice-ufrag:dead\r\nm=video 9 X 0\r\na=ice-ufrag:live\r\n';
    expect(firstUfrag(readSdp(sdp))).toBe('live');
    expect(firstUfrag(null)).toBeNull();
  });
});

describe('transportMids', () => {
  const sections = (...mids: string[]) =>
    mids.map(mid => `m=audio 9 X 0\r\na=mid:${mid}\r\na=ice-ufrag:u${mid}\r\n`).join('');

  it('counts a bundle once, and each section outside of one', () => {
    expect(transportMids(readSdp(`a=group:BUNDLE 0 1\r\n${sections('0', '1')}`))).toEqual(['0']);
    expect(transportMids(readSdp(`a=group:BUNDLE 0 2\r\n${sections('0', '1', '2')}`))).toEqual(['0', '1']);
    expect(transportMids(readSdp(sections('0', '1')))).toEqual(['0', '1']);
  });

  it('lets another section stand for a bundle whose first was rejected', () => {
    const sdp = `a=group:BUNDLE 0 1\r\nm=audio 0 X 0\r\na=mid:0\r\n${sections('1')}`;
    expect(transportMids(readSdp(sdp))).toEqual(['1']);
  });
});
