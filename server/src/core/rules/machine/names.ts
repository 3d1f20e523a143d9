/** Names as Kubernetes wants them: what a written one would have to become, and one that nobody has yet. */

/** The closest DNS-1123 label; undefined where nothing of the text could stay. */
export function asDnsLabel(text: string): string | undefined {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return label === '' ? undefined : label;
}

/** The closest DNS-1123 subdomain. */
export function asDnsSubdomain(text: string): string | undefined {
  const parts = text.split('.').flatMap((part) => asDnsLabel(part) ?? []);
  const subdomain = parts
    .join('.')
    .slice(0, 253)
    .replace(/[.-]+$/, '');
  return subdomain === '' ? undefined : subdomain;
}

/** The name itself, or with a number behind it, whichever is not taken; a DNS-1123 label stays one. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) {
    const ending = `-${number}`;
    const candidate = name.slice(0, 63 - ending.length).replace(/-+$/, '') + ending;
    if (!taken.includes(candidate)) return candidate;
  }
}
