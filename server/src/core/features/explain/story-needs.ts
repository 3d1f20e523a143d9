/** What the story of a VM asks of its surroundings, and how a session of editor or command line answers it. */
import type { Finding } from '../../rules/rule.ts';
import type { FindingStore } from '../../rules/findings.ts';
import type { Resource } from '../../resources/resources.ts';
import type { Fact } from '../../workspace/facts.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { isAtOrBelow, joinField, spanOf } from '../../yaml/locate.ts';
import type { Imagine } from './imagined-edits.ts';
import type { FindingStory, StoryPlace } from './story.ts';

export interface StoryNeeds {
  /** Findings of the VM’s document. */
  readonly findings: readonly Finding[];
  /** Undefined where no edit can be judged. */
  readonly imagine: Imagine | undefined;
  /** The place of a field of the object. */
  place(field: string): StoryPlace;
  /** The place of an offset of the VM’s document. */
  placeAt(offset: number): StoryPlace;
  placeOfFact(fact: Fact): StoryPlace;
}

/** `nameOf` gives the name that a file is shown by. */
export function storyNeeds(
  workspace: Workspace,
  findings: FindingStore,
  view: DocumentView,
  resource: Resource,
  nameOf: (uri: string) => string,
): StoryNeeds {
  const { uri, index, document } = view;
  const store = workspace.file(uri)?.store;
  const placeAt = (offset: number): StoryPlace => ({
    uri,
    file: nameOf(uri),
    line: (store?.positionAt(index, offset).line ?? 0) + 1,
  });
  const own = [...findings.of(uri)].find((one) => one.index === index);
  return {
    findings: own?.findings ?? [],
    imagine: findings.imagine(view, resource),
    place: (field) =>
      placeAt(
        field === ''
          ? (resource.node.entries[0]?.keySpan.start ?? resource.node.start)
          : spanOf(document, resource.field === '' ? field : joinField(resource.field, field), 'key').start,
      ),
    placeAt,
    placeOfFact: (fact) => ({
      uri: fact.uri,
      file: nameOf(fact.uri),
      line: workspace.placeOf(fact).start.line + 1,
    }),
  };
}

/** Findings of the VM itself, in the order of the text. */
export function findingsOf(resource: Resource, { findings, placeAt }: StoryNeeds): readonly FindingStory[] {
  return findings
    .filter(({ field }) => resource.field === '' || isAtOrBelow(field, resource.field))
    .map(({ rule, severity, message, span }) => ({ ...placeAt(span.start), rule, severity, message }));
}
