/**
 * The explanation of every VM of the corpus of public manifests: nothing fails, each NIC is told in every form, and no step
 * has an empty name. The corpus lies beside the project; where it is not there, the suite says so.
 */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { storyMarkdown } from '../../server/src/core/features/explain/story-markdown.ts';
import { storyText } from '../../server/src/core/features/explain/story-text.ts';
import type { VmStory } from '../../server/src/core/features/explain/story.ts';
import { corpusFolder, readCorpus } from '../../tools/corpus/read-corpus.ts';
import { storiesOf } from '../features/explain/told.ts';

const folder = corpusFolder();
const isThere = existsSync(folder);
if (!isThere) console.log('stories of the corpus: not run, there is no ../shared/corpus');

describe.runIf(isThere)('the VMs of the corpus', () => {
  const stories: VmStory[] = [];
  beforeAll(() => {
    for (const { name, text } of readCorpus(folder)) stories.push(...storiesOf({ [name]: text }));
  }, 120_000);

  it('are many', () => {
    expect(stories.length).toBeGreaterThan(300);
    expect(stories.filter(({ nics }) => nics.length > 1).length).toBeGreaterThan(20);
  });

  it('have each NIC told in every form', () => {
    for (const story of stories) {
      const [text, markdown] = [storyText(story), storyMarkdown(story)];
      expect(JSON.parse(JSON.stringify(story))).toEqual(story);
      for (const { name } of story.nics) {
        expect(text).toContain(`NIC ${(name ?? '?').replace(/\s+/g, ' ')}`);
        expect(markdown.split('\n## ').length).toBeGreaterThan(story.nics.length);
      }
    }
  });

  it('have a name and a reason at each step, and none where a template has a part', () => {
    for (const { isKnown, path } of stories.flatMap(({ nics }) => nics)) {
      expect(path.filter(({ name, why }) => name === '' || why === '')).toEqual([]);
      expect(path.length > 0).toBe(isKnown);
    }
  });
});
