/**
 * An entry of `resourceClaims` that is wrong in itself: its name, or what it stands for. Truth: `kubevirt/kubevirt ·
 * pkg/dra/admitter`, v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { JudgedCause, Subject } from '../rule.ts';
import { claimReferenceFields, claimsField, claimsOf } from './claims.ts';
import { nadNameFor, networksOf, setMemberSteps } from './nics.ts';

interface Data {
  readonly claim: number;
  readonly name: string;
  readonly fault?: 'duplicate' | 'name' | 'several' | 'none';
}

const kinds = ['resourceClaimTemplateName', 'resourceClaimName'] as const;

export default causeRule({
  id: 'invalid-resource-claims',
  since: '0.2.0',
  summary: 'An entry of `resourceClaims` without a usable name, or without one object that it stands for.',
  advice: ({ data }) => {
    const { name, fault } = data as unknown as Data;
    switch (fault) {
      case 'duplicate':
        return l10n.t('Networks and devices find a claim by its name. Give this {0} another.', name);
      case 'name':
        return l10n.t('Use small letters, digits and dashes, as for a DNS label.');
      case 'several':
        return l10n.t(
          'Keep resourceClaimName for a claim that exists, or resourceClaimTemplateName for one made with each VM.',
        );
      case 'none':
        return l10n.t(
          'Say what {0} stands for: resourceClaimName for a claim that exists, or resourceClaimTemplateName for one made with each VM.',
          name,
        );
      default:
        return l10n.t('Give the claim the name by which networks and devices refer to it.');
    }
  },
  fixes: ({ cause }, subject) => (cause ? fixesOf(cause, subject) : []),
});

function fixesOf({ data }: JudgedCause, subject: Subject) {
  const { claim, name, fault } = data as unknown as Data;
  const field = joinField(claimsField(subject), claim);
  switch (fault) {
    case 'duplicate': {
      const fresh = unusedName(subject, name);
      return [
        ...subject.plan(l10n.t('Rename it to {0}', fresh), 'unsafe', setMemberSteps(subject, field, 'name', fresh)),
        ...subject.plan(l10n.t('Remove this claim'), 'unsafe', [{ do: 'remove', field }]),
      ];
    }
    case 'name': {
      const plain = nadNameFor(name).slice(0, 63).replace(/-+$/, '');
      const spelt = claimsOf(subject).includes(plain) ? unusedName(subject, plain) : plain;
      return subject.plan(l10n.t('Rename it to {0}, also where it is referred to', spelt), 'unsafe', [
        ...setMemberSteps(subject, field, 'name', spelt),
        ...claimReferenceFields(subject, name).map((at) => ({ do: 'set', field: at, value: spelt }) as const),
      ]);
    }
    case 'several':
      return kinds.flatMap((kept) =>
        subject.plan(
          l10n.t('Keep {0}', kept),
          'unsafe',
          kinds.filter((key) => key !== kept).map((key) => ({ do: 'remove', field: joinField(field, key) }) as const),
        ),
      );
    case 'none':
      return subject.plan(
        l10n.t('Make it from the template {0}', nadNameFor(name)),
        'unsafe',
        setMemberSteps(subject, field, kinds[0], nadNameFor(name)),
      );
    default: {
      const meant = referredTo(subject) ?? unusedName(subject, 'claim');
      return subject.plan(l10n.t('Call it {0}', meant), 'unsafe', setMemberSteps(subject, field, 'name', meant));
    }
  }
}

function unusedName(subject: Subject, name: string): string {
  const taken = claimsOf(subject);
  let number = 2;
  while (taken.includes(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

/** A name that networks use and no claim has. */
function referredTo(subject: Subject): string | undefined {
  const known = claimsOf(subject);
  return networksOf(subject)
    .map(({ resourceClaim }) => resourceClaim?.claimName ?? '')
    .find((name) => name !== '' && !known.includes(name));
}
