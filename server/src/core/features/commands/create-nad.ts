/**
 * The NAD that a NIC refers to and no known file has: what it has to be called, which kinds of network fit the NIC, where
 * it can be written, and the edits. Never writes over a file, and says nothing where the reference or its namespace is not
 * known.
 */
import * as l10n from '@vscode/l10n';
import { dnsLabelFaults, dnsSubdomainFaults } from '../../kubevirt/admission/dns-names.ts';
import { attachmentOf, type Attachment } from '../../rules/compatibility/nic-on-nad.ts';
import { launcherFor, type FactContext, type NetworkAnswer } from '../../workspace/launcher.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { find } from '../../yaml/locate.ts';
import type { FileEdit } from '../fix-edits.ts';
import { appending, canAppend, creation, filesToRead, newFileBeside, type NamedObject } from './manifest-files.ts';
import { nadManifest, nadTemplates, type NadIdentity, type NadTemplate } from './nad-templates.ts';

/** A NAD to be written, and the file of the NIC that wants it. */
export interface WantedNad {
  readonly uri: string;
  readonly name: string;
  readonly namespace: string;
  /** Undefined: the manifest leaves its namespace to whoever applies it, as that of the VM does. */
  readonly statedNamespace: string | undefined;
  /** How the NIC takes what the NAD makes; undefined where that is not known. */
  readonly attachment: Attachment | undefined;
}

export type NadPlace =
  | { readonly in: 'new-file'; readonly uri: string }
  /** At the end of a file: that of the VM, or one with other NADs. */
  | { readonly in: 'file'; readonly uri: string };

/** The missing NAD of the network or interface around an offset; undefined where none is missing. */
export function missingNadAt(view: DocumentView, offset: number, context: FactContext): WantedNad | undefined {
  if (context.isPatch) return undefined;
  for (const resource of view.resources) {
    const { node } = resource;
    if (!resource.vm || offset < node.start || node.end < offset) continue;
    const launcher = launcherFor(view.document, resource, context);
    for (const answer of launcher?.networks ?? []) {
      if (!isAround(view, answer, offset)) continue;
      const { nad } = answer;
      // Where Multus looks for a default network without a namespace is its own configuration's business.
      if (!nad || nad.fact || nad.namespace === undefined || (nad.namespaceAssumed && answer.network.multus?.default))
        return undefined;
      return wantedNad(view.uri, {
        name: nad.name,
        namespace: nad.namespace,
        isStated: /^[^/]+\//.test(nad.reference) || resource.namespace.state === 'stated',
        attachment: attachmentOf(answer.interface?.value ?? {}, context.cluster.configuration),
      });
    }
  }
  return undefined;
}

/** Undefined for names that no NAD can have. */
export function wantedNad(
  uri: string,
  nad: {
    readonly name: string;
    readonly namespace: string;
    readonly isStated: boolean;
    readonly attachment: Attachment | undefined;
  },
): WantedNad | undefined {
  const { name, namespace, isStated, attachment } = nad;
  if (dnsSubdomainFaults(name).length > 0 || dnsLabelFaults(namespace).length > 0) return undefined;
  return { uri, name, namespace, statedNamespace: isStated ? namespace : undefined, attachment };
}

/** Where it can be written, the best place first, of the files that are read. */
export function placesFor(workspace: Workspace, wanted: WantedNad): readonly NadPlace[] {
  const fresh = newFileBeside(workspace, wanted.uri, fileNameOf(wanted));
  return [
    ...(fresh === undefined ? [] : [{ in: 'new-file', uri: fresh } as const]),
    ...filesWithNads(workspace, wanted)
      .filter((file) => canAppend(workspace, file))
      .map((file) => ({ in: 'file', uri: file }) as const),
  ];
}

/** Files whose texts have to be there for places to be told. */
export function filesOfPlaces(workspace: Workspace, wanted: WantedNad): readonly string[] {
  return [...filesToRead(wanted.uri, fileNameOf(wanted)), ...filesWithNads(workspace, wanted)];
}

/** The file of the NIC, and the nearest with NADs. */
function filesWithNads(workspace: Workspace, { uri }: WantedNad): readonly string[] {
  const nads = workspace.known.knownNads(uri).filter(({ source }) => source === 'manifest');
  return [...new Set([uri, ...nads.map((nad) => nad.uri)])].slice(0, 4);
}

function fileNameOf({ name, namespace }: WantedNad): NamedObject {
  return { name, namespace, suffix: 'nad' };
}

/** Titles for places, as a list of choices shows them. */
export function describePlace(place: NadPlace, own: string): string {
  if (place.in === 'new-file') return l10n.t('New file {0}', fileName(place.uri));
  return place.uri === own
    ? l10n.t('This file, as its last document')
    : l10n.t('{0}, as its last document', fileName(place.uri));
}

/** The edits that write a NAD of one template; undefined where the place cannot take it. */
export function createNad(
  workspace: Workspace,
  wanted: WantedNad,
  templateId: string,
  place: NadPlace,
): readonly FileEdit[] | undefined {
  const template = nadTemplates.find(({ id }) => id === templateId);
  if (!template) return undefined;
  const manifest = nadManifest(template, identityOf(workspace, wanted, template));
  if (place.in === 'new-file') {
    const isFree = placesFor(workspace, wanted).some((free) => free.in === 'new-file' && free.uri === place.uri);
    return isFree ? creation(workspace, wanted.uri, place.uri, manifest) : undefined;
  }
  const edit = appending(workspace, place.uri, manifest);
  return edit && [edit];
}

function identityOf({ known }: Workspace, wanted: WantedNad, template: NadTemplate): NadIdentity {
  const { uri, name, namespace, statedNamespace } = wanted;
  const isTaken = known.nadsWithConfigName(uri, name).length > 0;
  return {
    name,
    namespace,
    statedNamespace,
    networkName: isTaken ? `${namespace}-${name}` : name,
    like: known.knownNads(uri).find(({ cniTypes }) => cniTypes?.[0] === template.type),
    ofNodes: known.bridges(uri),
  };
}

function isAround({ document }: DocumentView, answer: NetworkAnswer, offset: number): boolean {
  const { root } = document;
  const fields = [answer.field, ...(answer.interface ? [answer.interface.field] : [])];
  return (
    answer.known &&
    fields.some((field) => {
      const item = root && find(root, field)?.item;
      return item !== undefined && item.indicator <= offset && offset <= item.span.end;
    })
  );
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
