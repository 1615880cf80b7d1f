import { expect, it } from 'vitest';
import { rewriteSdpLines } from './sdp.ts';

it('rewrites and withholds candidates, and leaves no other address to send to', async () => {
  const sdp = [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    'm=audio 46154 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 192.0.2.7',
    'a=rtcp:46155 IN IP4 192.0.2.7',
    'a=candidate:1 1 udp 2122260223 192.0.2.7 46154 typ host',
    'a=candidate:2 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active',
    'a=end-of-candidates',
    'm=video 0 UDP/TLS/RTP/SAVPF 96',
    '',
  ].join('\r\n');

  const rewritten = await rewriteSdpLines(sdp, async line =>
    line.includes(' tcp ') ? null : 'a=candidate:ours',
  );

  expect(rewritten.split('\r\n')).toEqual([
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    'a=candidate:ours',
    'a=end-of-candidates',
    'm=video 0 UDP/TLS/RTP/SAVPF 96',
    '',
  ]);
});
