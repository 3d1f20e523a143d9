/** "Did you mean": the closest of several names by edit distance. */

/** The name closest to `wrong`, or undefined when none is close enough to have been meant. */
export function nearestName(wrong: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance; names are short, and anything long is simply far. */
export function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 16 || one.length > 128) return Infinity;
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1),
        ),
      );
    }
    previous = current;
  }
  return previous[other.length] ?? Infinity;
}
