/** Files in memory before and after what a command does to them, and what VirtLens then says of them. */
import { newCounters } from '../../../server/src/core/counters.ts';
import type { FileEdit } from '../../../server/src/core/features/fix-edits.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import type { Finding } from '../../../server/src/core/rules/rule.ts';
import { Workspace, type DocumentView } from '../../../server/src/core/workspace/workspace.ts';
import { applyEdits } from '../../../server/src/core/yaml/edit.ts';
import { generatedSchemas } from '../../support/schemas.ts';

export const folder = 'file:///cluster/';

export type Files = Readonly<Record<string, string>>;

/** A workspace of files, by their paths in the folder. */
export function workspaceOf(files: Files): Workspace {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(folder + name, text);
  return workspace;
}

/** The document around a text, and the text's offset in it. */
export function placeOf(workspace: Workspace, name: string, text: string): { view: DocumentView; offset: number } {
  const { segments } = workspace.file(folder + name)!.store;
  const index = segments.findIndex((segment) => segment.text.includes(text));
  const view = workspace.view(folder + name, index)!;
  return { view, offset: view.segment.text.indexOf(text) };
}

/** The files after edits, each of the text as it was; a file that is made must not be there. */
export function after(files: Files, edits: readonly FileEdit[]): Files {
  const result: Record<string, string> = { ...files };
  const workspace = workspaceOf(files);
  for (const name of new Set(edits.map(({ uri }) => uri.slice(folder.length)))) {
    const own = edits.filter(({ uri }) => uri === folder + name);
    const made = own.find((edit) => 'create' in edit);
    if (made) {
      if (name in files || own.length > 1) throw new Error(`${name} is there already`);
      result[name] = made.create;
      continue;
    }
    result[name] = workspace
      .file(folder + name)!
      .store.segments.map(({ text }, index) => {
        const at = own.flatMap((edit) => ('edits' in edit && edit.index === index ? [edit.edits] : []));
        // Of several at one place, the first comes first; later ones are put in before it is.
        return applyEdits(text, at.reverse().flat());
      })
      .join('');
  }
  return result;
}

/** All findings of all files. */
export function findingsIn(files: Files): readonly Finding[] {
  const workspace = workspaceOf(files);
  const store = new FindingStore(workspace);
  return Object.keys(files).flatMap((name) => [...store.of(folder + name)].flatMap(({ findings }) => findings));
}
