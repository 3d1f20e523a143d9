/**
 * A Multus network that names no NetworkAttachmentDefinition. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netsource.go`, v1.6–v1.9; it tells the first such network only.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { nadNameFor, networkFieldOf, networksOf, setMemberSteps } from './nics.ts';

export default causeRule({
  id: 'missing-nad-reference',
  since: '0.2.0',
  summary: 'A Multus network without the name of a NAD.',
  advice: ({ data }) => {
    const { name } = data as { name: string };
    return l10n.t(
      'Name the NetworkAttachmentDefinition that {0} is connected to, as NAME or NAMESPACE/NAME, in networkName.',
      name,
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    // Also those that KubeVirt does not come to.
    const nameless = networksOf(subject).flatMap(({ name, multus }, index) =>
      multus?.networkName === '' ? [{ index, value: nadNameFor(name) }] : [],
    );
    return subject.plan(
      l10n.t('Name the NAD {0}', nameless.map(({ value }) => value).join(', ')),
      'unsafe',
      nameless.flatMap(({ index, value }) =>
        setMemberSteps(subject, joinField(networkFieldOf(subject, index), 'multus'), 'networkName', value),
      ),
    );
  },
});
