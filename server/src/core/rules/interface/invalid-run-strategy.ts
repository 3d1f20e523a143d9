/**
 * A VM that does not say when to run, says it twice, or in a word that KubeVirt does not know. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { runStrategies } from '../../kubevirt/admission/virtual-machine.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { correctionOf, type Correction } from '../machine/correction.ts';
import { textAt, writtenAt } from '../machine/written-values.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';

/** What the same wish is called elsewhere: a VM's printed status, the older field, Pods. */
const otherWords: Readonly<Record<string, string>> = {
  running: 'Always',
  started: 'Always',
  true: 'Always',
  stopped: 'Halted',
  never: 'Halted',
  false: 'Halted',
  onfailure: 'RerunOnFailure',
};

export default causeRule({
  id: 'invalid-run-strategy',
  since: '0.2.0',
  summary: 'A VM without a run strategy, with running besides, or with an unknown one.',
  advice: (cause) => {
    switch (faultOf(cause)) {
      case 'both':
        return l10n.t('Remove running.');
      case 'none':
        return l10n.t(
          'Write runStrategy: Always for a VM that shall run, Halted for one that shall wait to be started.',
        );
      case 'value':
        return l10n.t('Write one of {0}.', runStrategies.join(', '));
      case undefined:
        return l10n.t('Mend the VM’s spec.');
    }
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    switch (faultOf(cause)) {
      case 'both':
        return withoutRunning(subject);
      case 'none':
        return strategyFixes(subject, [
          { value: 'Always', safety: 'unsafe' },
          { value: 'Halted', safety: 'unsafe' },
        ]);
      case 'value':
        return strategyFixes(subject, meantStrategies(textAt(subject, specField(subject, 'runStrategy')) ?? ''));
      case undefined:
        return [];
    }
  },
});

function faultOf({ data }: JudgedCause): 'both' | 'none' | 'value' | undefined {
  return data?.['fault'] as 'both' | 'none' | 'value' | undefined;
}

function specField({ resource }: Subject, key: string): string {
  return joinField(joinField(resource?.field ?? '', 'spec'), key);
}

/** Safe where both say the same. */
function withoutRunning(subject: Subject): readonly Fix[] {
  const running = writtenAt(subject, specField(subject, 'running'));
  const strategy = textAt(subject, specField(subject, 'runStrategy'));
  const isSame = strategy === (running === true ? 'Always' : 'Halted');
  return subject.plan(l10n.t('Remove running, keep runStrategy: {0}', strategy ?? ''), isSame ? 'safe' : 'unsafe', [
    { do: 'remove', field: specField(subject, 'running') },
  ]);
}

/** The strategy that was meant; one that stays halted and one that runs where nobody can tell. */
function meantStrategies(written: string): readonly Correction[] {
  const word = written.trim();
  const same = otherWords[word.toLowerCase()];
  const meant = same === undefined ? correctionOf(word, runStrategies) : { value: same, safety: 'unsafe' as const };
  return meant ? [meant] : ['Always', 'Halted'].map((value) => ({ value, safety: 'unsafe' }));
}

function strategyFixes(subject: Subject, choices: readonly Correction[]): readonly Fix[] {
  const field = specField(subject, 'runStrategy');
  return choices.flatMap(({ value, safety }) => {
    const step: EditStep =
      writtenAt(subject, field) === undefined
        ? {
            do: 'insert-entry',
            field: specField(subject, '').replace(/\.$/, ''),
            key: 'runStrategy',
            value,
            at: 'first',
          }
        : { do: 'set', field, value };
    return subject.plan(l10n.t('Write runStrategy: {0}', value), safety, [step]);
  });
}
