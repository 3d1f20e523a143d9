/** Links of the pages lead somewhere: to a file that is there, and to a heading in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const markdownIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));
const pages = [...markdownIn('.'), ...markdownIn('docs')];

const read = (page: string): string => readFileSync(path.join(root, page), 'utf8').replace(/^```[^]*?^```/gm, '');

/** Targets of links and pictures that are no addresses. */
function targets(page: string): string[] {
  return [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors of headings, as GitHub makes them. */
function anchors(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('links of the pages', () => {
  it.each(pages)('of %s lead somewhere', (page) => {
    const broken = targets(page).filter((target) => {
      const [file = '', anchor] = target.split('#');
      const linked = file === '' ? page : path.join(path.dirname(page), file);
      if (!existsSync(path.join(root, linked))) return true;
      return anchor !== undefined && !anchors(linked).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('are many', () => {
    expect(pages.flatMap(targets).length).toBeGreaterThan(40);
  });

  // The marketplace takes no SVG, and rewrites relative links only by the repository of the manifest.
  it.each(pages.filter((page) => page.startsWith('README')))('of %s work on the marketplace', (page) => {
    expect(read(page)).not.toMatch(/\.svg\)|<img|<svg/);
    const pictures = [...read(page).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
    expect(pictures.length).toBeGreaterThan(2);
    for (const [, description = '', file = ''] of pictures) {
      expect(description, file).not.toBe('');
      expect(file).toMatch(/^docs\/images\/[\w-]+\.png$/);
    }
  });
});
