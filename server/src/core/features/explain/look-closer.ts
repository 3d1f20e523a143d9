/**
 * What to run to look closer, with the real names: from what the API says to what stands in the launcher Pod and in the
 * domain. Names that no shell takes as they are leave their command out. Nothing is run here. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/services/template.go` (containers of the Pod), `pkg/virt-launcher/virtwrap/util` (the domain's name),
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { NETWORKS_ANNOTATION, NETWORK_STATUS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { launcherLabel } from '../../kubevirt/launcher-label.ts';
import type { NicRow } from '../vm-nics.ts';
import type { CommandStory } from './story.ts';

export interface LookedAt {
  /** Undefined where a template or a tool decides it. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** `spec.hostname` of the VMI; empty for none. */
  readonly hostname: string;
  /** The launcher Pod, where it is known. */
  readonly pod: string | undefined;
  readonly nics: readonly NicRow[];
}

export function lookCloser(looked: LookedAt): readonly CommandStory[] {
  const { name, hostname, nics } = looked;
  if (!isPlain(name) || (looked.namespace !== undefined && !isPlain(looked.namespace))) return [];
  const inNamespace = `-n ${looked.namespace ?? 'NAMESPACE'}`;
  const pod = looked.pod !== undefined && isPlain(looked.pod) ? looked.pod : '"$POD"';
  const inPod = `kubectl exec ${inNamespace} ${pod} -c compute --`;
  return [
    {
      command: `kubectl get vmi ${name} ${inNamespace} -o jsonpath='{range .status.interfaces[*]}{.name}{"\\t"}{.podInterfaceName}{"\\t"}{.infoSource}{"\\t"}{.mac}{"\\t"}{.ipAddresses}{"\\n"}{end}'`,
      shows: l10n.t('how far each NIC came: Pod ({0}), domain, guest agent', '`multus-status`'),
    },
    {
      command: `kubectl get vmi ${name} ${inNamespace} -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason} {.message}{"\\n"}{end}'`,
      shows: l10n.t('the conditions of the VMI, with KubeVirt’s messages'),
    },
    ...(pod === '"$POD"'
      ? [
          {
            command: `POD=$(kubectl get pod ${inNamespace} -l kubevirt.io=virt-launcher,vm.kubevirt.io/name=${launcherLabel(name, isPlain(hostname) ? hostname : undefined)} --field-selector=status.phase=Running -o name)`,
            shows: l10n.t('the launcher Pod, which the commands below go by; a live migration has two'),
          },
        ]
      : []),
    {
      command: `kubectl get ${podResource(pod)} ${inNamespace} -o jsonpath='{.metadata.annotations.${jsonPathKey(NETWORKS_ANNOTATION)}}{"\\n"}{.metadata.annotations.${jsonPathKey(NETWORK_STATUS_ANNOTATION)}}{"\\n"}'`,
      shows: l10n.t('what Multus was asked for, and what it made'),
    },
    {
      command: `kubectl describe ${podResource(pod)} ${inNamespace}`,
      shows: l10n.t(
        'events of the Pod: {0}, {1}, {2}',
        '`AddedInterface`',
        '`FailedAddingInterface`',
        '`FailedCreatePodSandBox`',
      ),
    },
    ...nics.flatMap((row) => devicesOf(row, inPod)),
    ...(nics.some(({ bridge }) => bridge !== undefined)
      ? [{ command: `${inPod} bridge link`, shows: l10n.t('which device is a port of which bridge in the Pod') }]
      : []),
    ...(looked.namespace === undefined
      ? []
      : [
          {
            command: `${inPod} virsh dumpxml ${looked.namespace}_${name}`,
            shows: l10n.t('the NICs of the domain: model, MAC address, tap and alias'),
          },
        ]),
    ...nadCommands(nics),
    {
      command: `virtctl guestosinfo ${name} ${inNamespace}`,
      shows: l10n.t('what the guest agent tells, where one runs'),
    },
  ];
}

/** The links of one NIC in the Pod. */
function devicesOf({ name, bridge, renamedNic, podInterface, tap }: NicRow, inPod: string): readonly CommandStory[] {
  const device = bridge ?? renamedNic ?? tap ?? podInterface;
  if (device === undefined || !isPlain(device)) return [];
  return [
    {
      command: `${inPod} ip -d link show dev ${device}`,
      shows: l10n.t('the device of NIC {0} in the Pod', `\`${name}\``),
    },
  ];
}

function nadCommands(nics: readonly NicRow[]): readonly CommandStory[] {
  const commands = nics.flatMap(({ nad }): readonly CommandStory[] =>
    nad?.namespace !== undefined && isPlain(nad.namespace) && isPlain(nad.name)
      ? [
          {
            command: `kubectl get net-attach-def ${nad.name} -n ${nad.namespace} -o yaml`,
            shows: l10n.t('the NAD as the cluster has it'),
          },
        ]
      : [],
  );
  return [...new Map(commands.map((one) => [one.command, one])).values()];
}

/** `$POD` is `pod/NAME` already. */
function podResource(pod: string): string {
  return pod === '"$POD"' ? pod : `pod ${pod}`;
}

function jsonPathKey(key: string): string {
  return key.replaceAll('.', '\\.');
}

/** Whether a shell takes a text as it is, and no command takes it for an option. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9][\w.@-]*$/.test(text);
}
