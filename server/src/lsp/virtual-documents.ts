/**
 * Virtual documents: `virtlens:/NAME.launcher-pod.yaml?{…}`, whose query names a VM. Their text is made when it is asked
 * for; the session remembers which were asked for, so that they can be refreshed when the manifest changes.
 */
import { URI } from 'vscode-uri';
import { annotationsDocument } from '../core/features/annotations-document.ts';
import type { Resource } from '../core/resources/resources.ts';
import { launcherFor, type Launcher } from '../core/workspace/launcher.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import { virtualScheme } from './protocol.ts';
import type { Session } from './session.ts';

/** What the query of a virtual document says: the VM by identity first, so that it is found after edits above it. */
interface VirtualTarget {
  readonly uri: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly field: string;
  /** Position of the VM's document in the file when the link was made. */
  readonly index: number;
}

export function virtualUri(view: DocumentView, resource: Resource): string {
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
    path: `/${safeName}.launcher-pod.yaml`,
    query: JSON.stringify(target),
  }).toString();
}

/** The text of a virtual document; undefined for a URI that names no VM known any more. */
export function virtualText(session: Session, uri: string): string | undefined {
  const target = parseTarget(uri);
  const found = target && findTarget(session, target);
  return found && annotationsDocument(found);
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

function findTarget({ workspace }: Session, target: VirtualTarget): Launcher | undefined {
  const store = workspace.file(target.uri)?.store;
  if (!store) return undefined;
  const launcherIn = (index: number, byName: boolean): Launcher | undefined => {
    const view = workspace.view(target.uri, index);
    const resource = view?.resources.find(
      (candidate) =>
        candidate.vm !== undefined &&
        candidate.field === target.field &&
        (!byName ||
          (candidate.kind === target.kind &&
            (candidate.name.state === 'stated' ? candidate.name.value : undefined) === target.name)),
    );
    return view && resource && launcherFor(view.document, resource, workspace.context(target.uri));
  };
  // The VM by name where it was, else anywhere in the file, else whatever stands in its place now (it was renamed).
  const here = launcherIn(target.index, true);
  if (here) return here;
  for (const [index, segment] of store.segments.entries()) {
    if (!segment.text.includes(target.name ?? 'VirtualMachine')) continue;
    const there = launcherIn(index, true);
    if (there) return there;
  }
  return launcherIn(target.index, false);
}
