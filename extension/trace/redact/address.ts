/** Where an address is from, as far as that matters to who reads a trace; a 6 behind it marks IPv6. */
export type AddressKind = 'loopback' | 'link-local' | 'host' | 'cgnat' | 'public' | 'mdns' | 'name';

export interface Address {
  kind: AddressKind;
  version: 4 | 6 | null;
  /** The same for every way to write it. */
  canonical: string;
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const dotted = `${octet}(?:\\.${octet}){3}`;
/** Finds what may be an address in any text; `addressOf` says whether it is one. */
export const addressPattern = new RegExp(
  `(?<![\\w.:-])(?:${dotted}(?![\\w-]|\\.\\d)|(?=[0-9a-f]*:)[0-9a-f:]*:[0-9a-f:]*(?:(?<=:)${dotted})?(?:%[\\w.-]+)?(?![\\w:]|\\.\\d)|[\\w-]+\\.local\\b)`,
  'gi',
);

/** The address that a text is; `null` for any other text, and for the unspecified addresses, which say nothing. */
export function addressOf(text: string): Address | null {
  if (/^[\w-]+\.local$/i.test(text)) return { kind: 'mdns', version: null, canonical: text.toLowerCase() };
  const four = bytesOf4(text);
  if (four) return unspecified(four) ? null : { kind: kindOf4(four), version: 4, canonical: four.join('.') };
  const six = groupsOf6(text.replace(/%.*$/, ''));
  if (!six || unspecified(six)) return null;
  return { kind: kindOf6(six), version: 6, canonical: six.map(group => group.toString(16)).join(':') };
}

const unspecified = (parts: number[]) => parts.every(part => part === 0);

function bytesOf4(text: string): number[] | null {
  return new RegExp(`^${dotted}$`).test(text) ? text.split('.').map(Number) : null;
}

function kindOf4([a = 0, b = 0]: number[]): AddressKind {
  if (a === 127) return 'loopback';
  if (a === 169 && b === 254) return 'link-local';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'host';
  return a === 100 && b >= 64 && b < 128 ? 'cgnat' : 'public';
}

/** The eight groups of an IPv6 address (RFC 4291 section 2.2). */
function groupsOf6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsWithin);
  if (!head || (halves.length === 2 && !tail)) return null;
  const length = head.length + (tail?.length ?? 0);
  if (tail ? length > 7 : length !== 8) return null;
  return [...head, ...Array<number>(8 - length).fill(0), ...(tail ?? [])];
}

function groupsWithin(text: string): number[] | null {
  if (text === '') return [];
  const words = text.split(':');
  const last = bytesOf4(words.at(-1) ?? '');
  if (last) words.splice(-1, 1, hex(last[0]!, last[1]!), hex(last[2]!, last[3]!));
  return words.every(word => /^[0-9a-f]{1,4}$/i.test(word))
    ? words.map(word => Number.parseInt(word, 16))
    : null;
}

const hex = (high: number, low: number) => (high * 256 + low).toString(16);

function kindOf6(groups: number[]): AddressKind {
  const [first = 0] = groups;
  if (groups.slice(0, 7).every(group => group === 0) && groups[7] === 1) return 'loopback';
  if (groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff) {
    return kindOf4([groups[6]! >> 8, groups[6]! & 0xff]);
  }
  if ((first & 0xffc0) === 0xfe80) return 'link-local';
  return (first & 0xfe00) === 0xfc00 ? 'host' : 'public';
}
