/**
 * The story of a VM in Markdown, for a preview beside the manifest and for a ticket. What manifests hold is untrusted: it
 * is escaped outside of code, and never HTML.
 */
import { block, code } from '../topics/markdown.ts';
import type { Block, Item } from './blocks.ts';
import { storyOutline } from './outline.ts';
import type { VmStory } from './story.ts';

/** Places are named and not linked: previews of Markdown follow no links to files. */
export function storyMarkdown(story: VmStory): string {
  return `${storyOutline(story).map(blockText).join('\n\n')}\n`;
}

function blockText(part: Block): string {
  switch (part.is) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${prose(part.text)}`;
    case 'paragraph':
      return prose(part.text);
    case 'list':
      return part.items.map((item) => `- ${itemText(item)}`).join('\n');
    case 'way':
      return [
        row([prose(part.head.at), prose(part.head.name), prose(part.head.text)]),
        row(['---', '---', '---']),
        ...part.rows.map((way) => row([prose(way.at), code(way.name), itemText(way)])),
      ].join('\n');
    case 'command':
      return `${prose(part.shows)}:\n\n${block(part.command, 'sh')}`;
  }
}

function itemText({ text, place }: Item): string {
  return place ? `${prose(text)} (${escaped(`${place.file}:${place.line}`)})` : prose(text);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** Sentences with names in backquotes: those are code, and all else is plain text. */
function prose(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  let result = '';
  let from = 0;
  for (const { 0: whole, 2: inside = '', index } of flat.matchAll(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g)) {
    result += escaped(flat.slice(from, index)) + code(inside.trim());
    from = index + whole.length;
  }
  return result + escaped(flat.slice(from));
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]#~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
