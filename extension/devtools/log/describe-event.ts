import type { SignalledCandidate } from '../../trace/schema/candidate.ts';
import type { EventOf, EventType, TraceEvent } from '../../trace/schema/events.ts';
import { readCandidateLine } from '../../trace/sdp/candidate-line.ts';
import { duration } from '../text/duration.ts';
import { counted, pairName } from '../text/words.ts';

/** An event in one line: what it is, and what it says. */
export interface EventLine {
  title: string;
  text: string;
}

type Describe = { [T in EventType]: (event: EventOf<T>) => [title: string, text?: string] };

const describe: Describe = {
  connection: ({ resumed }) => [
    'RTCPeerConnection',
    resumed ? 'there already when recording began' : 'created',
  ],
  call: event => [`${event.method}()`, callText(event)],
  result: ({ method, error }) => [
    `${method}() ${error ? 'rejected' : 'resolved'}`,
    error ? `${error.name}: ${error.message}` : '',
  ],
  description: ({ side, descriptionType, sdp }) => [`${side} ${descriptionType}`, sdpText(sdp)],
  configuration: ({ configuration }) => [
    'configuration',
    counted(configuration.iceServers.length, 'ICE server'),
  ],
  state: ({ name, state }) => [`${stateNames[name]} state`, state],
  'negotiation-needed': () => ['negotiationneeded'],
  candidate: ({ side, candidate }) => [
    `${side} candidate`,
    candidate ? candidateText(candidate) : 'end of candidates',
  ],
  'candidate-error': ({ url, code, text }) => ['candidate error', `${code} ${text} (${url})`],
  track: ({ kind, mid }) => ['track', mid === null ? kind : `${kind} mid ${mid}`],
  'selected-pair': ({ pair }) => ['selected pair', pairName(pair)],
  sample: event => ['reading', sampleText(event)],
  forgotten: () => ['forgotten', 'the page let go of the connection without closing it'],
  frame: ({ url }) => ['frame', url],
  visibility: ({ hidden }) => ['page', hidden ? 'hidden' : 'visible'],
  online: ({ online }) => ['browser', online ? 'online' : 'offline'],
  network: ({ networkType, effectiveType }) => ['network', networkType ?? effectiveType ?? 'unknown'],
  lifecycle: ({ phase }) => ['page lifecycle', phase],
  mark: ({ text }) => ['mark', text],
};

export function describeEvent(event: TraceEvent): EventLine {
  const [title, text = ''] = (describe[event.type] as (event: TraceEvent) => [string, string?])(event);
  return { title, text };
}

const stateNames = {
  signaling: 'signaling',
  ice: 'ICE connection',
  gathering: 'ICE gathering',
  connection: 'connection',
};

function callText({ iceRestart, legacy, implicit, descriptionType, forced }: EventOf<'call'>): string {
  return [
    iceRestart && 'iceRestart: true',
    descriptionType,
    implicit && 'without a description',
    legacy && 'with callbacks',
    forced && 'by IceScope',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The first credentials, and how many sections: enough to tell descriptions apart. */
function sdpText(sdp: string): string {
  const ufrag = /^a=ice-ufrag:(.*?)\r?$/m.exec(sdp)?.[1];
  const sections = sdp.match(/^m=/gm)?.length ?? 0;
  return `${ufrag ? `ufrag ${ufrag}, ` : ''}${counted(sections, 'media section')}`;
}

function candidateText(signalled: SignalledCandidate): string {
  const candidate = readCandidateLine(signalled);
  if (!candidate) return signalled.line;
  const { type, protocol, address, port } = candidate;
  return [type, protocol, address && (port === null ? address : `${address}:${port}`)]
    .filter(Boolean)
    .join(' ');
}

function sampleText({ pace, inbound, outbound, transports }: EventOf<'sample'>): string {
  const rtt = transports.find(({ rttMs }) => rttMs !== undefined)?.rttMs;
  const streams = `${inbound.length} in, ${outbound.length} out`;
  return `${pace} · ${streams}${rtt === undefined ? '' : ` · round trip ${duration(rtt)}`}`;
}
