/**
 * A fix as edits of the file it changes: the finding's own, the project file (made where there is none), or the file of
 * another object. What cannot be edited exactly has no edits.
 */
import { stringify } from 'yaml';
import type { Fix, TextReplacement } from '../rules/rule.ts';
import type { DocumentView, Workspace } from '../workspace/workspace.ts';
import { planEdits, type EditStep } from '../yaml/edit-plan.ts';

export type FileEdit =
  | { readonly uri: string; readonly index: number; readonly edits: readonly TextReplacement[] }
  /** A file that does not exist yet, with its text. */
  | { readonly uri: string; readonly create: string };

export function fileEdit(workspace: Workspace, view: DocumentView, { edit }: Fix): FileEdit | undefined {
  switch (edit.in) {
    case 'document':
      return { uri: view.uri, index: view.index, edits: edit.edits };
    case 'project-file': {
      const project = workspace.known.projectFileFor(view.uri);
      const own = project.exists ? workspace.view(project.uri, 0) : undefined;
      if (own?.document.root) return planned(own, edit.steps);
      return { uri: project.uri, create: stringify(made(edit.steps)) };
    }
    case 'object': {
      const segments = workspace.file(edit.uri)?.store.segments ?? [];
      for (const index of segments.keys()) {
        const other = workspace.view(edit.uri, index);
        const resource = other?.resources.find(
          ({ kind, name, namespace }) =>
            kind === edit.kind &&
            name.state === 'stated' &&
            name.value === edit.name &&
            (edit.namespace === undefined || (namespace.state === 'stated' && namespace.value === edit.namespace)),
        );
        // Steps are told from the object's root; inside a list they would have to be told anew.
        if (other && resource?.field === '') return planned(other, edit.steps);
      }
      return undefined;
    }
  }
}

function planned(view: DocumentView, steps: readonly EditStep[]): FileEdit | undefined {
  const edits = planEdits(view.document, view.segment.text, steps);
  return edits && { uri: view.uri, index: view.index, edits };
}

/** What the steps make of nothing. */
function made(steps: readonly EditStep[]): unknown {
  const root: Record<string, unknown> = {};
  const mappingAt = (field: string): Record<string, unknown> =>
    field
      .split('.')
      .filter((part) => part !== '')
      .reduce((at, part) => (at[part] ??= {}) as Record<string, unknown>, root);
  for (const step of steps) {
    if (step.do === 'insert-entry') mappingAt(step.field)[step.key] = step.value;
    if (step.do === 'insert-item') {
      const dot = step.field.lastIndexOf('.');
      const parent = mappingAt(step.field.slice(0, Math.max(dot, 0)));
      const list = (parent[step.field.slice(dot + 1)] ??= []) as unknown[];
      list.push(step.value);
    }
  }
  return root;
}
