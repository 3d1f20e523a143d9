/**
 * go-yaml's guard against alias bombs: it counts the values it decodes and how many of them come through aliases, and
 * refuses a document that is mostly expansion. Counted here in the order of writing, an alias by the size of its target,
 * so that nothing is ever expanded. Truth: `kubernetes-sigs/yaml · goyaml.v2/decode.go` (`allowedAliasRatio`).
 */

const lowCount = 400_000;
const highCount = 4_000_000;

export class AliasBudget {
  /** Values decoded so far; the document itself is one. */
  steps = 1;
  private aliased = 0;
  private isExceeded = false;

  /** Counts one value as written. */
  step(): boolean {
    this.steps++;
    return this.check();
  }

  /** Counts an alias to a value of so many steps; true when that is too much for the first time. */
  expand(size: number): boolean {
    this.steps += 1 + size;
    this.aliased += size;
    return this.check();
  }

  private check(): boolean {
    if (this.isExceeded || this.aliased <= 100 || this.steps <= 1000) return false;
    this.isExceeded = this.aliased / this.steps > allowedRatio(this.steps);
    return this.isExceeded;
  }
}

function allowedRatio(steps: number): number {
  if (steps <= lowCount) return 0.99;
  if (steps >= highCount) return 0.1;
  return 0.99 - 0.89 * ((steps - lowCount) / (highCount - lowCount));
}
