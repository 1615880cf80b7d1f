import { addressOf, addressPattern } from './address.ts';
import { Labels } from './labels.ts';

/** What the browsers and other tools write where they hid an address themselves, and what stands for none. */
const hidden = /^[x.:]+$|^0\.0\.0\.0$|^::$|^redacted-ip\.invalid$/i;
const serverUrl = /\b(stuns?|turns?):(\[[^\]\s]+\]|[^\s:?#/"'<>,;)]+)/gi;
/** Header extensions are named by URLs that say nothing of anybody. */
const pageUrl =
  /(?<!\bextmap:\S+ )\b(https?|wss?|file|blob|data|chrome|moz-extension|chrome-extension):[^\s"'<>]+/gi;
const candidateLine = /\bcandidate:(\S+) (\d+) (\S+) (\d+) (\S+)/g;
const related = /\braddr (\S+)/g;
const connectionData = /\bIN (IP[46]) (\S+)/g;

/**
 * Replaces addresses by labels of their kind, the same always by the same. What was equal stays equal and what
 * was not stays different, so the fold finds in the labels what it found in the addresses.
 *
 * Replaced: IP addresses and mDNS names wherever they stand, the names in candidates and in connection data, ICE
 * servers' hosts, addresses and titles of pages, and candidates' foundations, which are computed from addresses.
 * Kept: ports, ufrags, the ids of streams, the browser, and all else.
 */
export class Redaction {
  readonly #labels = new Labels();
  /** Names of servers and pages, to be found again in any text. */
  readonly #names = new Map<string, string>();
  #namePattern: RegExp | null = null;

  /** A copy of any JSON value in which nothing of that kind is left. */
  value<T>(value: T): T {
    return this.#value(value, '') as T;
  }

  #value(value: unknown, key: string): unknown {
    if (typeof value === 'string') return this.#field(value, key);
    if (Array.isArray(value)) return value.map(each => this.#value(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#value(each, name)]));
  }

  #field(text: string, key: string): string {
    if (text === '') return text;
    if (key === 'address' || key === 'relatedAddress') return this.#address(text);
    if (key === 'title') return '';
    // A browser's version looks like an address.
    if (key === 'userAgent') return text;
    return this.text(text);
  }

  /** Any text: a description, a candidate line, a URL, an error's message. */
  text(text: string): string {
    return this.#withoutNames(
      text
        .replace(candidateLine, (_, foundation, component, protocol, priority, address) =>
          [
            `candidate:${this.#foundation(foundation)}`,
            component,
            protocol,
            priority,
            this.#address(address),
          ].join(' '),
        )
        .replace(related, (_, address) => `raddr ${this.#address(address)}`)
        .replace(connectionData, (_, version, address) => `IN ${version} ${this.#address(address)}`)
        .replace(serverUrl, (_, scheme, host) => `${scheme}:${this.#server(host)}`)
        .replace(pageUrl, url => this.#page(url))
        .replace(addressPattern, found => (addressOf(found) ? this.#address(found) : found)),
    );
  }

  /** A text that is an address, or a name in its place. */
  #address(text: string): string {
    if (hidden.test(text) || isLabel(text)) return text;
    const address = addressOf(text);
    if (!address) return this.#labels.of('name', text.toLowerCase());
    const { kind, version, canonical } = address;
    return this.#labels.of(version === 6 ? `${kind}6` : kind, canonical);
  }

  #foundation(text: string): string {
    return isLabel(text) ? text : this.#labels.of('f', text);
  }

  #server(host: string): string {
    if (isLabel(host)) return host;
    const bare = host.replace(/^\[(.*)\]$/, '$1');
    if (addressOf(bare)) return this.#address(bare);
    return this.#named(bare, this.#labels.of('server', bare.toLowerCase()));
  }

  #page(url: string): string {
    if (/^\w+:\/\/page-\d+\/$/.test(url)) return url;
    const label = this.#labels.of('page', url);
    const host = /^\w+:\/\/(?:[^@/]*@)?([^:/?#]+)/.exec(url)?.[1];
    if (host && !addressOf(host)) this.#named(host, label);
    return `${/^(https?|wss?):/i.exec(url)?.[1] ?? 'https'}://${label}/`;
  }

  #named(name: string, label: string): string {
    if (!this.#names.has(name.toLowerCase())) {
      this.#names.set(name.toLowerCase(), label);
      this.#namePattern = null;
    }
    return label;
  }

  #withoutNames(text: string): string {
    if (this.#names.size === 0) return text;
    this.#namePattern ??= new RegExp(
      `(?<![\\w-])(?:${[...this.#names.keys()].map(escaped).join('|')})(?![\\w-])`,
      'gi',
    );
    return text.replace(this.#namePattern, name => this.#names.get(name.toLowerCase()) ?? name);
  }
}

/** What a label looks like: redacting twice changes nothing more. */
const isLabel = (text: string) =>
  /^(?:(?:loopback|link-local|host|cgnat|public)6?|mdns|name|server|page|f)-\d+$/.test(text);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
