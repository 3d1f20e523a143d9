/** A property that the fuzzer tries to break: what it draws, and what has to hold of it, whatever is drawn. */
import fc from 'fast-check';

export interface Target {
  readonly name: string;
  /** What holds, in words. */
  readonly holds: string;
  /** The property; `met` is told the size of every text that is tried. */
  property(met: (size: number) => void): fc.IAsyncProperty<unknown>;
  /** The same for one text that was kept. */
  replay(text: string): Promise<void>;
}

/** A target whose draw is a text, and what else it wants to know of it. */
export function targetOf<T>(
  { name, holds }: Pick<Target, 'name' | 'holds'>,
  draw: fc.Arbitrary<T>,
  check: (drawn: T) => void | Promise<void>,
  textOf: (drawn: T) => string,
): Target {
  return {
    name,
    holds,
    property: (met) =>
      fc.asyncProperty(draw, async (drawn) => {
        met(textOf(drawn).length);
        await check(drawn);
      }),
    // What is kept is all that was drawn, as JSON.
    replay: async (text) => check(JSON.parse(text) as T),
  };
}
