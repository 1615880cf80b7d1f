import type { Configuration } from '../../trace/schema/events.ts';
import { append, isArray } from './builtins.ts';
import { connection as native } from './native.ts';
import { own, ownNumber, ownText, text } from './reading.ts';
import { withoutUser } from './sdp-redaction.ts';

const maxServers = 64;
const maxUrls = 32;

/** The configuration in force, without credentials. Read from the browser, never from the page's own object. */
export function readConfiguration(connection: RTCPeerConnection): Configuration {
  const configuration = native.getConfiguration?.(connection) as object | undefined;
  if (!configuration) return { iceServers: [] };
  return {
    iceServers: readServers(own(configuration, 'iceServers')),
    iceTransportPolicy: ownText(configuration, 'iceTransportPolicy', 16),
    bundlePolicy: ownText(configuration, 'bundlePolicy', 16),
    rtcpMuxPolicy: ownText(configuration, 'rtcpMuxPolicy', 16),
    iceCandidatePoolSize: ownNumber(configuration, 'iceCandidatePoolSize'),
  };
}

function readServers(servers: unknown): Configuration['iceServers'] {
  const read: Configuration['iceServers'] = [];
  if (!isArray(servers)) return read;
  for (let i = 0; i < servers.length && i < maxServers; i++) {
    append(read, { urls: readUrls(own(servers[i], 'urls')) });
  }
  return read;
}

function readUrls(urls: unknown): string[] {
  if (!isArray(urls)) return [withoutUser(text(urls, 512))];
  const read: string[] = [];
  for (let i = 0; i < urls.length && i < maxUrls; i++) append(read, withoutUser(text(urls[i], 512)));
  return read;
}
