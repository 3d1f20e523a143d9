/**
 * A DNS policy that does not exist, or that leaves all to a `dnsConfig` which says nothing. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { dnsPolicies } from '../../kubevirt/admission/host-names.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { correctionOf } from './correction.ts';
import { isMapping, specField, textAt, writtenAt } from './written-values.ts';

/** An address of documentation: nobody's. */
const placeholder = '192.0.2.53';

export default causeRule({
  id: 'incomplete-dns-config',
  since: '0.2.0',
  summary: 'A DNS policy that does not exist, or needs a name server that is not given.',
  advice: ({ message }) => {
    if (isIncomplete(message))
      return l10n.t('With dnsPolicy None, Kubernetes sets nothing: name a server in dnsConfig.nameservers.');
    return isUnknownPolicy(message)
      ? l10n.t('Write one of {0}.', dnsPolicies.join(', '))
      : l10n.t('Mend dnsConfig, whose form is that of a Pod.');
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    if (isIncomplete(cause.message)) return [...withServer(subject), ...withoutPolicy(subject)];
    return isUnknownPolicy(cause.message) ? [...respelt(subject), ...withoutPolicy(subject)] : [];
  },
});

function isIncomplete(message: string): boolean {
  return message.startsWith('must provide ');
}

function isUnknownPolicy(message: string): boolean {
  return message.startsWith('DNSPolicy: ');
}

function withServer(subject: Subject): readonly Fix[] {
  const field = specField(subject, 'dnsConfig');
  const config = writtenAt(subject, field);
  const nameservers = isMapping(config) ? config['nameservers'] : undefined;
  const step: EditStep =
    config === null
      ? { do: 'set', field, value: { nameservers: [placeholder] } }
      : nameservers === null
        ? { do: 'set', field: `${field}.nameservers`, value: [placeholder] }
        : { do: 'insert-item', field: `${field}.nameservers`, value: placeholder };
  return subject.plan(l10n.t('Add the name server {0}, for you to replace', placeholder), 'unsafe', [step]);
}

function withoutPolicy(subject: Subject): readonly Fix[] {
  return subject.plan(l10n.t('Take the cluster’s DNS: remove dnsPolicy'), 'unsafe', [
    { do: 'remove', field: specField(subject, 'dnsPolicy') },
  ]);
}

function respelt(subject: Subject): readonly Fix[] {
  const field = specField(subject, 'dnsPolicy');
  const servers = writtenAt(subject, specField(subject, 'dnsConfig.nameservers'));
  const hasServer = Array.isArray(servers) && servers.length > 0;
  const meant = correctionOf(
    textAt(subject, field) ?? '',
    dnsPolicies.filter((policy) => policy !== 'None' || hasServer),
  );
  return meant
    ? subject.plan(l10n.t('Write {0}', meant.value), meant.safety, [{ do: 'set', field, value: meant.value }])
    : [];
}
