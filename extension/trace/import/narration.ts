import type {
  Configuration,
  DescriptionType,
  Method,
  RecordedEvent,
  Side,
  StateName,
} from '../schema/events.ts';
import type { LogEntry } from './log.ts';
import { Secrets, withoutSecrets, withoutUser } from './secrets.ts';

type Placed = { event: RecordedEvent; where: string };
type Fields = Record<string, unknown>;
type EventBody = RecordedEvent extends infer E
  ? E extends unknown
    ? Omit<E, 't' | 'connectionId'>
    : never
  : never;

const states: Record<string, StateName> = {
  onsignalingstatechange: 'signaling',
  oniceconnectionstatechange: 'ice',
  onicegatheringstatechange: 'gathering',
  onconnectionstatechange: 'connection',
};
const methods = new Set<string>([
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'restartIce',
  'setConfiguration',
]);

/** What a tool logged of one connection, told as events. */
export class Narration {
  readonly #connectionId: string;
  readonly #log: LogEntry[];
  readonly #secrets = new Secrets();
  readonly #placed: Placed[] = [];
  /** Calls that are not settled, oldest first, by method. */
  readonly #open = new Map<string, { callId: number; value: unknown }[]>();
  #calls = 0;
  /** What `createOffer` and `createAnswer` came to last. */
  #created: Fields | null = null;
  #remoteSdp = '';

  constructor(connectionId: string, log: LogEntry[]) {
    this.#connectionId = connectionId;
    this.#log = log;
  }

  events(): Placed[] {
    for (const [index, entry] of this.#log.entries()) this.#tell(entry, index);
    return this.#placed;
  }

  #tell(entry: LogEntry, index: number): void {
    const { name, value } = entry;
    const [, method = '', ending] = /^(\w+?)(OnSuccess|OnFailure|Failed)?$/.exec(name) ?? [];
    if (name === 'create')
      return this.#emit(entry, { type: 'connection', configuration: configurationOf(value) });
    if (Object.hasOwn(states, name)) {
      return this.#emit(entry, { type: 'state', name: states[name]!, state: clipped(value, 32) });
    }
    if (methods.has(method) && ending) return this.#settled(entry, method as Method, ending, index);
    if (methods.has(name)) return this.#called(entry, name as Method);
    switch (name) {
      case 'close':
        return this.#emit(entry, { type: 'call', callId: this.#calls++, method: 'close' });
      case 'onnegotiationneeded':
        return this.#emit(entry, { type: 'negotiation-needed' });
      case 'onicecandidate':
        return this.#candidate(entry, 'local');
      case 'addIceCandidate':
        return this.#candidate(entry, 'remote');
      case 'onicecandidateerror':
        return this.#candidateError(entry);
      case 'ontrack':
        return this.#track(entry);
    }
  }

  #emit({ t, where }: LogEntry, body: EventBody): void {
    this.#placed.push({ event: { ...body, t, connectionId: this.#connectionId } as RecordedEvent, where });
  }

  #called(entry: LogEntry, method: Method): void {
    const callId = this.#calls++;
    const value = fieldsOf(entry.value);
    const calls = this.#open.get(method) ?? [];
    this.#open.set(method, [...calls, { callId, value: entry.value }]);
    this.#emit(entry, {
      type: 'call',
      callId,
      method,
      iceRestart: value.iceRestart === true || undefined,
      implicit: (method === 'setLocalDescription' && value.type === undefined) || undefined,
      descriptionType: descriptionType(value.type),
    });
    // Nothing is logged of how these end.
    if (method === 'restartIce') this.#settled(entry, method, 'OnSuccess', 0);
    if (method === 'setConfiguration') {
      this.#settled(entry, method, 'OnSuccess', 0);
      this.#emit(entry, { type: 'configuration', configuration: configurationOf(entry.value) });
    }
  }

  #settled(entry: LogEntry, method: Method, ending: string, index: number): void {
    const call = this.#open.get(method)?.shift();
    if (!call) return;
    const failed = ending !== 'OnSuccess';
    const error = failed ? { name: 'Error', message: withoutSecrets(clipped(entry.value, 500)) } : null;
    if (!failed && method.startsWith('create')) this.#created = fieldsOf(entry.value);
    if (!failed && method === 'setRemoteDescription') this.#described(entry, 'remote', fieldsOf(call.value));
    if (!failed && method === 'setLocalDescription') {
      this.#described(entry, 'local', this.#localDescription(fieldsOf(call.value), entry, index));
    }
    this.#emit(entry, { type: 'result', callId: call.callId, method, error });
  }

  /** What the browser applied: as passed, as told on success, as created before, or else pieced together. */
  #localDescription(passed: Fields, { value }: LogEntry, index: number): Fields {
    const told = fieldsOf(value);
    if (typeof told.sdp === 'string' && told.type) return told;
    if (typeof passed.sdp === 'string' || passed.type === 'rollback') return passed;
    if (this.#created?.type) return this.#created;
    return { type: 'answer', sdp: this.#unrecordedAnswer(index) };
  }

  /**
   * `setLocalDescription()` made an answer that the dump does not hold. Its sections are those of the offer, and its
   * credentials those of the candidates that are gathered for it; more is not known, nor asked for by the fold.
   */
  #unrecordedAnswer(index: number): string {
    const ufrag = this.#gatheredUfrag(index);
    const lines = this.#remoteSdp.split(/\r?\n/).filter(line => /^(v=|m=|a=mid:|a=group:BUNDLE)/.test(line));
    return lines
      .flatMap(line => (line.startsWith('m=') ? [line, `a=ice-ufrag:${ufrag}`] : [line]))
      .join('\r\n');
  }

  /** Of the candidates that follow before the next negotiation, or else of those before. */
  #gatheredUfrag(index: number): string {
    const ufragOf = ({ name, value }: LogEntry) =>
      (name === 'onicecandidate' ? signalled(value)?.ufrag : null) ?? null;
    const next = this.#log.findIndex(
      ({ name }, i) => i > index && /^set(Local|Remote)Description$/.test(name),
    );
    const after = this.#log.slice(index, next < 0 ? undefined : next).map(ufragOf);
    const before = this.#log.slice(0, index).map(ufragOf).reverse();
    return [...after, ...before].find(ufrag => ufrag !== null) ?? 'unknown';
  }

  #described(entry: LogEntry, side: Side, { type, sdp }: Fields): void {
    const kind = descriptionType(type);
    if (!kind) return;
    const text = this.#secrets.without(typeof sdp === 'string' ? sdp.slice(0, 200_000) : '');
    if (side === 'remote') this.#remoteSdp = text;
    this.#created = null;
    this.#emit(entry, { type: 'description', side, descriptionType: kind, sdp: text });
  }

  #candidate(entry: LogEntry, side: Side): void {
    const candidate = signalled(entry.value);
    // An empty line ends the candidates of one section only, of which the browsers tell differently.
    if (candidate || entry.value === null) this.#emit(entry, { type: 'candidate', side, candidate });
  }

  #candidateError(entry: LogEntry): void {
    const { url, address, port, errorCode, errorText } = fieldsOf(entry.value);
    this.#emit(entry, {
      type: 'candidate-error',
      url: withoutUser(clipped(url, 512)),
      address: address ? clipped(address, 256) : null,
      port: typeof port === 'number' ? port : null,
      code: typeof errorCode === 'number' ? errorCode : 0,
      text: withoutSecrets(clipped(errorText, 240)),
    });
  }

  /** `audio:3b0b…`, `["audio", …]` or `{ kind: "audio" }`. */
  #track(entry: LogEntry): void {
    const kind = /audio|video/.exec(JSON.stringify(fieldsOf(entry.value).kind ?? entry.value ?? ''))?.[0];
    if (kind) this.#emit(entry, { type: 'track', kind: kind as 'audio' | 'video', mid: null });
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** Text of any value, bounded. */
export function clipped(value: unknown, maxLength: number): string {
  if (value === undefined || value === null) return '';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, maxLength);
}

function descriptionType(type: unknown): DescriptionType | undefined {
  return type === 'offer' || type === 'answer' || type === 'pranswer' || type === 'rollback'
    ? type
    : undefined;
}

function signalled(value: unknown) {
  const { candidate, sdpMid, usernameFragment, url, relayProtocol } = fieldsOf(value);
  if (typeof candidate !== 'string' || candidate === '') return null;
  return {
    line: candidate.slice(0, 1024),
    mid: sdpMid === null || sdpMid === undefined ? null : clipped(sdpMid, 64),
    ufrag:
      typeof usernameFragment === 'string'
        ? usernameFragment.slice(0, 256)
        : (/ ufrag (\S+)/.exec(candidate)?.[1] ?? null),
    url: typeof url === 'string' && url !== '' ? url.slice(0, 512) : undefined,
    relayProtocol: typeof relayProtocol === 'string' ? relayProtocol.slice(0, 8) : undefined,
  };
}

/** Without credentials, whatever the tool has left in it. */
function configurationOf(value: unknown): Configuration {
  const { iceServers, iceTransportPolicy, bundlePolicy, rtcpMuxPolicy, iceCandidatePoolSize } =
    fieldsOf(value);
  const servers = Array.isArray(iceServers) ? iceServers.slice(0, 64) : [];
  const policy = (name: unknown) => (typeof name === 'string' ? name.slice(0, 16) : undefined);
  return {
    iceServers: servers.map(server => {
      const { urls, url } = fieldsOf(server);
      const all = [urls ?? url ?? []].flat().slice(0, 32);
      return { urls: all.map(each => withoutUser(clipped(each, 512))) };
    }),
    iceTransportPolicy: policy(iceTransportPolicy),
    bundlePolicy: policy(bundlePolicy),
    rtcpMuxPolicy: policy(rtcpMuxPolicy),
    iceCandidatePoolSize: typeof iceCandidatePoolSize === 'number' ? iceCandidatePoolSize : undefined,
  };
}
