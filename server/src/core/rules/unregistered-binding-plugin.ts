/**
 * An interface whose network binding plugin is not registered in the KubeVirt resource. Admission lets it pass; the
 * launcher Pod then cannot be rendered, and the VMI stays Pending. Truth: `kubevirt/kubevirt ·
 * pkg/network/multus/annotation.go` and `pkg/virt-controller/services/template.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { nearestName } from './nearest-name.ts';
import { configurationFix } from './network/configuration-fix.ts';
import { knownRegistration } from '../kubevirt/known-plugins.ts';
import { isMemberKnown } from '../resources/vm.ts';
import { describeSource } from '../workspace/cluster-facts.ts';
import { replaceScalar } from '../yaml/edit.ts';
import { joinField } from '../yaml/locate.ts';
import type { Fix, Rule } from './rule.ts';

interface Data {
  readonly plugin: string;
}

const rule: Rule = {
  id: 'unregistered-binding-plugin',
  since: '0.1.0',
  severity: 'warning',
  summary: 'A network binding plugin that the KubeVirt resource does not register: no launcher Pod is made.',
  fixable: true,
  roles: ['virtual-machine', 'virtual-machine-instance', 'replica-set', 'pool'],

  check(subject, report) {
    const { vm, cluster } = subject;
    vm?.spec.interfaces.forEach((own, index) => {
      if (!own.binding || !isMemberKnown(vm, 'interfaces', index)) return;
      const plugin = own.binding.name;
      if (plugin === '' || cluster.configuration.bindings.has(plugin)) return;
      const field = joinField(joinField(vm.interfacesField, index), 'binding.name');
      const data: Data = { plugin };
      if (cluster.bindingsKnown) {
        report({
          field,
          on: 'value',
          data,
          message: l10n.t(
            "couldn't find configuration for network binding: {0} – it is not registered ({1}), so KubeVirt makes no launcher Pod and the VMI stays Pending. Register it under spec.configuration.network.binding of the KubeVirt resource, or use another binding.",
            plugin,
            describeSource(cluster.configurationSource),
          ),
        });
      } else {
        report({
          field,
          on: 'value',
          data,
          severity: 'information',
          message: l10n.t(
            'Whether the network binding plugin {0} is registered cannot be seen here. If it is not, KubeVirt makes no launcher Pod ("couldn\'t find configuration for network binding: {0}"). Tell VirtLens by a KubeVirt resource beside this file, or in .virtlens.yaml.',
            plugin,
          ),
        });
      }
    });
  },

  fixes({ field, data }, subject) {
    const { plugin } = data as Data;
    const { document, text, cluster } = subject;
    const fixes: Fix[] = [];
    const meant = nearestName(plugin, [...cluster.configuration.bindings.keys()]);
    if (meant !== undefined) {
      const edits = replaceScalar(document, text, field, meant);
      if (edits)
        fixes.push({
          title: l10n.t('Use the registered plugin {0}', meant),
          safety: 'unsafe',
          edit: { in: 'document', edits },
        });
    }
    const known = knownRegistration(plugin, cluster.release);
    // What a plugin needs has to be known to register it on the cluster; the project file only tells that it is.
    if (known || cluster.configurationSource.from !== 'resource')
      fixes.push(
        ...configurationFix(subject, l10n.t('Register the binding plugin {0}', plugin), (configuration) => [
          {
            do: 'insert-entry',
            field: joinField(configuration, 'network.binding'),
            key: plugin,
            value: known ?? {},
          },
        ]),
      );
    return fixes;
  },
};

export default rule;
