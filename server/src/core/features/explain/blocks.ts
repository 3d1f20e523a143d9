/** The blocks that an outline is made of, whatever form they are written in. Names and commands stand in backquotes. */
import type { StoryPlace } from './story.ts';

export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly Item[] }
  /** A row is a thing at a place: where, what it is called there, and why. */
  | { readonly is: 'way'; readonly head: Way; readonly rows: readonly Way[] }
  | { readonly is: 'command'; readonly command: string; readonly shows: string };

export interface Item {
  readonly text: string;
  readonly place?: StoryPlace;
}

export interface Way extends Item {
  readonly at: string;
  readonly name: string;
}

/** What is null, false or empty is not said. */
type Sentence = string | null | false;

export function paragraph(...sentences: readonly Sentence[]): Block {
  return { is: 'paragraph', text: sentences.filter(isSaid).join(' ') };
}

export function paragraphs(...sentences: readonly Sentence[]): readonly Block[] {
  return sentences.filter(isSaid).map((text): Block => ({ is: 'paragraph', text }));
}

function isSaid(text: Sentence): text is string {
  return typeof text === 'string' && text !== '';
}

/** With a capital, as a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
