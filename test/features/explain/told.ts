/** Stories of VMs in files that lie in memory. */
import { newCounters } from '../../../server/src/core/counters.ts';
import { storyNeeds } from '../../../server/src/core/features/explain/story-needs.ts';
import type { VmStory } from '../../../server/src/core/features/explain/story.ts';
import { storyOf as storyOfObject } from '../../../server/src/core/features/explain/vm-story.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

/** The story of every VM and launcher Pod of the first file; the others are known beside it. */
export function storiesOf(files: Readonly<Record<string, string>>): readonly VmStory[] {
  const workspace = new Workspace(newCounters());
  const findings = new FindingStore(workspace);
  const uriOf = (name: string): string => `file:///folder/${name}`;
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(uriOf(name), text);
  const uri = uriOf(Object.keys(files)[0] ?? '');
  return [...(workspace.file(uri)?.store.segments.keys() ?? [])].flatMap((index) => {
    const view = workspace.view(uri, index);
    return (view?.resources ?? []).flatMap((resource) => {
      if (!view) return [];
      const nameOf = (other: string): string => other.slice('file:///folder/'.length);
      const needs = storyNeeds(workspace, findings, view, resource, nameOf);
      const story = storyOfObject(view.document, resource, workspace.context(uri), needs);
      return story ? [story] : [];
    });
  });
}

/** The story of the first VM of the first file. */
export function storyOf(files: Readonly<Record<string, string>>): VmStory {
  const [story] = storiesOf(files);
  if (!story) throw new Error('no VM');
  return story;
}
