/**
 * The located value tree: what kubectl would read from one YAML document, with the place of every value.
 *
 * One tree per document, immutable, made from the parser's own tree, which is dropped afterwards. All offsets are
 * UTF-16 units from the start of the document's segment, so nothing moves when lines are added above the document.
 * Aliased values are shared, not copied: the tree is a graph without cycles, so walk it with a budget.
 */

/** Half-open range of UTF-16 offsets inside a segment. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a scalar is written; `absent` is a value left out (`key:`), its span is empty and lies after the indicator. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'absent';

/** A scalar, read by go-yaml's rules. Integers beyond ±2^53 are `bigint`. */
export type ScalarValue = string | number | bigint | boolean | null;

interface NodeBase extends Span {
  /** Name of the anchor written before the value, without `&`. */
  readonly anchor?: string;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  readonly style: ScalarStyle;
}

export interface SequenceItem {
  readonly value: Node;
  /** The item as written: from after `- ` (block) or the first character (flow) to its end; an alias' own token if it is one. */
  readonly span: Span;
  /** Offset of the `-` in a block sequence, else `span.start`. */
  readonly indicator: number;
  /** The `*alias` token, when the value was reached through one. */
  readonly alias?: Span;
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly SequenceItem[];
}

export interface MappingEntry {
  /** The key as it stands in the JSON that kubectl makes of it (`yes:` is `true`, `1.0:` is `1`). */
  readonly key: string;
  /** The key as written, quotes included. */
  readonly keySpan: Span;
  readonly value: Node;
  /** The `*alias` token, when the value was reached through one. */
  readonly alias?: Span;
  /** True when the entry came through a merge key (`<<`); its spans then lie in the merged mapping. */
  readonly merged: boolean;
}

export interface MappingNode extends NodeBase {
  readonly kind: 'mapping';
  readonly flow: boolean;
  /** What kubectl sees: one entry a key, own entries over merged ones, the last of duplicates; in order of writing. */
  readonly entries: readonly MappingEntry[];
  /** Entries that a later one of the same key hides (kubectl drops them without a word). */
  readonly shadowed: readonly MappingEntry[];
}

export type Node = ScalarNode | SequenceNode | MappingNode;

/** Why a document cannot be read, or is read otherwise than it looks. */
export interface Problem extends Span {
  /** Stable id in kebab-case, for example `missing-quote`, `tab-indentation`, `duplicate-key`, `unknown-alias`. */
  readonly code: string;
  /** One sentence in plain words, localised. */
  readonly message: string;
  /** `refused`: kubectl reads nothing of the document. `noted`: kubectl reads it, the writer may have meant something else. */
  readonly kind: 'refused' | 'noted';
}

/** Text of a template language inside a document (Helm/Go template, Jinja, `${…}` parameters). */
export interface TemplateSpan extends Span {
  /** Column at which an own line writes: that of `nindent` or `indent` where it says one, else its own. */
  readonly column: number;
  /**
   * `value`: stands inside a scalar or key; that scalar is unknown.
   * `open` / `close`: a line of its own that begins or ends a conditional or repeated region (`if`, `range`, `with`, `define`, `block`, `for` … `end`).
   * `insert`: a line of its own that may write any number of entries (`include`, `toYaml`, `template`, `tpl`, any other action).
   * `quiet`: a line of its own that writes nothing (comment, assignment).
   */
  readonly kind: 'value' | 'open' | 'close' | 'insert' | 'quiet';
}

/** One document of a stream, read. */
export interface YamlDocument {
  /** The text it was read from. */
  readonly text: string;
  /** Undefined when the document holds nothing at all (only comments or blanks). */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** True when kubectl refuses the document: values are then a best guess for the writer's help. */
  readonly refused: boolean;
  readonly templates: readonly TemplateSpan[];
  /** Comments, each from `#` to the end of its line (line end excluded), in order. */
  readonly comments: readonly Span[];
}
