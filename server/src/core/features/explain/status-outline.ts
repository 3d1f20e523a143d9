/** What dumps say of a running VM, as blocks: of each NIC how it stands and what to do next, and of the VM as a whole. */
import * as l10n from '@vscode/l10n';
import { lampWord, progressWord } from '../../kubevirt/status/stage-words.ts';
import { code } from '../topics/markdown.ts';
import { paragraph, paragraphs, sentence, type Block } from './blocks.ts';
import type { ConditionStory, NicStatusStory, StatusStory } from './story.ts';

/** What is said first: how it stands, and where to go on. */
export function nicStatusBlocks(status: NicStatusStory): readonly Block[] {
  const { title, progress, lamps, diagnosis, nextSteps, alternatives, ipAddresses } = status;
  const lampWords = (['pod', 'domain', 'guest'] as const).map((of) => lampWord(of, lamps[of])).join(' · ');
  return [
    ...paragraphs(
      l10n.t('{0}: {1} ({2}).', sentence(progressWord(progress)), title, lampWords),
      diagnosis,
      alternatives.length > 0 &&
        l10n.t('What also fits, as not everything is seen: {0}.', alternatives.map((one) => one.title).join('; ')),
      ipAddresses.length > 0 && l10n.t('Addresses in the status: {0}.', ipAddresses.map(code).join(', ')),
    ),
    ...(nextSteps.length === 0
      ? []
      : [paragraph(l10n.t('What to do next:')), { is: 'list' as const, items: nextSteps.map((text) => ({ text })) }]),
  ];
}

/** What is told of the running VM as a whole. */
export function statusBlocks(status: StatusStory): readonly Block[] {
  const { phase, pod, asOf, conditions, missingCondition, contradictions, issues, misconceptions, guestNics } = status;
  const told = conditions.filter(({ weight }) => weight !== 'fine');
  return [
    { is: 'heading', level: 2, text: l10n.t('What the dumps say') },
    paragraph(
      phase !== null && l10n.t('Phase of the VMI: {0}.', code(phase)),
      pod !== null && l10n.t('Launcher Pod: {0}.', code(pod)),
      asOf !== null && l10n.t('Not older than {0}.', asOf),
    ),
    ...(told.length === 0
      ? []
      : [{ is: 'list' as const, items: told.map((condition) => ({ text: conditionWords(condition) })) }]),
    ...paragraphs(missingCondition !== null && missingCondition),
    ...(contradictions.length === 0
      ? []
      : [
          paragraph(l10n.t('What does not fit together:')),
          {
            is: 'list' as const,
            items: contradictions.map(({ message, advice }) => ({ text: [message, advice ?? ''].join(' ').trim() })),
          },
        ]),
    ...[...issues, ...misconceptions].map(({ title, text }) =>
      paragraph(`${title}${/[.:?!”]$/.test(title) ? '' : ':'}`, text),
    ),
    ...(guestNics.length === 0
      ? []
      : [
          paragraph(l10n.t('NICs that the guest alone knows:')),
          {
            is: 'list' as const,
            items: guestNics.map(({ interfaceName, mac, ipAddresses }) => ({
              text: [interfaceName, mac, ...ipAddresses]
                .filter((text) => text !== '')
                .map(code)
                .join(', '),
            })),
          },
        ]),
  ];
}

function conditionWords({ of, type, status, clock, meaning, nextSteps }: ConditionStory): string {
  const condition = type === 'phase' ? status : `${type}=${status}`;
  return [
    l10n.t('{0} on the {1}', code(condition), of === 'vm' ? 'VM' : 'VMI') + (clock === null ? '.' : ` (${clock}).`),
    meaning,
    ...nextSteps,
  ]
    .filter((text) => text !== '')
    .join(' ');
}
