/**
 * The registration of a network binding plugin that KubeVirt stores and can do nothing with: values that it does not
 * know, or nothing that would connect the guest. Truth: `kubevirt/kubevirt · pkg/network/{vmispec,netbinding,domainspec}`,
 * `pkg/virt-launcher/virtwrap/converter/network`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import { joinField } from '../../yaml/locate.ts';
import { correctionOf } from '../machine/correction.ts';
import { isMapping, mappingAt } from '../machine/written-values.ts';
import type { Report, Rule, Subject } from '../rule.ts';
import { bindingsField, certainAt } from './configuration-at.ts';

interface Data {
  /** Values that KubeVirt knows at the field. */
  readonly allowed: readonly string[];
}

interface Choice {
  readonly key: string;
  readonly allowed: readonly string[];
  /** What becomes of a value that is none of them. */
  because(): string;
}

const choices: readonly Choice[] = [
  {
    key: 'domainAttachmentType',
    allowed: ['tap', 'managedTap'],
    because: () => l10n.t('KubeVirt then connects nothing, and the guest never gets the interface.'),
  },
  {
    key: 'migration.method',
    allowed: ['link-refresh'],
    because: () => l10n.t('KubeVirt does nothing about the link after a migration.'),
  },
  {
    key: 'downwardAPI',
    allowed: ['device-info'],
    because: () => l10n.t('The sidecar is told nothing of its device.'),
  },
];

/** Any of them brings the interface to the guest. */
const parts = ['sidecarImage', 'domainAttachmentType', 'networkAttachmentDefinition'] as const;

const rule: Rule = {
  id: 'unworkable-binding-plugin',
  since: '0.3.0',
  severity: 'warning',
  summary: 'The registration of a network binding plugin that connects no guest.',
  fixable: true,
  roles: ['kubevirt', 'hyperconverged'],

  check(subject, report) {
    const bindings = bindingsField(subject);
    if (bindings === undefined) return;
    for (const name of Object.keys(mappingAt(subject, bindings))) {
      const field = joinField(bindings, name);
      const plugin = certainAt(subject, field);
      if (!isMapping(plugin)) continue;
      for (const found of unknownValues(subject, field)) report(found);
      if (parts.every((part) => !plugin[part]))
        report({
          field,
          on: 'key',
          message: l10n.t(
            'Plugin {0} has none of {1}, so nothing connects the guest: its interface is missing there.',
            name,
            parts.join(', '),
          ),
        });
      const nad = plugin['networkAttachmentDefinition'];
      if (typeof nad === 'string' && nad !== '')
        for (const found of aboutNad(subject, field, nad, plugin['domainAttachmentType'])) report(found);
    }
  },

  fixes({ field, data }, subject) {
    const written = certainAt(subject, field);
    if (data === undefined || typeof written !== 'string') return [];
    const { allowed } = data as Data;
    const meant = correctionOf(written, allowed)?.value;
    return (meant === undefined ? allowed : [meant]).flatMap((value) =>
      subject.plan(l10n.t('Write {0}', value), 'unsafe', [{ do: 'set', field, value }]),
    );
  },
};

function aboutNad(subject: Subject, plugin: string, written: string, attachment: unknown): readonly Report[] {
  const at = { field: joinField(plugin, 'networkAttachmentDefinition'), on: 'value' } as const;
  const { namespace, name } = parseNadReference('', written);
  if (namespace === '')
    return [
      {
        ...at,
        severity: 'information',
        message: l10n.t(
          '{0} states no namespace, so it is looked for in the namespace of each VM that uses the plugin. Write NAMESPACE/{0} where all are to share one.',
          written,
        ),
      },
    ];
  const nad = attachment === 'managedTap' ? subject.findNad(namespace, name) : undefined;
  if (nad?.namespace.state !== 'stated' || !nad.config?.plugins.some(({ ipam }) => ipam !== undefined)) return [];
  return [
    {
      ...at,
      message: l10n.t(
        'NAD {0} gives the NIC an address, and with managedTap KubeVirt runs no DHCP server that would hand it on: the guest gets none.',
        written,
      ),
      elsewhere: [{ fact: nad, message: l10n.t('the NAD with ipam') }],
    },
  ];
}

function unknownValues(subject: Subject, field: string): readonly Report[] {
  return choices.flatMap(({ key, allowed, because }): Report[] => {
    const at = joinField(field, key);
    const value = certainAt(subject, at);
    if (typeof value !== 'string' || value === '' || allowed.includes(value)) return [];
    const data: Data = { allowed };
    return [
      {
        field: at,
        on: 'value',
        message: l10n.t('KubeVirt does not know {0}; it knows {1}. {2}', value, allowed.join(', '), because()),
        data,
      },
    ];
  });
}

export default rule;
