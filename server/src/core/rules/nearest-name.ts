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
  // What both begin and end with costs nothing, and names that are compared begin alike more often than not.
  let start = 0;
  while (start < one.length && start < other.length && one.charCodeAt(start) === other.charCodeAt(start)) start++;
  let oneEnd = one.length;
  let otherEnd = other.length;
  while (oneEnd > start && otherEnd > start && one.charCodeAt(oneEnd - 1) === other.charCodeAt(otherEnd - 1)) {
    oneEnd--;
    otherEnd--;
  }
  const distance =
    oneEnd === start || otherEnd === start
      ? oneEnd - start + otherEnd - start
      : lettersApart(one, start, oneEnd, other, otherEnd) >= enough
        ? Infinity
        : table(one.slice(start, oneEnd), other.slice(start, otherEnd), enough);
  return distance < enough ? distance : Infinity;
}

/** Letters of either text that the other has none of: the distance is no less. Letters are told apart in groups. */
function lettersApart(one: string, start: number, oneEnd: number, other: string, otherEnd: number): number {
  const ones = lettersOf(one, start, oneEnd);
  const others = lettersOf(other, start, otherEnd);
  return Math.max(bitsOf(ones & ~others), bitsOf(others & ~ones));
}

function lettersOf(text: string, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function bitsOf(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count++;
  return count;
}

function table(one: string, other: string, enough: number): number {
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
  return previous[other.length] ?? Infinity;
}
