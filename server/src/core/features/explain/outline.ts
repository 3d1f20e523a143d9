/**
 * The story of a VM as headings, paragraphs, lists and tables, the same for every form that people read. What is said is
 * the story's; only its order and its headings are made here. Names and commands stand in backquotes.
 */
import * as l10n from '@vscode/l10n';
import { factWord, kindWord } from '../../kubevirt/impact/impact-words.ts';
import { code } from '../topics/markdown.ts';
import { paragraph, paragraphs, sentence, type Block } from './blocks.ts';
import { nicStatusBlocks, statusBlocks } from './status-outline.ts';
import { stepWord } from './step-words.ts';
import type { EditStory, NicStory, VmStory } from './story.ts';

export function storyOutline(story: VmStory): readonly Block[] {
  const title = titleOf(story);
  return [
    { is: 'heading', level: 1, text: l10n.t('The networks of {0}', title) },
    paragraph(
      l10n.t('As KubeVirt {0} makes them.', story.release),
      story.assumed.length > 0 && l10n.t('Assumed: {0}.', story.assumed.join('; ')),
    ),
    ...objects(story),
    ...paragraphs(
      story.unknown,
      story.error !== null && l10n.t('KubeVirt cannot render the launcher Pod: {0}', code(story.error)),
    ),
    ...(story.status ? statusBlocks(story.status) : []),
    ...paragraphs(story.nics.length === 0 && story.unknown === null && l10n.t('The VM has no NIC.')),
    ...story.nics.flatMap(nicBlocks),
    { is: 'heading', level: 2, text: l10n.t('Live migration') },
    paragraph(sentence(story.migration.why)),
    ...pluggingBlocks(story),
    ...findingBlocks(story),
    ...commandBlocks(story),
  ];
}

/** `VirtualMachine tenant-a/web`. */
export function titleOf({ kind, namespace, name }: Pick<VmStory, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace ?? '<namespace>'}/${name ?? '<name>'}`;
}

function objects({ objects: places }: VmStory): readonly Block[] {
  return [{ is: 'list', items: places.map((place) => ({ text: titleOf(place), place })) }];
}

function nicBlocks(nic: NicStory): readonly Block[] {
  const { name, binding, address, edits, path, status } = nic;
  const heading =
    binding === null ? l10n.t('NIC {0}', name ?? '?') : l10n.t('NIC {0}, binding {1}', name ?? '?', binding);
  return [
    { is: 'heading', level: 2, text: heading },
    ...(status ? nicStatusBlocks(status) : []),
    ...paragraphs(nic.about.join(' ')),
    ...(path.length === 0
      ? []
      : [
          {
            is: 'way' as const,
            head: { at: l10n.t('where'), name: l10n.t('name there'), text: l10n.t('why') },
            rows: path.map(({ at, name: text, why, place }) => ({
              at: stepWord(at),
              name: text,
              text: why,
              ...(place && { place }),
            })),
          },
        ]),
    ...paragraphs(address !== null && l10n.t('Address of the guest: {0}', address)),
    ...editBlocks(l10n.t('What edits of it do while the VM runs'), edits),
  ];
}

function pluggingBlocks({ edits, status }: VmStory): readonly Block[] {
  const slots = paragraphs(status?.slots ?? null);
  if (edits.length === 0 && slots.length === 0) return [];
  return [
    { is: 'heading', level: 2, text: l10n.t('What can be plugged while the VM runs') },
    ...editList(edits),
    ...slots,
  ];
}

function editBlocks(heading: string, edits: readonly EditStory[]): readonly Block[] {
  return edits.length === 0 ? [] : [{ is: 'heading', level: 3, text: heading }, ...editList(edits)];
}

function editList(edits: readonly EditStory[]): readonly Block[] {
  return edits.length === 0 ? [] : [{ is: 'list', items: edits.map((edit) => ({ text: editWords(edit) })) }];
}

function editWords({ title, kinds, why, dependsOn }: EditStory): string {
  const told = l10n.t('{0} – {1}. {2}', title, kinds.map(kindWord).join(l10n.t(' or ')), why);
  return dependsOn.length === 0
    ? told
    : `${told} ${l10n.t('That depends on {0}, not seen here.', dependsOn.map(factWord).join(', '))}`;
}

function findingBlocks({ findings }: VmStory): readonly Block[] {
  if (findings.length === 0) return [];
  const heading = findings.length === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', findings.length);
  return [
    { is: 'heading', level: 2, text: heading },
    {
      is: 'list',
      items: findings.map(({ severity, message, rule, uri, file, line }) => ({
        text: `${severity}: ${message} [${rule}]`,
        place: { uri, file, line },
      })),
    },
  ];
}

function commandBlocks({ commands }: VmStory): readonly Block[] {
  if (commands.length === 0) return [];
  return [
    { is: 'heading', level: 2, text: l10n.t('To look closer') },
    ...commands.map(({ command, shows }): Block => ({ is: 'command', command, shows })),
  ];
}
