/** The story of a VM as plain text, for a terminal: what stands below a heading is indented, and names stand bare. */
import { columnCount, padded } from '../wide-characters.ts';
import type { Block, Item } from './blocks.ts';
import { storyOutline } from './outline.ts';
import type { VmStory } from './story.ts';

export function storyText(story: VmStory): string {
  const lines: string[] = [];
  let indent = '';
  for (const part of storyOutline(story)) {
    if (part.is === 'heading') {
      indent = '  '.repeat(part.level - 1);
      if (lines.length > 0) lines.push('');
      lines.push(indent + bare(part.text));
      indent += '  ';
    } else lines.push(...blockLines(part).map((line) => indent + line));
  }
  return lines.join('\n');
}

function blockLines(part: Exclude<Block, { is: 'heading' }>): readonly string[] {
  switch (part.is) {
    case 'paragraph':
      return [bare(part.text)];
    case 'list':
      return part.items.map((item) => `- ${itemText(item)}`);
    case 'way': {
      const width = Math.max(...part.rows.map(({ at }) => columnCount(at))) + 2;
      return part.rows.flatMap((way) => [
        `${padded(way.at, width)}${way.name}`,
        `${' '.repeat(width)}  ${itemText(way)}`,
      ]);
    }
    case 'command':
      return [`# ${bare(part.shows)}`, part.command];
  }
}

function itemText({ text, place }: Item): string {
  return place ? `${bare(text)} (${place.file}:${place.line})` : bare(text);
}

/** Names without their backquotes; a command keeps them, as it has blanks. */
function bare(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/`([^`\s]+)`/g, '$1');
}
