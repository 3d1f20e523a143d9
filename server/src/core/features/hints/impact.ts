/** On the name of a NIC that was edited: what becomes of it while the VM runs. NICs that are gone stand at the list's key. */
import * as l10n from '@vscode/l10n';
import type { ImpactKind, NicImpact } from '../../kubevirt/impact/impact.ts';
import { kindsOf, kindWord } from '../../kubevirt/impact/impact-words.ts';
import { joinField } from '../../yaml/locate.ts';
import type { HintSource } from './hint.ts';

export const impactHints: HintSource = function* ({ vm }, places, edit) {
  if (edit?.state !== 'judged') return;
  const told = edit.impact.nics.filter(({ outcome }) => outcome.kind !== 'none');
  for (const nic of told) {
    const index = vm.spec.interfaces.findIndex(({ name }) => name === nic.network);
    const field = index < 0 ? vm.interfacesField : joinField(joinField(vm.interfacesField, index), 'name');
    const offset = index < 0 ? places.afterKey(field) : places.afterValue(field);
    if (offset !== undefined) yield { kind: 'impact', offset, parts: [{ text: textOf(nic, index < 0) }], field };
  }
};

function textOf(nic: NicImpact, isGone: boolean): string {
  const word = `${signs[nic.outcome.kind]} ${kindWord(nic.outcome.kind)}`;
  const told = kindsOf(nic).length > 1 ? l10n.t('{0}, perhaps', word) : word;
  return isGone ? l10n.t('without {0}: {1}', nic.network, told) : told;
}

const signs: Readonly<Record<ImpactKind, string>> = {
  none: '',
  silent: '∅',
  'next-migration': '⇢',
  live: '●',
  'pending-migration': '⇢',
  migration: '⇢',
  restart: '⟳',
  rejected: '✕',
};
