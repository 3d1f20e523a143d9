/**
 * A binding that does not work on what its NAD makes. KubeVirt accepts every pair; which fail is in `binding-by-cni.ts`.
 * Truth: see there.
 */
import * as l10n from '@vscode/l10n';
import type { Severity } from '../../settings.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import { bindingSteps } from '../network/bindings.ts';
import type { Fix, Rule, Subject } from '../rule.ts';
import { misfitOf, type Misfit } from './binding-by-cni.ts';
import { isForDevices } from './device-resources.ts';
import { cniTypeOf, loudness, nadText, nicAt, nicsOnNads, toNad, type NicOnNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'binding-nad-mismatch',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A binding that does not work on what the NAD makes.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      const misfit = misfitFor(nic);
      if (!misfit || nic.binding === undefined) continue;
      report({
        field: joinField(nic.interfaceField, nic.binding),
        on: 'key',
        severity: severityOf(nic, misfit),
        message: misfit.text({ nad: nadText(nic), type: nic.type ?? '' }),
        ...toNad(nic),
        data: { interface: nic.index },
      });
    }
  },

  fixes({ data }, subject) {
    const { interface: index } = data as { interface: number };
    const nic = nicAt(subject, index);
    const fitting = nic && misfitFor(nic)?.fitting;
    switch (fitting) {
      case undefined:
        return [];
      case 'plugin':
        return tapPlugins(subject).flatMap((plugin): readonly Fix[] =>
          subject.plan(
            l10n.t('Use the network binding plugin {0}', plugin),
            'unsafe',
            bindingSteps(subject, index, 'binding', plugin),
          ),
        );
      default:
        return subject.plan(
          l10n.t('Use {0} instead of {1}', fitting, nic?.own.binding?.name ?? nic?.binding ?? ''),
          'unsafe',
          bindingSteps(subject, index, fitting),
        );
    }
  },
};

function misfitFor(nic: NicOnNad): Misfit | undefined {
  const { attachment, type } = nic;
  return attachment && type !== undefined ? misfitOf(attachment, type, cniTypeOf(nic)?.role) : undefined;
}

function severityOf(nic: NicOnNad, { verdict }: Misfit): Severity {
  return loudness(nic, verdict === 'limited' || mayWorkAllTheSame(nic) ? 'information' : 'warning');
}

/** What the NAD says itself against the rule: a pool whose devices KubeVirt can take, a function that lets all pass. */
function mayWorkAllTheSame({ attachment, nad, type, plugin }: NicOnNad): boolean {
  if (attachment === 'sriov') return type !== 'macvtap' && isForDevices(nad.resourceName);
  if (type !== 'sriov' && type !== 'ib-sriov') return false;
  return !plugin || (plugin.value['trust'] === 'on' && plugin.value['spoofchk'] === 'off');
}

/** Registered plugins that take a tap device; by its usual name the one for macvtap, where nobody tells what there is. */
function tapPlugins({ cluster }: Subject): readonly string[] {
  const known = [...cluster.configuration.bindings].flatMap(([name, { domainAttachmentType }]) =>
    domainAttachmentType === 'tap' ? [name] : [],
  );
  return known.length > 0 || cluster.bindingsKnown ? known : ['macvtap'];
}

export default rule;
