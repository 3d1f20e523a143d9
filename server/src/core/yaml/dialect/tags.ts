/**
 * Tags as go-yaml names them: `!!int` by its long name, others as they are. Handles other than `!` and `!!` would need a
 * `%TAG` directive, which a document that kubectl has cut out cannot have.
 */

/** Prefix of the tags that mean something to go-yaml. */
export const coreTag = 'tag:yaml.org,2002:';

/** The name of a tag as written; undefined for one with an unknown handle or with escapes that are no text. */
export function resolveTag(written: string): string | undefined {
  if (written.startsWith('!<')) return decode(written.slice(2, -1));
  if (written.startsWith('!!')) {
    const name = decode(written.slice(2));
    return name === undefined ? undefined : coreTag + name;
  }
  if (/^![A-Za-z0-9_-]+!/.test(written)) return undefined;
  return decode(written);
}

function decode(name: string): string | undefined {
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
