/**
 * The VMs of the compared files: what the edits of each do, and which are new, gone, moved, or such that nothing can be
 * known. The judgement is the editor's (`core/workspace/edit-impact.ts`); only entries are made here.
 */
import * as l10n from '@vscode/l10n';
import { documentSource } from '../../core/features/document-source.ts';
import type { Resource } from '../../core/resources/resources.ts';
import type { RemovedObject } from '../../core/workspace/baselines.ts';
import { fieldInDocument, type EditImpact } from '../../core/workspace/edit-impact.ts';
import type { DocumentView, Workspace } from '../../core/workspace/workspace.ts';
import { spanOf } from '../../core/yaml/locate.ts';
import { positionInSegment } from '../../core/yaml/text-store.ts';
import { lineOf, views, type Analysis, type FoundEntry } from '../analysis.ts';
import type { Input } from '../inputs.ts';
import { judgedPart, unjudgedPart, type ImpactEntry } from './entries.ts';

/** The name that an old file is shown by, where it is another one than the object stands in now. */
export type NameOfOld = (oldUri: string, uri: string) => string | undefined;

/** Asks for the old text of everything. */
export function askForVms(analysis: Analysis): void {
  for (const { view } of views(analysis))
    for (const resource of view.resources) if (resource.vm) analysis.workspace.baselines.match(view, resource);
}

/** Old texts that are still being read count as none. */
export function vmEntries(analysis: Analysis, nameOfOld: NameOfOld): readonly ImpactEntry[] {
  const { workspace, findings } = analysis;
  const entries: ImpactEntry[] = [];
  for (const { input, view } of views(analysis)) {
    // Of a file that cannot be compared at all it is said once.
    if (workspace.baselines.answer(view.uri).state === 'none') continue;
    for (const resource of view.resources) {
      if (!resource.vm) continue;
      const match = workspace.baselines.match(view, resource);
      const head = headOf(workspace, input, view, resource);
      // What reads the same need not be judged.
      if (match.state === 'matched' && match.document === view.document) {
        entries.push({
          ...head,
          ...fromOf(match, nameOfOld(match.uri, view.uri)),
          state: 'unchanged',
          ...unjudgedPart('none', l10n.t('no change'), []),
        });
        continue;
      }
      const impact = findings.impact(view, resource);
      if (impact && impact.state !== 'pending')
        entries.push({ ...head, ...judgedEntry(workspace, view, resource, impact, nameOfOld) });
    }
  }
  return entries;
}

/** VMs that a file had and that no known file has. */
export function removedEntries({ workspace }: Analysis, uri: string, file: string): readonly ImpactEntry[] {
  return workspace.baselines.removed(uri).map((removed) => ({
    file,
    line: removed.startLine + positionInSegment(removed.segment, startOf(removed)).line + 1,
    ...identityOf(workspace, uri, removed.resource),
    base: removed.label,
    state: 'removed',
    ...(removed.resource.isModel
      ? unjudgedPart('none', l10n.t('removed'), [l10n.t('VMs that were made from it stay as they are.')])
      : unjudgedPart(null, l10n.t('removed'), [
          l10n.t(
            'It is gone from the manifests. Applied by kubectl, the VM stays as it is; a tool that prunes deletes it, and then it goes down.',
          ),
        ])),
  }));
}

type Head = FoundEntry & Pick<ImpactEntry, 'kind' | 'namespace' | 'name'>;

function headOf(workspace: Workspace, input: Input, view: DocumentView, resource: Resource): Head {
  const source = documentSource(view, resource.field);
  const store = workspace.file(view.uri)?.store;
  return {
    file: input.name,
    line: store ? lineOf(store, view.index, resource) : 1,
    ...(source !== undefined && { source }),
    ...identityOf(workspace, view.uri, resource),
  };
}

function judgedEntry(
  workspace: Workspace,
  view: DocumentView,
  resource: Resource,
  impact: Exclude<EditImpact, { state: 'pending' }>,
  nameOfOld: NameOfOld,
): Omit<ImpactEntry, keyof Head> {
  switch (impact.state) {
    case 'judged': {
      const part = judgedPart(impact.impact, (field) => placeOf(workspace, view, fieldInDocument(resource, field)));
      const state = part.changes.length + part.causes.length > 0 ? 'changed' : 'unchanged';
      return { ...fromOf(impact, nameOfOld(impact.before.uri, view.uri)), state, ...part };
    }
    case 'new':
      return { base: impact.label, state: 'new', ...unjudgedPart('none', l10n.t('new'), []) };
    case 'unknown':
      return { base: impact.label, state: 'unknown', ...cannotKnow(impact.because) };
    case 'none':
      return { base: null, state: 'unknown', ...cannotKnow(impact.because) };
  }
}

function fromOf(
  { label }: { readonly label: string },
  baseFile: string | undefined,
): Pick<ImpactEntry, 'base' | 'baseFile'> {
  return { base: label, ...(baseFile !== undefined && { baseFile }) };
}

function placeOf(
  workspace: Workspace,
  { uri, index, document }: DocumentView,
  field: string,
): { readonly line: number; readonly column: number } {
  const position = workspace.file(uri)?.store.positionAt(index, spanOf(document, field, 'key').start);
  return { line: (position?.line ?? 0) + 1, column: (position?.character ?? 0) + 1 };
}

function cannotKnow(because: string): ReturnType<typeof unjudgedPart> {
  return unjudgedPart(null, l10n.t('cannot know'), [l10n.t('Cannot know: {0}', because)]);
}

function identityOf(
  workspace: Workspace,
  uri: string,
  { kind, namespace, name }: Resource,
): Pick<ImpactEntry, 'kind' | 'namespace' | 'name'> {
  return {
    kind,
    namespace: workspace.known.namespaceOf({ uri, namespace }) ?? null,
    name: name.state === 'stated' ? name.value : null,
  };
}

function startOf({ resource: { node } }: RemovedObject): number {
  return node.entries[0]?.keySpan.start ?? node.start;
}
