/**
 * Addresses and networks as Go reads them: whether a text is one, and whether one network holds another. Truth: the Go
 * standard library, `net · ParseIP, ParseCIDR` (1.17 and later: no leading zeros).
 */

interface Address {
  /** 32 or 128. */
  readonly bits: number;
  readonly value: bigint;
}

export interface Network extends Address {
  /** Length of the prefix. */
  readonly length: number;
}

export function isIp(text: string): boolean {
  return parseIp(text) !== undefined;
}

/**
 * An address as Go writes it, read as Kubernetes reads it where it is lenient: leading zeros of octets do not count. Undefined
 * for what is none.
 */
export function canonicalIp(text: string): string | undefined {
  const strict = text.replace(/(?:\d+\.){3}\d+$/, (octets) =>
    octets
      .split('.')
      .map((octet) => octet.replace(/^0+(?=\d)/, ''))
      .join('.'),
  );
  const address = parseIp(strict);
  if (!address) return undefined;
  const part = (width: number, place: number): bigint =>
    (address.value >> BigInt(width * place)) & ((1n << BigInt(width)) - 1n);
  if (address.bits === 32) return [3, 2, 1, 0].map((place) => part(8, place)).join('.');
  const groups = [7, 6, 5, 4, 3, 2, 1, 0].map((place) => part(16, place).toString(16)).join(':');
  // The first of the longest runs of zeros, if it is longer than one.
  const [longest = ''] = (groups.match(/\b0(?::0)+\b/g) ?? []).sort((one, other) => other.length - one.length);
  return longest === '' ? groups : groups.replace(new RegExp(`(^|:)${longest}(:|$)`), '::');
}

/** An address with a prefix length, whose host bits may be set. */
export function parseCidr(text: string): Network | undefined {
  const [, address = '', digits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const parsed = parseIp(address);
  const length = Number(digits);
  return parsed && length <= parsed.bits ? { ...parsed, length } : undefined;
}

export function contains(outer: Network, inner: Network): boolean {
  if (outer.bits !== inner.bits || inner.length < outer.length) return false;
  const host = BigInt(outer.bits - outer.length);
  return outer.value >> host === inner.value >> host;
}

function parseIp(text: string): Address | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Address | undefined {
  if (!/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(text)) return undefined;
  const octets = text.split('.').map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  return { bits: 32, value: octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n) };
}

function parseIpv6(text: string): Address | undefined {
  const dotted = /^(.*:)([\d.]+)$/.exec(text);
  const tail = dotted?.[2]?.includes('.') ? parseIpv4(dotted[2]) : undefined;
  if (dotted?.[2]?.includes('.') && !tail) return undefined;
  const hexes = tail
    ? `${dotted?.[1] ?? ''}${(tail.value >> 16n).toString(16)}:${(tail.value & 0xffffn).toString(16)}`
    : text;
  const halves = hexes.split('::');
  if (halves.length > 2) return undefined;
  const [front = [], back = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - front.length - back.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...front, ...new Array<string>(halves.length === 2 ? missing : 0).fill('0'), ...back];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const value = groups.reduce((whole, group) => (whole << 16n) | BigInt(`0x${group}`), 0n);
  // Go keeps an IPv4 address in its IPv6 form as IPv4.
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}
