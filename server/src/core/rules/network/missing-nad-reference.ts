/**
 * A Multus network that names no NetworkAttachmentDefinition. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netsource.go`, v1.6–v1.9; it tells the first such network only.
 */
import * as l10n from '@vscode/l10n';
import { find, joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { nadNameFor, networkFieldOf } from './nics.ts';

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
    const { network, name } = cause.data as { network: number; name: string };
    const multus = joinField(networkFieldOf(subject, network), 'multus');
    const field = joinField(multus, 'networkName');
    const value = nadNameFor(name);
    const isWritten = subject.document.root !== undefined && find(subject.document.root, field) !== undefined;
    return subject.plan(l10n.t('Name the NAD {0}', value), 'unsafe', [
      isWritten
        ? { do: 'set', field, value }
        : { do: 'insert-entry', field: multus, key: 'networkName', value, at: 'first' },
    ]);
  },
});
