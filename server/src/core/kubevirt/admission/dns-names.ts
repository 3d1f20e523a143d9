/**
 * Kubernetes' checks of names, with its own words for what is wrong. Truth: `kubernetes/apimachinery ·
 * pkg/util/validation/validation.go`.
 */

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const isLabel = new RegExp(`^${label}$`);
const isSubdomain = new RegExp(`^${subdomain}$`);

const longestLabel = 63;
const longestSubdomain = 253;

/** Length as Go counts it. */
export function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** A character has three bytes at the most for each unit, so that short texts need no counting. */
function isLonger(text: string, most: number): boolean {
  return text.length * 3 > most && byteLength(text) > most;
}

/** What keeps a text from being an RFC 1123 label; empty for one that is. */
export function dnsLabelFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (isLonger(text, longestLabel)) faults.push(`must be no more than ${longestLabel} characters`);
  if (!isLabel.test(text))
    faults.push(
      isSubdomain.test(text)
        ? 'must not contain dots'
        : `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`,
    );
  return faults;
}

/** What keeps a text from being an RFC 1123 subdomain; empty for one that is. */
export function dnsSubdomainFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (isLonger(text, longestSubdomain)) faults.push(`must be no more than ${longestSubdomain} characters`);
  if (!isSubdomain.test(text))
    faults.push(
      `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`,
    );
  return faults;
}
