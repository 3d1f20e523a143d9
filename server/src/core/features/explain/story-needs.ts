/** What the story of a VM is made of besides the VM: findings, dumps, and places as the reader knows them. */
import type { Finding } from '../../rules/rule.ts';
import type { FindingStore } from '../../rules/findings.ts';
import type { Resource } from '../../resources/resources.ts';
import type { Fact, MachineFact, NadFact } from '../../workspace/facts.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { isAtOrBelow } from '../../yaml/locate.ts';
import type { Imagine } from './imagined-edits.ts';
import type { FindingStory, StoryObject, StoryPlace } from './story.ts';

export interface StoryNeeds {
  /** Where the VM begins. */
  readonly place: StoryPlace;
  /** Findings of the VM, in the order of the text. */
  readonly findings: readonly FindingStory[];
  /** What dumps tell of it; undefined where nothing is known that happened. */
  readonly reading: StatusReading | undefined;
  /** The dumps of its other objects. */
  readonly dumps: readonly StoryObject[];
  /** Undefined where no edit can be judged. */
  readonly imagine: Imagine | undefined;
  findNad(namespace: string | undefined, name: string): NadFact | undefined;
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
  const { uri, index } = view;
  const placeAt = (offset: number): StoryPlace => ({
    uri,
    file: nameOf(uri),
    line: (workspace.file(uri)?.store.positionAt(index, offset).line ?? 0) + 1,
  });
  const placeOfFact = (fact: Fact): StoryPlace => ({
    uri: fact.uri,
    file: nameOf(fact.uri),
    line: workspace.placeOf(fact).start.line + 1,
  });
  const reading = findings.status(view, resource);
  const place = placeAt(resource.node.entries[0]?.keySpan.start ?? resource.node.start);
  const own = [...findings.of(uri)].find((one) => one.index === index)?.findings ?? [];
  return {
    place,
    findings: own.filter((finding) => isOf(finding, resource)).map((finding) => told(finding, placeAt)),
    reading,
    dumps: [reading?.vm, reading?.vmi, reading?.pod].flatMap((fact) =>
      fact === undefined || isOwn(fact, view, resource, workspace)
        ? []
        : [{ ...objectOf(fact, workspace), ...placeOfFact(fact) }],
    ),
    imagine: findings.imagine(view, resource),
    findNad: workspace.context(uri).findNad,
    placeOfFact,
  };
}

function isOf({ field }: Finding, resource: Resource): boolean {
  return resource.field === '' || isAtOrBelow(field, resource.field);
}

function told({ rule, severity, message, span }: Finding, placeAt: (offset: number) => StoryPlace): FindingStory {
  return { ...placeAt(span.start), rule, severity, message };
}

/** Whether a dump is the object that is looked at. */
function isOwn(fact: MachineFact, { uri, index }: DocumentView, { field }: Resource, workspace: Workspace): boolean {
  const view = workspace.viewOf(fact);
  return fact.uri === uri && fact.field === field && (view === undefined || view.index === index);
}

function objectOf(fact: MachineFact, { known }: Workspace): Omit<StoryObject, keyof StoryPlace> {
  return {
    kind: fact.resourceKind,
    namespace: known.namespaceOf(fact) ?? null,
    name: fact.name.state === 'stated' ? fact.name.value : null,
  };
}
