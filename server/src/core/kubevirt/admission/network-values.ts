/** Whether texts are what Go's own parsers take: MAC and IPv4 addresses, port names. Truth: Go's `net`, Kubernetes' `validation`. */

/** Bytes of a MAC address as `net.ParseMAC` reads it (6, 8 or 20); undefined for what it refuses. */
export function parseMacLength(text: string): number | undefined {
  const pairs = /^[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1)*[0-9a-fA-F]{2}$/.test(text);
  const quads = /^[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})+$/.test(text);
  const bytes = pairs ? (text.length + 1) / 3 : quads ? ((text.length + 1) / 5) * 2 : 0;
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
