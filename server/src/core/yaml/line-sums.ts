/**
 * Sums of line counts over a list of segments: the lines before one, and the segment of a line, in logarithmic time (a
 * Fenwick tree). A change in the number of segments makes a new one.
 */
export class LineSums {
  private constructor(
    private readonly tree: number[],
    private readonly size: number,
  ) {}

  static of(counts: readonly number[]): LineSums {
    const tree = [0, ...counts];
    for (let at = 1; at < tree.length; at++) {
      const parent = at + (at & -at);
      if (parent < tree.length) tree[parent] = (tree[parent] ?? 0) + (tree[at] ?? 0);
    }
    return new LineSums(tree, counts.length);
  }

  /** Adds to one count. */
  add(index: number, difference: number): void {
    for (let at = index + 1; at <= this.size; at += at & -at) this.tree[at] = (this.tree[at] ?? 0) + difference;
  }

  /** The sum of the counts before an index. */
  before(index: number): number {
    let sum = 0;
    for (let at = Math.min(index, this.size); at > 0; at -= at & -at) sum += this.tree[at] ?? 0;
    return sum;
  }

  total(): number {
    return this.before(this.size);
  }

  /** The last index whose sum before it is not more than `value`, and what is left of `value` there. */
  find(value: number): { index: number; rest: number } {
    let at = 0;
    let rest = value;
    for (let step = 2 ** Math.floor(Math.log2(Math.max(this.size, 1))); step >= 1; step /= 2) {
      const next = at + step;
      if (next <= this.size && (this.tree[next] ?? 0) <= rest) {
        at = next;
        rest -= this.tree[next] ?? 0;
      }
    }
    if (at >= this.size) {
      const last = this.size - 1;
      return { index: last, rest: value - this.before(last) };
    }
    return { index: at, rest };
  }
}
