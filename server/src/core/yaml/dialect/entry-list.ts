/**
 * The entries of one mapping, one a key: the last of equal keys, what a merge key brings where it stands, and which
 * entries are hidden by that. Truth: `kubernetes-sigs/yaml · goyaml.v2/decode.go`, checked by the golden YAML data.
 */
import type { MappingEntry, Span } from '../tree.ts';

/** Mappings of more entries look equal keys up instead of comparing them all. */
const fewEntries = 12;

export class EntryList {
  readonly shadowed: MappingEntry[] = [];
  readonly notes: { code: string; span: Span }[] = [];
  /** In the order of writing; where an entry was hidden by a later one, nothing is left. */
  private readonly list: (MappingEntry | undefined)[] = [];
  private readonly isText: boolean[] = [];
  private readonly places = new Map<string, number>();
  private hasGaps = false;

  /** Adds an entry of the mapping's own; `isText` tells a key that is a string to go-yaml from `true:` and `1:`. */
  add(entry: MappingEntry, isText: boolean): void {
    const place = this.find(entry.key);
    const before = place === undefined ? undefined : this.list[place];
    if (place !== undefined && before && !before.merged) {
      // `1:` and `"1":` are two keys to go-yaml; where JSON makes them one, the text is kept.
      const hidden = this.isText[place] === true && !isText ? entry : before;
      this.shadowed.push(hidden);
      this.notes.push({ code: 'duplicate-key', span: hidden.keySpan });
      if (hidden === entry) return;
    }
    this.put(entry, isText, place);
  }

  merge(entry: MappingEntry): void {
    const place = this.find(entry.key);
    const before = place === undefined ? undefined : this.list[place];
    if (before && !before.merged) {
      this.shadowed.push(before);
      this.notes.push({ code: 'key-before-merge', span: before.keySpan });
    }
    this.put({ ...entry, merged: true }, true, place);
  }

  kept(): readonly MappingEntry[] {
    return this.hasGaps ? this.list.filter((entry) => entry !== undefined) : (this.list as MappingEntry[]);
  }

  private put(entry: MappingEntry, isText: boolean, place: number | undefined): void {
    if (place !== undefined) {
      this.list[place] = undefined;
      this.hasGaps = true;
    }
    if (this.places.size > 0) this.places.set(entry.key, this.list.length);
    this.list.push(entry);
    this.isText.push(isText);
  }

  private find(key: string): number | undefined {
    if (this.list.length <= fewEntries) {
      for (let place = this.list.length - 1; place >= 0; place--) if (this.list[place]?.key === key) return place;
      return undefined;
    }
    if (this.places.size === 0)
      for (const [place, entry] of this.list.entries()) if (entry) this.places.set(entry.key, place);
    return this.places.get(key);
  }
}
