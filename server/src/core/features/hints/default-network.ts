/** On `networks[].name`: which network is the default network of the launcher Pod. */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import type { HintSource } from './hint.ts';

export const defaultNetworkHints: HintSource = function* (launcher, places) {
  for (const { field, isDefault } of launcher.networks) {
    if (!isDefault) continue;
    const nameField = joinField(field, 'name');
    const offset = places.afterValue(nameField);
    if (offset !== undefined)
      yield { kind: 'defaultNetwork', offset, parts: [{ text: l10n.t('default network') }], field: nameField };
  }
};
