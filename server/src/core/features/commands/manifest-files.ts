/**
 * Where a manifest is written: a new file beside another, or the end of a file that is there. Names of new files are made
 * from names that Kubernetes takes, never from other text, and never name a file that is known. A new file is listed in
 * the kustomization that lists the file it lies beside, or it would not be applied. Truth for that: `kubernetes-sigs/kustomize ·
 * api/types/kustomization.go`.
 */
import { dnsSubdomainFaults } from '../../kubevirt/admission/dns-names.ts';
import { folderOf } from '../../workspace/locations.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { lineBreakOf } from '../../yaml/edit.ts';
import { isSame } from '../../yaml/edit-check.ts';
import { planEdits } from '../../yaml/edit-plan.ts';
import { find } from '../../yaml/locate.ts';
import { plainValue, readDocument } from '../../yaml/read-document.ts';
import type { FileEdit } from '../fix-edits.ts';

/** Longer names are cut: file systems take 255 bytes. */
const longestStem = 100;

/** What a new file is named after: `NAME-SUFFIX.yaml`. */
export interface NamedObject {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly suffix: string;
}

/**
 * URI of a file that is not known, beside another. Undefined where the other lies in no folder, and for a name that is
 * none.
 */
export function newFileBeside(workspace: Workspace, uri: string, object: NamedObject): string | undefined {
  return candidates(uri, object).find((candidate) => workspace.file(candidate) === undefined);
}

/** Files whose texts decide over a new file beside another; unless they are read, they count as not there. */
export function filesToRead(uri: string, object: NamedObject): readonly string[] {
  return [...kustomizationsBeside(uri), ...candidates(uri, object).slice(0, 3)];
}

function candidates(uri: string, { name, namespace, suffix }: NamedObject): readonly string[] {
  const folder = folderOf(uri);
  if (!/^[a-z][a-z0-9+.-]*:\/\/.*\/$/i.test(folder) || dnsSubdomainFaults(name).length > 0) return [];
  const extension = /\.yml$/i.test(uri) ? '.yml' : '.yaml';
  const stem = `${stemOf(name)}-${suffix}`;
  const isLabel = namespace !== undefined && dnsSubdomainFaults(namespace).length === 0;
  const stems = [stem, ...(isLabel ? [`${stemOf(namespace)}-${stem}`] : [])];
  for (let number = 2; number < 100; number++) stems.push(`${stem}-${number}`);
  return stems.map((own) => folder + own + extension);
}

function kustomizationsBeside(uri: string): readonly string[] {
  return ['kustomization.yaml', 'kustomization.yml'].map((name) => folderOf(uri) + name);
}

/** Without dots: what stands before one is a device's name on some systems (`con.yaml`). */
function stemOf(name: string): string {
  return name.replaceAll('.', '-').slice(0, longestStem);
}

/** A new file with a manifest, and its line in the kustomization where the file beside has one. */
export function creation(workspace: Workspace, beside: string, uri: string, text: string): readonly FileEdit[] {
  return [{ uri, create: text }, ...listing(workspace, beside, uri)];
}

/** Whether a manifest can be added at the end of a file: YAML that no template writes. */
export function canAppend(workspace: Workspace, uri: string): boolean {
  const file = workspace.file(uri);
  return file !== undefined && !/\.json$/i.test(uri) && !hasTemplates(file.store.segments);
}

/** Whether some document of a file may be written by a template, so that what stands where is not known. */
export function hasTemplates(segments: readonly { readonly text: string }[]): boolean {
  return segments.some(({ text }) => text.includes('{{') || text.includes('{%'));
}

/** A document of its own at the end of a file; undefined where that would change what the file's last document says. */
export function appending(workspace: Workspace, uri: string, manifest: string): FileEdit | undefined {
  const file = workspace.file(uri);
  if (!file || !canAppend(workspace, uri)) return undefined;
  const { segments } = file.store;
  const index = segments.length - 1;
  const view = workspace.view(uri, index);
  if (!view) return undefined;
  const { text } = view.segment;
  const lineBreak = lineBreakOf(segments[0]?.text ?? '');
  const own = manifest.replaceAll('\n', lineBreak);
  const lineEnd = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak;
  const { root } = view.document;
  if (root === undefined)
    return { uri, index, edits: [{ start: text.length, end: text.length, newText: lineEnd + own }] };
  const after = readDocument(text + lineEnd).root;
  if (!after || !isSame(plainValue(root), plainValue(after))) return undefined;
  const newText = `${lineEnd}---${lineBreak}${own}`;
  return { uri, index, edits: [{ start: text.length, end: text.length, newText }] };
}

/** The line of a new file in the kustomization of its folder, where that lists the file it lies beside. */
function listing(workspace: Workspace, beside: string, uri: string): readonly FileEdit[] {
  const folder = folderOf(beside);
  for (const kustomization of kustomizationsBeside(beside)) {
    const view = workspace.view(kustomization, 0);
    const root = view?.document.root;
    if (!view || !root) continue;
    const list = find(root, 'resources')?.node;
    const paths = list?.kind === 'sequence' ? list.items.map(({ value }) => plainValue(value)) : [];
    const own = decodeURIComponent(beside.slice(folder.length));
    if (!paths.some((path) => path === own || path === `./${own}`)) return [];
    const edits = planEdits(view.document, view.segment.text, [
      { do: 'insert-item', field: 'resources', value: uri.slice(folder.length) },
    ]);
    return edits ? [{ uri: view.uri, index: 0, edits }] : [];
  }
  return [];
}
