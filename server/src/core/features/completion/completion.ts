/** What completions are: plain records with segment offsets. Truth about fields comes from the schemas, about names from the known files. */
import type { TextReplacement } from '../../rules/rule.ts';
import type { Resource } from '../../resources/resources.ts';
import type { Vm } from '../../resources/vm.ts';
import type { SchemaKind, SchemaLookup } from '../../schemas/schema-types.ts';
import type { ClusterFacts } from '../../workspace/cluster-facts.ts';
import type { NadFact, ProfileFact, VolumeFact } from '../../workspace/facts.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import type { Span } from '../../yaml/tree.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'reference' | 'snippet';
  /** Type, source or condition, in a few words. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly deprecated?: boolean;
  /** Text in place of the word at the cursor; later lines begin below the word. */
  readonly insert: string;
  /** Column that they begin at, where that is not the word's. */
  readonly column?: number;
  /** Whether `insert` has the places `$1`, `${1:text}` of LSP's snippets. */
  readonly isSnippet: boolean;
  /** What goes with it elsewhere in the document: the other half of a NIC. Undefined: nothing. */
  readonly alsoEdits?: readonly TextReplacement[];
  /** Lower comes first; equals in the order of the list. */
  readonly rank: number;
}

/** Where items are written. */
export interface CompletionPlace {
  /** The word that is being written, to be replaced as a whole. */
  readonly word: Span;
  /** The quote that the word begins with, as it stands there. */
  readonly quote: string;
  /** Column that later lines of an item begin at. */
  readonly column: number;
  /** Blanks that the line begins with. */
  readonly indent: number;
}

/** Where completions are asked for, and what is known there. */
export interface CompletionContext {
  readonly cursor: Cursor;
  /** The object that the cursor stands in; undefined outside all that is known. */
  readonly resource: Resource | undefined;
  readonly kind: SchemaKind | undefined;
  /** Path of the cursor's field in the object. */
  readonly path: readonly (string | number)[];
  readonly vm: Vm | undefined;
  readonly cluster: ClusterFacts;
  readonly schemas: SchemaLookup;
  readonly nads: () => readonly NadFact[];
  /** Another object as this one may name it, and whether it is of the same namespace as far as that is known. */
  readonly referenceTo: (other: Pick<NadFact, 'uri' | 'name' | 'namespace' | 'isNamespaceFixed'>) => {
    readonly text: string;
    readonly isOwn: boolean;
  };
  readonly volumes: () => readonly VolumeFact[];
  readonly profiles: (role: ProfileFact['role']) => readonly ProfileFact[];
}

/** A text that stands in a snippet as it is. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
