/**
 * Equality of plain values: objects by their members, whatever the order; lists by theirs, in order. A member that is
 * undefined is one that is missing.
 */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((member, index) => isSameValue(member, other[index]))
    );
  const [first, second] = [one as Members, other as Members];
  let members = 0;
  for (const key of Object.keys(first)) {
    const member = first[key];
    if (member === undefined) continue;
    members++;
    if (!Object.hasOwn(second, key) || !isSameValue(member, second[key])) return false;
  }
  for (const key of Object.keys(second)) if (second[key] !== undefined) members--;
  return members === 0;
}

type Members = Readonly<Record<string, unknown>>;
