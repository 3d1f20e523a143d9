/**
 * A field that belongs one or two levels further up or down: `networks` below `domain`, `interfaces` beside `devices`, the
 * whole of a VMI spec right below a VM's `spec`. Truth: KubeVirt's published API description, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { SchemaFault } from '../../schemas/schema-types.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { Subject } from '../rule.ts';
import { faultRule, keyOf, parentOf } from './fault-rule.ts';

/** Keys of a VMI spec that writers put elsewhere, and their home below it. */
const homes: Readonly<Record<string, string>> = {
  networks: '',
  volumes: '',
  domain: '',
  hostname: '',
  subdomain: '',
  nodeSelector: '',
  tolerations: '',
  affinity: '',
  readinessProbe: '',
  livenessProbe: '',
  evictionStrategy: '',
  terminationGracePeriodSeconds: '',
  devices: 'domain',
  cpu: 'domain',
  memory: 'domain',
  resources: 'domain',
  machine: 'domain',
  firmware: 'domain',
  features: 'domain',
  interfaces: 'domain.devices',
  disks: 'domain.devices',
  filesystems: 'domain.devices',
  autoattachPodInterface: 'domain.devices',
  networkInterfaceMultiqueue: 'domain.devices',
};

/** The mapping that an unknown field belongs to, from the document's root; undefined where it has no home. */
export function homeOf(fault: SchemaFault, { vm, resource }: Subject): string | undefined {
  const key = keyOf(fault);
  // A key may be called as something that every object has.
  const home = Object.hasOwn(homes, key) ? homes[key] : undefined;
  if (!vm || home === undefined || fault.fault !== 'unknown-field') return undefined;
  const parent = parentOf(joinField(resource?.field ?? '', fault.field));
  const target = home === '' ? vm.specField : joinField(vm.specField, home);
  // Only on the way to its home, or just past it: a key of the same name elsewhere is something else.
  const isOnTheWay = target.startsWith(`${parent}.`) || parent.startsWith(`${target}.`);
  return isOnTheWay && parent !== target ? target : undefined;
}

export default faultRule({
  id: 'misplaced-field',
  since: '0.2.0',
  summary: 'A field of the VMI spec that stands on the wrong level.',
  tells: (fault, subject) => homeOf(fault, subject) !== undefined,
  advice: (fault, subject) =>
    l10n.t('{0} belongs into {1}. Move it there.', keyOf(fault), homeOf(fault, subject) ?? ''),
  fixes(fault, field, subject) {
    const home = homeOf(fault, subject);
    const { root } = subject.document;
    if (home === undefined || !root || find(root, joinField(home, keyOf(fault)))) return [];
    return subject.plan(l10n.t('Move {0} into {1}', keyOf(fault), home), 'unsafe', [{ do: 'move', field, to: home }]);
  },
});
