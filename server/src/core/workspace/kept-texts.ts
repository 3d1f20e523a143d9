/**
 * Names, references and the like as they are kept in facts: never a part of a file's text, which would keep all of it in
 * memory, and mostly one string for all that are equal. Must never grow: what is known takes the place of something else.
 */

/** Strings that are remembered; a power of two. */
const slots = 8192;
/** Longer ones are seldom written twice. */
const longest = 80;
/** A shorter part of a string is copied, a longer one keeps the string that it was cut out of. */
const shortestSlice = 13;

export class KeptTexts {
  private readonly known: string[] = Array.from({ length: slots }, () => '');

  /** A part of a text, as a string of its own. */
  readonly cut = (text: string, start: number, end: number): string => {
    const length = end - start;
    if (length > longest || length < 1) return copied(text.slice(start, end));
    const slot = slotOf(text, start, end);
    const known = this.known[slot] ?? '';
    if (known.length === length && text.startsWith(known, start)) return known;
    return (this.known[slot] = copied(text.slice(start, end)));
  };
}

/** Names of one kind differ in their last characters. */
function slotOf(text: string, start: number, end: number): number {
  const middle = (start + end) >> 1;
  let mixed = end - start;
  mixed = mixed * 31 + text.charCodeAt(start);
  mixed = mixed * 31 + text.charCodeAt(middle);
  mixed = mixed * 31 + text.charCodeAt(Math.max(end - 3, start));
  mixed = mixed * 31 + text.charCodeAt(Math.max(end - 2, start));
  mixed = mixed * 31 + text.charCodeAt(end - 1);
  return mixed & (slots - 1);
}

function copied(text: string): string {
  // What is cut out of the sum of two texts keeps that sum alone.
  return text.length < shortestSlice ? text : ` ${text}`.slice(1);
}
