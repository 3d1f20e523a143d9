/** Names of ports as quick fixes write them: up to 15 small letters, digits and single inner dashes, with a letter. */
import { isPortName } from '../../kubevirt/admission/network-values.ts';

const longest = 15;

/** The closest name that a port can have. */
export function asPortName(text: string): string {
  const fitted = fit(text.toLowerCase());
  if (isPortName(fitted)) return fitted;
  // Digits alone, or nothing at all.
  return fit(`port-${fitted}`);
}

/** The name, or with a number behind it, whichever no other port has. */
export function freePortName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) {
    const ending = `-${number}`;
    const candidate = fit(name.slice(0, longest - ending.length)) + ending;
    if (!taken.includes(candidate)) return candidate;
  }
}

function fit(text: string): string {
  return text
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longest)
    .replace(/-$/, '');
}
