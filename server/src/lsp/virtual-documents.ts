/**
 * Virtual documents: `virtlens:/NAME.launcher-pod.yaml?{…}`, `virtlens:/NAME.impact.md?{…}`, `virtlens:/NAME.explain.md?{…}`
 * and `virtlens:/NAME.nics.svg?{…}`, whose query names a VM. Their text is made when it is asked for; the session remembers
 * which were asked for, so that they can be refreshed when the manifest changes.
 */
import * as l10n from '@vscode/l10n';
import { URI, Utils } from 'vscode-uri';
import { annotationsDocument } from '../core/features/annotations-document.ts';
import { explanation } from '../core/features/explain-impact.ts';
import { storyMarkdown } from '../core/features/explain/story-markdown.ts';
import { storyNeeds } from '../core/features/explain/story-needs.ts';
import { storyOf } from '../core/features/explain/vm-story.ts';
import { pictureOfVm } from '../core/features/picture/picture.ts';
import { launchedVm } from '../core/resources/launcher-pod.ts';
import type { Resource } from '../core/resources/resources.ts';
import { launcherFor } from '../core/workspace/launcher.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import { virtualScheme } from './protocol.ts';
import type { Session } from './session.ts';

/** What a virtual document tells of its VM. */
const virtualKinds = ['launcher-pod', 'impact', 'explain', 'nics'] as const;
export type VirtualKind = (typeof virtualKinds)[number];

const endings: Readonly<Record<VirtualKind, string>> = {
  'launcher-pod': '.launcher-pod.yaml',
  impact: '.impact.md',
  explain: '.explain.md',
  nics: '.nics.svg',
};

/** What the query of a virtual document says: the VM by identity first, so that it is found after edits above it. */
interface VirtualTarget {
  readonly uri: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly field: string;
  /** Position of the VM's document in the file when the link was made. */
  readonly index: number;
}

/** A VM in its document. */
export interface FoundVm {
  readonly view: DocumentView;
  readonly resource: Resource;
}

export function virtualUri(view: DocumentView, resource: Resource, kind: VirtualKind): string {
  const name = resource.name.state === 'stated' ? resource.name.value : 'vm';
  const target: VirtualTarget = {
    uri: view.uri,
    kind: resource.kind,
    name: resource.name.state === 'stated' ? resource.name.value : undefined,
    field: resource.field,
    index: view.index,
  };
  const safeName = name.replace(/[^A-Za-z0-9._-]+/g, '-');
  return URI.from({
    scheme: virtualScheme,
    path: `/${safeName}${endings[kind]}`,
    query: JSON.stringify(target),
  }).toString();
}

/** The text of a virtual document; one that says so for a URI that names no VM known any more. */
export function virtualText(session: Session, uri: string): string {
  const target = parseTarget(uri);
  const found = target && findTarget(session, target);
  const kind = kindOf(uri);
  return (found && texts[kind](session, found)) ?? gone[kind]();
}

const texts: Readonly<Record<VirtualKind, (session: Session, found: FoundVm) => string | undefined>> = {
  'launcher-pod': annotationsText,
  impact: impactText,
  explain: explainText,
  nics: pictureText,
};

const gone: Readonly<Record<VirtualKind, () => string>> = {
  'launcher-pod': () => `# ${l10n.t('The VM is not there any more.')}\n`,
  impact: () => `${l10n.t('The VM is not there any more.')}\n`,
  explain: () => `${l10n.t('The VM is not there any more.')}\n`,
  nics: () =>
    `<svg xmlns="http://www.w3.org/2000/svg"><title>${l10n.t('The VM is not there any more.')}</title></svg>\n`,
};

function kindOf(uri: string): VirtualKind {
  const { path } = URI.parse(uri);
  return virtualKinds.find((kind) => path.endsWith(endings[kind])) ?? 'launcher-pod';
}

function annotationsText({ workspace }: Session, { view, resource }: FoundVm): string | undefined {
  const launcher = launcherFor(view.document, resource, workspace.context(view.uri));
  return launcher && annotationsDocument(launcher);
}

function impactText(session: Session, { view, resource }: FoundVm): string {
  return explanation(resource, session.workspace.known.cluster(view.uri), session.findings.impact(view, resource));
}

function explainText({ workspace, findings }: Session, { view, resource }: FoundVm): string | undefined {
  const nameOf = (uri: string): string => Utils.basename(URI.parse(uri));
  const needs = storyNeeds(workspace, findings, view, resource, nameOf);
  const story = storyOf(view.document, resource, workspace.context(view.uri), needs);
  return story && storyMarkdown(story);
}

function pictureText({ workspace, findings }: Session, { view, resource }: FoundVm): string | undefined {
  const launcher = launcherFor(view.document, resource, workspace.context(view.uri));
  return launcher && pictureOfVm(launcher, findings.status(view, resource)).svg('file');
}

/** The VM that a virtual document is about; undefined where it is not there (any more). */
export function virtualVm(session: Session, uri: string): FoundVm | undefined {
  const target = parseTarget(uri);
  return target && findTarget(session, target);
}

/** The file that a virtual document is made from. */
export function virtualSource(uri: string): string | undefined {
  return parseTarget(uri)?.uri;
}

function parseTarget(uri: string): VirtualTarget | undefined {
  try {
    const parsed: unknown = JSON.parse(URI.parse(uri).query);
    const target = parsed as VirtualTarget;
    return typeof target === 'object' &&
      target !== null &&
      typeof target.uri === 'string' &&
      typeof target.field === 'string'
      ? target
      : undefined;
  } catch {
    return undefined;
  }
}

function findTarget({ workspace }: Session, target: VirtualTarget): FoundVm | undefined {
  const store = workspace.file(target.uri)?.store;
  if (!store) return undefined;
  const vmIn = (index: number, byName: boolean): FoundVm | undefined => {
    const view = workspace.view(target.uri, index);
    const resource = view?.resources.find(
      (candidate) =>
        view !== undefined &&
        (candidate.vm !== undefined || launchedVm(view.document, candidate) !== undefined) &&
        candidate.field === target.field &&
        (!byName ||
          (candidate.kind === target.kind &&
            (candidate.name.state === 'stated' ? candidate.name.value : undefined) === target.name)),
    );
    return view && resource && { view, resource };
  };
  // The VM by name where it was, else anywhere in the file, else whatever stands in its place now (it was renamed).
  const here = vmIn(target.index, true);
  if (here) return here;
  for (const [index, segment] of store.segments.entries()) {
    if (!segment.text.includes(target.name ?? 'VirtualMachine')) continue;
    const there = vmIn(index, true);
    if (there) return there;
  }
  return vmIn(target.index, false);
}
