/** Facts, or who asks for them, by what they are found by; several may have one key. Most have one of their own, which costs no set. */
export class Index<T extends object> {
  private readonly entries = new Map<string, T | Set<T>>();

  /** How many keys there are. */
  get size(): number {
    return this.entries.size;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  keys(): Iterable<string> {
    return this.entries.keys();
  }

  at(key: string): Iterable<T> {
    const found = this.entries.get(key);
    if (found === undefined) return [];
    return found instanceof Set ? found : [found];
  }

  *all(): Iterable<T> {
    for (const key of this.entries.keys()) yield* this.at(key);
  }

  add(key: string, entry: T): void {
    const found = this.entries.get(key);
    if (found === undefined) this.entries.set(key, entry);
    else if (found instanceof Set) found.add(entry);
    else if (found !== entry) this.entries.set(key, new Set([found, entry]));
  }

  remove(key: string, entry: T): void {
    const found = this.entries.get(key);
    if (found === entry) this.entries.delete(key);
    else if (found instanceof Set) {
      found.delete(entry);
      if (found.size === 0) this.entries.delete(key);
    }
  }
}
