/** On `multus.networkName`: the NAD it means, as `namespace/name`, with its CNI type when the NAD is known. */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import type { Hint, HintPart, HintSource } from './hint.ts';

export const nadHints: HintSource = function* (launcher, places): Generator<Hint> {
  for (const { field, nad } of launcher.networks) {
    if (nad?.namespace === undefined) continue;
    const nameField = joinField(field, 'multus.networkName');
    const offset = places.afterValue(nameField);
    if (offset === undefined) continue;
    const { fact } = nad;
    const name: HintPart = {
      text: `${nad.namespace}/${nad.name}`,
      ...(fact && { target: fact }),
    };
    const type = fact?.cniTypes ? ` (${fact.cniTypes.join(' + ')})` : '';
    const assumed = nad.namespaceAssumed ? ` ${l10n.t('namespace assumed')}` : '';
    const rest = type + assumed;
    yield { kind: 'nad', offset, parts: rest === '' ? [name] : [name, { text: rest }], field: nameField };
  }
};
