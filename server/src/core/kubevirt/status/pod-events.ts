/**
 * What events of a launcher Pod say of its NICs. Who wrote an event is told by its text. Truth: `k8snetworkplumbingwg/multus-cni ·
 * pkg/multus/multus.go · v4.3.0`, `k8snetworkplumbingwg/multus-dynamic-networks-controller · pkg/controller/pod.go`.
 */
import * as l10n from '@vscode/l10n';

export interface PodEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

export interface EventReading {
  readonly weight: 'fine' | 'trouble';
  readonly meaning: string;
  /** Pod interface and NAD, where the message names them. */
  readonly podInterface?: string;
  readonly nad?: string;
}

/** Undefined for an event that says nothing of NICs. */
export function eventReading({ reason, message }: PodEvent): EventReading | undefined {
  switch (reason) {
    case 'FailedCreatePodSandBox':
      return { weight: 'trouble', meaning: sandboxMeaning(message) };
    case 'NoNetworkFound': {
      const [, name, namespace] = /\(([^)]*)\) in namespace \(([^)]*)\)/.exec(message) ?? [];
      const nad = name === undefined ? undefined : `${namespace ?? ''}/${name}`;
      return {
        weight: 'trouble',
        meaning: l10n.t('Multus finds no NAD {0}.', nad ?? '?'),
        ...(nad !== undefined && { nad }),
      };
    }
    case 'AddedInterface':
      return addedReading(message);
    case 'FailedAddingInterface':
      return dynamic(message, /failed adding interface (\S+) to network: ([^\s(]+)/, (link, nad) =>
        l10n.t('The dynamic networks controller could not attach {0} by NAD {1}.', link, nad),
      );
    case 'RemovedInterface':
      return {
        ...dynamic(message, /removed interface (\S+) from network: ([^\s(]+)/, (link, nad) =>
          l10n.t('The dynamic networks controller took {0} of NAD {1} out of the Pod.', link, nad),
        ),
        weight: 'fine',
      };
    case 'FailedRemovingInterface':
      return dynamic(message, /failed removing interface (\S+) from network: ([^\s(]+)/, (link, nad) =>
        l10n.t('The dynamic networks controller could not take {0} of NAD {1} out of the Pod.', link, nad),
      );
    case 'InterfaceAddRejected':
      return {
        weight: 'trouble',
        meaning: l10n.t('The Pod is on the host’s network, which no launcher Pod is: this is an event of another Pod.'),
      };
    default:
      return undefined;
  }
}

function addedReading(message: string): EventReading {
  const byController = /added interface (\S+) to network: ([^\s(]+)/.exec(message);
  if (byController) {
    const [, podInterface = '', nad = ''] = byController;
    return {
      weight: 'fine',
      meaning: l10n.t('The dynamic networks controller attached {0} by NAD {1}.', podInterface, nad),
      podInterface,
      nad,
    };
  }
  const byMultus = /^Add (\S+) .*from (\S+)$/.exec(message);
  if (!byMultus) return { weight: 'fine', meaning: l10n.t('A NIC was attached to the Pod.') };
  const [, podInterface = '', nad = ''] = byMultus;
  return {
    weight: 'fine',
    meaning: l10n.t('Multus attached {0} by {1}.', podInterface, nad),
    podInterface,
    nad,
  };
}

function dynamic(message: string, pattern: RegExp, meaning: (link: string, nad: string) => string): EventReading {
  const [, podInterface, nad] = pattern.exec(message) ?? [];
  return {
    weight: 'trouble',
    meaning: meaning(podInterface ?? '?', nad ?? '?'),
    ...(podInterface !== undefined && { podInterface }),
    ...(nad !== undefined && { nad }),
  };
}

/** What kubelet passes on of Multus and the CNI plugins; the first that fits counts. */
function sandboxMeaning(message: string): string {
  const causes: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
    [
      /cannot find a network-attachment-definition \(([^)]*)\) in namespace \(([^)]*)\)/,
      ([, name = '', namespace = '']) => l10n.t('Multus finds no NAD {0}.', `${namespace}/${name}`),
    ],
    [
      /namespace isolation enabled.*refers to target namespace (\S+)/,
      ([, namespace = '']) =>
        l10n.t('Multus does not let Pods use NADs of namespace {0}: namespaces are isolated.', namespace),
    ],
    [/failed to find plugin "([^"]*)"/, ([, plugin = '']) => l10n.t('The node has no CNI plugin {0}.', plugin)],
    [
      /failed to unmarshal Spec\.Config|LoadDelegateNetConf|no plugin configs found|missing 'type'/,
      () => l10n.t('Multus cannot read the CNI configuration of a NAD.'),
    ],
    [/invalid network name/, () => l10n.t('The name in the CNI configuration of a NAD is not one that libcni takes.')],
    [
      /incompatible CNI versions/,
      () => l10n.t('A CNI plugin does not know the cniVersion of the NAD’s configuration.'),
    ],
  ];
  for (const [pattern, tell] of causes) {
    const found = pattern.exec(message);
    if (found) return tell(found);
  }
  return l10n.t('The Pod’s network could not be made: Multus or a CNI plugin says why.');
}
