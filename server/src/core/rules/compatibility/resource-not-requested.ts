/**
 * A NIC that needs a device, in a release of KubeVirt that asks for none: it leaves that to the webhook
 * network-resources-injector, which cannot be seen here. Truth: `kubevirt/kubevirt · pkg/virt-controller/services/template.go`,
 * v1.6–v1.9; gate `ExternalNetResourceInjection`.
 */
import * as l10n from '@vscode/l10n';
import { INJECTION_GATE, looksIntoNads } from '../../kubevirt/network-resources.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import { configurationFix } from '../network/configuration-fix.ts';
import type { Rule } from '../rule.ts';
import { isForDevices, takesDevice } from './device-resources.ts';
import { nadText, nicsOnNads, toNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'resource-not-requested',
  since: '0.3.0',
  severity: 'information',
  summary: 'A NIC that needs a device, which KubeVirt leaves to another webhook to ask for.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const { release, configuration } = subject.cluster;
    for (const nic of nicsOnNads(subject)) {
      const { nad, field } = nic;
      if (!takesDevice(nic) || nad.resourceName.state !== 'stated' || !isForDevices(nad.resourceName)) continue;
      if (looksIntoNads(release, configuration)) return;
      report({
        field,
        on: 'value',
        message: l10n.t(
          '{0} takes a device of {1}, and {2} does not ask for it: that is left to the webhook network-resources-injector. If the cluster has none, the Pod is given no device and stays in ContainerCreating; then disable the feature gate {3}.',
          nadText(nic),
          nad.resourceName.value,
          release.id,
          INJECTION_GATE,
        ),
        ...toNad(nic),
      });
    }
  },

  fixes(_, subject) {
    if (subject.cluster.configuration.featureGates.includes(INJECTION_GATE)) return [];
    return configurationFix(subject, l10n.t('Disable the feature gate {0}', INJECTION_GATE), (configuration) => [
      {
        do: 'insert-item',
        field: joinField(configuration, 'developerConfiguration.disabledFeatureGates'),
        value: INJECTION_GATE,
      },
    ]);
  },
};

export default rule;
