/**
 * The outcomes of an edit's changes in all worlds, and folded: of one change, of several together, and what becomes of the launcher Pod.
 * It must treat all worlds alike. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch`, v1.6–v1.9.
 */
import type { StatusCause } from '../admission/cause.ts';
import { releases } from '../releases/index.ts';
import type { ChangedField } from './changed-fields.ts';
import { deliveriesIn, delivered } from './delivery.ts';
import { type Alternative, type Eviction, type Outcome, type UnknownFact, impactKinds } from './impact.ts';
import { type Draft, rejected } from './outcomes.ts';
import { type Refusal, blamedFor, refusalsOf } from './refused.ts';
import type { VmEdit } from './vm-edit.ts';
import { dimensionsOf } from './dimensions.ts';
import { type World, configurationOf, knownWorld } from './world.ts';
import { type ChangesToJudge, answerIn } from './world-answer.ts';
import { foldOutcomes, worldsOf } from './worlds.ts';

/** What several worlds come to. */
export interface FoldedOutcome {
  /** The strongest that is possible. */
  readonly outcome: Outcome;
  /** All, where there are several. */
  readonly alternatives: readonly Alternative[];
  readonly dependsOn: readonly UnknownFact[];
}

export interface WorldsJudgement {
  /** Of things that are seen as one; the strongest of them counts. */
  fold(changes: readonly ChangedField[], unwritten?: readonly string[]): FoldedOutcome;
  readonly eviction: Eviction;
  /** What the API server answers, with all as it is assumed. */
  readonly causes: readonly StatusCause[];
}

/** A world with what is decided there, of each change and of NICs that no text names. */
interface JudgedWorld {
  readonly world: World;
  readonly byChange: ReadonlyMap<ChangedField, Draft>;
  readonly byUnwritten: ReadonlyMap<string, Draft>;
}

export function judgeWorlds(edit: VmEdit, toJudge: ChangesToJudge): WorldsJudgement {
  const { changes, templated, unwritten } = toJudge;
  const known = knownWorld(edit);
  if (changes.length === 0 && unwritten.length === 0) return idle;
  const refusals = rememberRefusals(edit);
  const candidates = edit.releaseIsKnown ? [edit.release] : releases;
  const dimensions = dimensionsOf(edit, changes, {
    isTemplated: templated.size > 0,
    refusedFor: new Set(
      candidates
        .flatMap((release) => refusals({ ...known, release }))
        .flatMap((refusal) => unseenBehind(refusal, edit)),
    ),
  });
  const judged = worldsOf(known, dimensions).map((world): JudgedWorld => {
    const answer = answerIn(edit, world, toJudge);
    const standing = refusals(world).filter((refusal) => refusal.isSettled && !isLetIn(refusal, world, edit));
    const blamed = blamedFor(standing, changes);
    const decided = [...answer.byChange].map(([change, draft]) => {
      const refusal = blamed.get(change);
      return [change, refusal ? rejected(refusal.cause.message) : draft] as const;
    });
    return { world, byChange: new Map(decided), byUnwritten: answer.byUnwritten };
  });
  return {
    fold: (own, unwritten = []) => {
      const outcomes = judged.map(({ world, byChange, byUnwritten }) => {
        const drafts = [
          ...own.map((change) => byChange.get(change)),
          ...unwritten.map((name) => byUnwritten.get(name)),
        ];
        return { world, outcome: strongestOf(drafts) };
      });
      const { branches, dependsOn } = foldOutcomes(outcomes, dimensions);
      const told = branches.map(({ outcome, when, worlds }) => ({ when, ...delivered(outcome, worlds, edit) }));
      return {
        outcome: strongestOf(told.map(({ outcome }) => outcome)),
        alternatives: told.length < 2 ? [] : told.map(({ outcome, when }) => ({ ...outcome, when })),
        dependsOn: [...new Set([...dependsOn, ...told.flatMap((one) => one.dependsOn)])],
      };
    },
    eviction: evictionIn(judged, edit),
    causes: refusals(known).flatMap(({ isSettled, cause }) => (isSettled ? [cause] : [])),
  };
}

const nothing: Draft = { kind: 'none', reason: '' };

const idle: WorldsJudgement = {
  fold: () => ({ outcome: nothing, alternatives: [], dependsOn: [] }),
  eviction: 'no',
  causes: [],
};

/** What is refused is the same in all worlds of one release and configuration. */
function rememberRefusals(edit: VmEdit): (world: World) => readonly Refusal[] {
  const known = new Map<string, readonly Refusal[]>();
  return (world) => {
    const { release, rollout, nadGate, volumeGate, room, hasTapPlugins } = world;
    const key = JSON.stringify([release.id, rollout, nadGate, volumeGate, room, hasTapPlugins]);
    const refusals = known.get(key) ?? refusalsOf(edit, { release, configuration: configurationOf(edit, world) });
    known.set(key, refusals);
    return refusals;
  };
}

type Unseen = 'configuration' | 'instancetype' | 'preference';

/** What is not seen, and might let it in. */
function unseenBehind(
  { fromConfiguration, fromProfile }: Refusal,
  { configurationIsKnown }: VmEdit,
): readonly Unseen[] {
  const configuration: readonly Unseen[] = fromConfiguration && !configurationIsKnown ? ['configuration'] : [];
  return fromProfile === undefined ? configuration : [...configuration, fromProfile];
}

function isLetIn(refusal: Refusal, world: World, edit: VmEdit): boolean {
  const passes: Readonly<Record<Unseen, boolean>> = {
    configuration: world.passesConfiguration,
    instancetype: world.passesInstancetype,
    preference: world.passesPreference,
  };
  return unseenBehind(refusal, edit).some((unseen) => passes[unseen]);
}

function strongestOf<T extends Outcome>(candidates: readonly (T | undefined)[]): T | Draft {
  const rank = ({ kind }: Outcome): number => impactKinds.indexOf(kind);
  return candidates.reduce<T | Draft>(
    (most, candidate) =>
      candidate !== undefined && (most === nothing || rank(candidate) > rank(most)) ? candidate : most,
    nothing,
  );
}

/** A NIC that the Pod may get by itself is no certain reason. */
function evictionIn(judged: readonly JudgedWorld[], edit: VmEdit): Eviction {
  const fates = judged.map(({ world, byChange, byUnwritten }): Eviction => {
    const migrations = [...byChange.values(), ...byUnwritten.values()].flatMap(({ migration }) => migration ?? []);
    const deliveries = deliveriesIn([world], edit);
    if (migrations.length === 0 || !deliveries.has('evicted')) return 'no';
    return deliveries.size === 1 && migrations.includes('at-once') ? 'certain' : 'possible';
  });
  return fates.every((fate) => fate === fates[0]) ? (fates[0] ?? 'no') : 'possible';
}
