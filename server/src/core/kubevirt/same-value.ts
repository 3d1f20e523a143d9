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
  const [first, second] = [membersOf(one), membersOf(other)];
  return first.size === second.size && [...first].every(([key, value]) => isSameValue(value, second.get(key)));
}

function membersOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}
