/**
 * Names that one place takes from another: the partner of a network or interface, NADs, registered bindings,
 * instancetypes and preferences, volumes and disks. Those that fit what is missing come first.
 */
import * as l10n from '@vscode/l10n';
import { plainValue } from '../../yaml/read-document.ts';
import { find, joinField } from '../../yaml/locate.ts';
import { textAt } from '../../resources/resources.ts';
import type { Completion, CompletionContext } from './completion.ts';
import { quoted } from './values.ts';

type Source = (context: CompletionContext) => readonly Name[];

interface Name {
  readonly text: string;
  readonly detail?: string;
  readonly rank?: number;
}

/** By the end of the field's path, indices left out. */
const sources: readonly { readonly end: string; readonly of: Source }[] = [
  { end: 'domain.devices.interfaces.name', of: partners('networks') },
  { end: 'networks.name', of: partners('interfaces') },
  { end: 'networks.multus.networkName', of: nads },
  { end: 'interfaces.binding.name', of: bindings },
  { end: 'networks.resourceClaim.claimName', of: namesAt('resourceClaims') },
  { end: 'domain.devices.disks.name', of: namesAt('volumes') },
  { end: 'domain.devices.filesystems.name', of: namesAt('volumes') },
  { end: 'volumes.dataVolume.name', of: dataVolumes },
  { end: 'volumes.name', of: namesAt('domain.devices.disks') },
  { end: 'instancetype.name', of: profiles('instancetype') },
  { end: 'preference.name', of: profiles('preference') },
];

export function nameCompletions(context: CompletionContext): readonly Completion[] {
  const { cursor, path } = context;
  if (cursor.on !== 'value') return [];
  const names = path.filter((part) => typeof part === 'string').join('.');
  const source = sources.find(({ end }) => names === end || names.endsWith(`.${end}`));
  return (source?.of(context) ?? []).map(({ text, detail, rank = 1 }) => ({
    label: text,
    kind: 'reference',
    ...(detail !== undefined && { detail }),
    insert: quoted(text, cursor.quote),
    isSnippet: false,
    rank,
  }));
}

/** Names of the other list; those without a partner first. */
function partners(other: 'networks' | 'interfaces'): Source {
  return ({ vm, cursor }) => {
    if (!vm) return [];
    const own = new Set((other === 'networks' ? vm.spec.interfaces : vm.spec.networks).map(({ name }) => name));
    const names = new Set(vm.spec[other].map(({ name }) => name).filter((name) => name !== ''));
    names.delete(cursor.prefix);
    return [...names].map((text) =>
      own.has(text)
        ? { text, rank: 2 }
        : {
            text,
            rank: 0,
            detail: other === 'networks' ? l10n.t('network without interface') : l10n.t('interface without network'),
          },
    );
  };
}

function nads({ nads: known, referenceTo }: CompletionContext): readonly Name[] {
  const names = new Map<string, Name>();
  for (const nad of known()) {
    const { text, isOwn } = referenceTo(nad);
    if (names.has(text)) continue;
    const type = nad.cniTypes?.join(' + ');
    names.set(text, { text, rank: isOwn ? 0 : 1, ...(type !== undefined && { detail: l10n.t('NAD, {0}', type) }) });
  }
  return [...names.values()];
}

function bindings({ cluster }: CompletionContext): readonly Name[] {
  return [...cluster.configuration.bindings].map(([text, { domainAttachmentType, migration }]) => ({
    text,
    detail: [
      l10n.t('registered binding'),
      ...(domainAttachmentType === '' ? [] : [domainAttachmentType]),
      ...(migration ? [l10n.t('can be live-migrated')] : []),
    ].join(', '),
  }));
}

/** Names in a list of the VMI spec. */
function namesAt(list: string): Source {
  return ({ vm, cursor }) => {
    const node = vm && find(cursor.document.root ?? vm.resource.node, `${vm.specField}.${list}`)?.node;
    const members = node ? plainValue(node) : undefined;
    if (!Array.isArray(members)) return [];
    const names = members.map((member) => (member as { name?: unknown } | null)?.name);
    return [...new Set(names)].flatMap((text) => (typeof text === 'string' && text !== '' ? [{ text }] : []));
  };
}

/** DataVolumes of the VM's namespace, and those that the VM has templates of. */
function dataVolumes({ vm, cursor, volumes, referenceTo }: CompletionContext): readonly Name[] {
  const list =
    cursor.document.root &&
    vm &&
    find(cursor.document.root, joinField(vm.resource.field, 'spec.dataVolumeTemplates'))?.node;
  const templates =
    list?.kind === 'sequence' ? list.items.map(({ value }) => textAt(cursor.document, value, 'metadata.name')) : [];
  return [
    ...templates.flatMap((name) =>
      name.state === 'stated' ? [{ text: name.value, rank: 0, detail: 'dataVolumeTemplates' }] : [],
    ),
    ...volumes()
      .filter((volume) => referenceTo(volume).isOwn)
      .map(({ name }) => ({ text: name, detail: 'DataVolume' })),
  ];
}

function profiles(role: 'instancetype' | 'preference'): Source {
  return ({ profiles: known, referenceTo }) =>
    known(role)
      .filter((profile) => profile.clusterScoped || referenceTo(profile).isOwn)
      .map(({ name, resourceKind }) => ({ text: name, detail: resourceKind }));
}
