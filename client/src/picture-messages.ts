/** What the extension and the page with the picture of NICs tell each other. Types only; both sides bundle them. */
import type { NicsPicture } from '../../server/src/lsp/protocol.ts';

/** Texts of the page in the user's language. */
export interface PageWords {
  readonly drawing: string;
  readonly table: string;
  readonly exportSvg: string;
  readonly waiting: string;
  readonly gone: string;
  readonly help: string;
}

export type ToPage =
  | { readonly type: 'words'; readonly words: PageWords; readonly vm: string }
  | { readonly type: 'picture'; readonly picture: NicsPicture }
  /** The VM is not among the known files (any more). */
  | { readonly type: 'gone' }
  /** Test-only: put the focus on a card and press a key, as a person does. */
  | { readonly type: 'press'; readonly node: string; readonly key: string }
  /** Test-only: tell what is shown. */
  | { readonly type: 'tell' };

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'go'; readonly node: string }
  | { readonly type: 'export' }
  /** Answer to `tell`. */
  | { readonly type: 'shown'; readonly shown: ShownPage };

/** What the page shows, as a test asks for it. */
export interface ShownPage {
  readonly heading: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly labels: readonly string[];
  readonly focused: string;
  readonly status: string;
}

/** What the page keeps, so that it is there again after the window was reloaded. */
export interface PageState {
  readonly vm: string;
}
