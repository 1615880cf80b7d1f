import { describe, expect, it } from 'vitest';
import { readSdp } from './sdp.ts';
import { changesBetween, type Session } from './session-changes.ts';

const section = (kind: string, mid: number, port: number, direction: string, setup: string, print: string) =>
  `m=${kind} ${port} X 0\r\na=mid:${mid}\r\na=${direction}\r\na=setup:${setup}\r\na=fingerprint:${print}\r\n`;
const audio = (direction = 'sendrecv', setup = 'active', print = 'fingerprint-1') =>
  section('audio', 0, 9, direction, setup, print);
const video = (port = 9) => section('video', 1, port, 'sendrecv', 'active', 'fingerprint-1');

/** This side offered, and the far side answered so. */
function answered(answer: string): Session {
  return {
    local: readSdp(audio('sendrecv', 'actpass', 'fingerprint-0')),
    remote: readSdp(answer),
    answerSide: 'remote',
  };
}

const nothing = { added: [], removed: [], redirected: [], fingerprints: [], roles: false };

describe('changesBetween', () => {
  it('finds nothing in a pure restart, whoever offers it', () => {
    const before = answered(audio());
    expect(changesBetween(before, answered(audio()))).toEqual(nothing);
    const local = readSdp(audio('sendrecv', 'passive', 'fingerprint-0'));
    const remote = readSdp(audio('sendrecv', 'actpass'));
    expect(changesBetween(before, { local, remote, answerSide: 'local' })).toEqual(nothing);
  });

  it('finds media that was added, removed or redirected', () => {
    const before = answered(audio());
    const both = answered(audio() + video());
    expect(changesBetween(before, both)).toEqual({ ...nothing, added: ['video'] });
    expect(changesBetween(both, answered(audio() + video(0)))).toEqual({ ...nothing, removed: ['video'] });
    expect(changesBetween(before, answered(audio('recvonly')))).toEqual({
      ...nothing,
      redirected: ['audio'],
    });
  });

  it('finds another certificate and other roles', () => {
    const before = answered(audio());
    const moved = answered(audio('sendrecv', 'passive', 'fingerprint-2'));
    expect(changesBetween(before, moved)).toEqual({ ...nothing, fingerprints: ['remote'], roles: true });
  });
});
