/** Facts by what others find them by; several may have one key. */
export class Index<T extends object> {
  private readonly entries = new Map<string, Set<T>>();

  /** How many keys there are. */
  get size(): number {
    return this.entries.size;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  at(key: string): Iterable<T> {
    return this.entries.get(key) ?? [];
  }

  *all(): Iterable<T> {
    for (const set of this.entries.values()) yield* set;
  }

  add(key: string, entry: T): void {
    const set = this.entries.get(key);
    if (set) set.add(entry);
    else this.entries.set(key, new Set([entry]));
  }

  remove(key: string, entry: T): void {
    const set = this.entries.get(key);
    set?.delete(entry);
    if (set?.size === 0) this.entries.delete(key);
  }
}
