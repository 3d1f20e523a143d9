/**
 * A field of the VM that its instancetype sets too. Truth: `kubevirt/kubevirt · pkg/instancetype/conflict`,
 * `pkg/instancetype/apply`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';

export default causeRule({
  id: 'instancetype-conflict',
  since: '0.2.0',
  summary: 'A field that the instancetype sets too.',
  advice: () => l10n.t('The instancetype sets it. Remove it here, or choose no instancetype.'),
  fixes: ({ field }, subject) => {
    const places = [...new Set(subject.causes('instancetype-conflict').map(({ place }) => place))];
    return [
      ...(places.length > 1
        ? subject.plan(
            l10n.t('Remove all that the instancetype sets'),
            'unsafe',
            places.map((place) => ({ do: 'remove', field: place })),
          )
        : []),
      ...subject.plan(l10n.t('Remove {0}', field.slice(field.lastIndexOf('.') + 1)), 'unsafe', [
        { do: 'remove', field },
      ]),
    ];
  },
});
