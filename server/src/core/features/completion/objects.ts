/** Whole objects, where a document begins, and the kinds and API versions that VirtLens reads. */
import * as l10n from '@vscode/l10n';
import { kinds, type Role } from '../../resources/kinds.ts';
import type { Completion, CompletionContext } from './completion.ts';
import { quoted } from './values.ts';

export function objectCompletions({ cursor }: CompletionContext): readonly Completion[] {
  if (cursor.on === 'value' && (cursor.field === 'kind' || cursor.field === 'apiVersion')) return headerValues(cursor);
  if (cursor.on !== 'key' || cursor.field !== '' || cursor.column !== 0 || cursor.hasColon) return [];
  if (cursor.siblings.length === 0) return starts();
  return ['apiVersion', 'kind', 'metadata']
    .filter((key) => !cursor.siblings.includes(key))
    .map((key) => ({
      label: key,
      kind: 'field',
      insert: key === 'metadata' ? 'metadata:\n  name: $0' : `${key}: $0`,
      isSnippet: true,
      rank: 0,
    }));
}

/** What is read for the names in it alone is other tools' to write. */
const othersRoles: ReadonlySet<Role> = new Set<Role>(['workload', 'nad-generator', 'node-network', 'data-volume']);
const offered = kinds.filter(({ role }) => !othersRoles.has(role));

function headerValues({ field, quote, document }: CompletionContext['cursor']): readonly Completion[] {
  const stated = (key: string): unknown => {
    const entry = document.root?.kind === 'mapping' ? document.root.entries.find((one) => one.key === key) : undefined;
    return entry?.value.kind === 'scalar' ? entry.value.value : undefined;
  };
  const versionsOf = ({ group, versions }: (typeof kinds)[number]): readonly string[] =>
    versions.map((version) => (group === '' ? version : `${group}/${version}`));
  const other = stated(field === 'kind' ? 'apiVersion' : 'kind');
  const fitting = offered.filter((entry) =>
    field === 'kind'
      ? typeof other !== 'string' || versionsOf(entry).includes(other)
      : typeof other !== 'string' || entry.kind === other,
  );
  const values = fitting.flatMap((entry) => (field === 'kind' ? [entry.kind] : versionsOf(entry)));
  return [...new Set(values)].map((label, index) => ({
    label,
    kind: 'value',
    insert: quoted(label, quote),
    isSnippet: false,
    rank: index / 100,
  }));
}

/** Whole objects to begin with. */
const starts = (): readonly Completion[] => [
  start(
    'VirtualMachine',
    l10n.t('a VM with one NIC on the Pod network'),
    `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: \${1:vm}
spec:
  runStrategy: \${2|Always,Halted,Manual,RerunOnFailure,Once|}
  template:
    spec:
      domain:
        devices:
          disks:
            - name: root
              disk:
                bus: virtio
          interfaces:
            - name: default
              masquerade: {}
        memory:
          guest: \${3:1Gi}
      networks:
        - name: default
          pod: {}
      volumes:
        - name: root
          containerDisk:
            image: \${4:registry.example/image}
`,
  ),
  start(
    'NetworkAttachmentDefinition',
    l10n.t('a NAD of a Linux bridge'),
    `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: \${1:lan}
spec:
  config: |
    {
      "cniVersion": "0.3.1",
      "name": "\${1:lan}",
      "type": "bridge",
      "bridge": "\${2:br1}"
    }
`,
  ),
];

function start(label: string, detail: string, insert: string): Completion {
  return { label, kind: 'snippet', detail, insert, isSnippet: true, rank: 0 };
}
