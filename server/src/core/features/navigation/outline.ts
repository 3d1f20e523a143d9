/**
 * What a document holds, as an outline: its objects, and in them what is about networks. Additive to the outline of
 * keys that every YAML editor draws.
 */
import type { Interface, Network } from '../../kubevirt/model.ts';
import { readNad } from '../../resources/nad.ts';
import type { Resource } from '../../resources/resources.ts';
import { launcherFor, type FactContext, type NetworkAnswer } from '../../workspace/launcher.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { find, joinField, spanOf } from '../../yaml/locate.ts';
import type { Span } from '../../yaml/tree.ts';
import { bindingsField } from './cluster-mentions.ts';

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'machine' | 'network' | 'nad' | 'cluster' | 'binding' | 'other';
  /** The whole of it. */
  readonly span: Span;
  /** Its name, inside the span. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

export function outlineOf(view: DocumentView, context: FactContext): readonly OutlineEntry[] {
  return view.resources.map((resource): OutlineEntry => {
    const { document } = view;
    const { node, kind, field, vm } = resource;
    const nameField = joinField(field, 'metadata.name');
    const nameSpan = spanOf(document, nameField, 'value');
    const hasName = document.root !== undefined && find(document.root, nameField) !== undefined;
    return {
      // What a template writes is shown as it is written.
      name: (hasName ? document.text.slice(nameSpan.start, nameSpan.end) : '') || kind,
      detail: detailOf(view, resource),
      kind: vm ? 'machine' : isNad(resource) ? 'nad' : bindingsField(resource) === undefined ? 'other' : 'cluster',
      ...spans(node, hasName ? nameSpan : (node.entries[0]?.keySpan ?? node)),
      children: vm ? networksOf(view, resource, context) : bindingsOf(view, resource),
    };
  });
}

function isNad({ role }: Resource): boolean {
  return role === 'nad' || role === 'nad-generator';
}

function detailOf({ document }: DocumentView, resource: Resource): string {
  const { kind, role } = resource;
  const config = role === 'nad' ? readNad(document, resource).config : 'absent';
  const types = typeof config === 'string' ? [] : (config.cni?.plugins ?? []).flatMap(({ type }) => type ?? []);
  return [kind, types.join(' + ')].filter((part) => part !== '').join(', ');
}

/** One entry a network, then the interfaces without one. */
function networksOf({ document }: DocumentView, resource: Resource, context: FactContext): readonly OutlineEntry[] {
  const launcher = launcherFor(document, resource, context);
  if (!launcher) return [];
  const entry = (field: string, name: string, detail: string): OutlineEntry[] => {
    const node = document.root && find(document.root, field)?.node;
    if (!node || name === '') return [];
    return [
      {
        name,
        detail,
        kind: 'network',
        ...spans(node, spanOf(document, joinField(field, 'name'), 'value')),
        children: [],
      },
    ];
  };
  const paired = new Set(launcher.networks.map((answer) => answer.interface?.index));
  const { interfaces } = launcher.vm.spec;
  return [
    ...launcher.networks.flatMap((answer) => entry(answer.field, answer.network.name, networkDetail(answer))),
    ...interfaces.flatMap((own, index) =>
      paired.has(index) ? [] : entry(joinField(launcher.vm.interfacesField, index), own.name, bindingName(own)),
    ),
  ];
}

function networkDetail({ network, interface: own }: NetworkAnswer): string {
  return [own ? bindingName(own.value) : '', sourceName(network)].filter((part) => part !== '').join(' · ');
}

function sourceName({ pod, multus, resourceClaim }: Network): string {
  if (multus) return multus.networkName;
  if (pod) return 'pod';
  return resourceClaim ? 'resourceClaim' : '';
}

const bindingKeys = ['masquerade', 'bridge', 'sriov', 'passtBinding', 'macvtap', 'slirp', 'passt'] as const;

function bindingName(own: Interface): string {
  return own.binding?.name ?? bindingKeys.find((key) => own[key] !== undefined) ?? '';
}

function bindingsOf({ document }: DocumentView, resource: Resource): readonly OutlineEntry[] {
  const field = bindingsField(resource);
  const node = field === undefined ? undefined : document.root && find(document.root, field)?.node;
  if (node?.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key, keySpan, value, merged, alias }): OutlineEntry[] => {
    if (merged || alias || key === '') return [];
    const nad = find(value, 'networkAttachmentDefinition')?.node;
    const detail = nad?.kind === 'scalar' && typeof nad.value === 'string' ? nad.value : '';
    return [
      { name: key, detail, kind: 'binding', ...spans({ start: keySpan.start, end: value.end }, keySpan), children: [] },
    ];
  });
}

/** An editor wants the name inside the whole; one that is written elsewhere, by an alias, is not. */
function spans({ start, end }: Span, nameSpan: Span): Pick<OutlineEntry, 'span' | 'nameSpan'> {
  const isInside = start <= nameSpan.start && nameSpan.end <= end;
  const span = { start, end: Math.max(end, start) };
  return { span, nameSpan: isInside ? nameSpan : { start, end: start } };
}
