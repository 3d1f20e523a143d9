/**
 * Whether texts are what KubeVirt and Go's own parsers take: names of interfaces, MAC and IPv4 addresses, port names.
 * Truth: Go's `net`, Kubernetes' `validation`, `kubevirt/kubevirt · pkg/network/admitter`.
 */

/** What an interface, and so its network, may be called. */
export function isInterfaceName(text: string): boolean {
  return /^[A-Za-z0-9-_]+$/.test(text);
}

/** Bytes of a MAC address as `net.ParseMAC` reads it (6, 8 or 20); undefined for what it refuses. */
export function parseMacLength(text: string): number | undefined {
  const bytes = /^[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1)*[0-9a-fA-F]{2}$/.test(text)
    ? (text.length + 1) / 3
    : /^[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})+$/.test(text)
      ? ((text.length + 1) / 5) * 2
      : 0;
  return bytes === 6 || bytes === 8 || bytes === 20 ? bytes : undefined;
}

/** A service port's name: up to 15 of `a-z`, `0-9` and single inner dashes, with a letter. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text);
}

/**
 * An IPv4 address, also in its IPv6 form. Leading zeros are taken: they are gone when the manifest has been decoded.
 */
export function isIpv4(text: string): boolean {
  const plain = /^(?:0{0,4}:){0,5}:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1] ?? text;
  return /^\d{1,}\.\d{1,}\.\d{1,}\.\d{1,}$/.test(plain) && plain.split('.').every((octet) => Number(octet) <= 255);
}

/** Whether Go's `net.ParseIP` takes a text. */
export function isIp(text: string): boolean {
  if (!text.includes(':')) return isIpv4(text);
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? [];
  const tail = last.at(-1);
  const hasIpv4 = tail !== undefined && tail.includes('.');
  if (hasIpv4 && !(isIpv4(tail) && !tail.includes(':'))) return false;
  const hexes = groups.flat().slice(0, hasIpv4 ? -1 : undefined);
  if (!hexes.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const size = hexes.length + (hasIpv4 ? 2 : 0);
  return halves.length === 2 ? size < 8 : size === 8;
}

/** Domain, bus, slot and function, as KubeVirt takes them. */
export function isPciAddress(text: string): boolean {
  return /^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-7]$/.test(text);
}
