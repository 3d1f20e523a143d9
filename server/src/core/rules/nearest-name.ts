/** "Did you mean": the closest of several names by edit distance. */

/** The name closest to `wrong`, or undefined when none is close enough to have been meant. */
export function nearestName(wrong: string, names: readonly string[]): string | undefined {
  const lower = wrong.toLowerCase();
  let best: string | undefined;
  let bestDistance = farthest(wrong) + 1;
  for (const name of names) {
    const distance = editDistance(lower, name.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** How many letters off a name may be to have been meant. */
function farthest(wrong: string): number {
  return Math.max(1, Math.floor(wrong.length / 3));
}

/** Levenshtein distance, or Infinity where it is `enough` or more; names are short, and anything long is simply far. */
export function editDistance(one: string, other: string, enough = Infinity): number {
  if (Math.abs(one.length - other.length) >= Math.min(enough, 17) || one.length > 128) return Infinity;
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  let current: number[] = [];
  for (let row = 1; row <= one.length; row++) {
    current[0] = row;
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const changed = (previous[column - 1] ?? 0) + (one.charCodeAt(row - 1) === other.charCodeAt(column - 1) ? 0 : 1);
      const distance = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, changed);
      current[column] = distance;
      if (distance < least) least = distance;
    }
    // It never falls again.
    if (least >= enough) return Infinity;
    [previous, current] = [current, previous];
  }
  const distance = previous[other.length] ?? Infinity;
  return distance < enough ? distance : Infinity;
}
