/**
 * Real edits from public histories: each gives a verdict for every VM or a plain reason why there is none, and the verdicts
 * are what the index of the corpus calls likely, by meaning: it knows neither which VMs run nor which kinds may be edited.
 * The corpus lies beside the project; where it is not there, the suite says so.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { reaches, type ImpactEntry } from '../../server/src/cli/impact/entries.ts';
import {
  judgeCorpusEdit,
  ofRunningVms,
  readEdits,
  type CorpusEdit,
  type JudgedEdit,
} from '../../tools/corpus/edits.ts';

const edits = readEdits();
if (edits.length === 0) console.log('edits of the corpus: not run, there is no ../shared/corpus');

const isVm = ({ kind }: ImpactEntry): boolean => kind !== 'NetworkAttachmentDefinition' && kind !== 'KubeVirt';
const told = ({ entries }: JudgedEdit): readonly ImpactEntry[] => entries.filter(({ state }) => state !== 'unchanged');

/** What would have to be told of a running VM for an effect that the index calls likely. */
const verdictsFor: readonly (readonly [effect: RegExp, verdicts: readonly string[]])[] = [
  [/^restart$/, ['restart']],
  [/^hotplug: /, ['pending-migration', 'migration', 'restart']],
  [/^migration when/, ['migration', 'restart']],
  [/^none if it equals the defaulted interface/, ['none', 'restart', 'pending-migration']],
];

function likelyVerdicts({ likelyEffect }: CorpusEdit): readonly string[] {
  return verdictsFor.flatMap(([effect, verdicts]) => (likelyEffect.some((one) => effect.test(one)) ? verdicts : []));
}

function named(some: readonly CorpusEdit[]): readonly (readonly [string, CorpusEdit])[] {
  return some.map((edit) => [edit.name, edit]);
}

describe.runIf(edits.length > 0)('edits of the corpus', () => {
  const judged = new Map<CorpusEdit, { readonly asIs: JudgedEdit; readonly running: JudgedEdit }>();
  beforeAll(async () => {
    for (const edit of edits)
      judged.set(edit, { asIs: await judgeCorpusEdit(edit), running: await judgeCorpusEdit(ofRunningVms(edit)) });
  }, 60_000);

  it('are many', () => {
    expect(edits.length).toBeGreaterThan(100);
    expect([...judged.values()].flatMap(({ asIs }) => told(asIs)).filter(isVm).length).toBeGreaterThan(40);
  });

  it.each(named(edits))('%s has a verdict for every object, or says why it has none', (_, edit) => {
    const { asIs } = judged.get(edit)!;
    expect(asIs.uncompared).toEqual([]);
    for (const entry of told(asIs)) if (entry.verdict === null) expect(entry.notes.join('')).not.toBe('');
    if (asIs.refused.length === 0 && edit.changes.length > 0) expect(told(asIs)).not.toEqual([]);
    const [entry, ...more] = told(asIs).map(({ kind, name, line, state }) => [kind, name, line, state]);
    for (const other of more) expect(other.slice(0, 3)).not.toEqual(entry?.slice(0, 3));
  });

  it.each(named(edits.filter(({ changes }) => changes.some((change) => change.startsWith('nad-')))))(
    '%s does nothing to what runs',
    (_, edit) => {
      const nads = told(judged.get(edit)!.asIs).filter((entry) => !isVm(entry));
      expect(nads.map(({ verdict }) => verdict)).toEqual(nads.map(() => 'none'));
      expect(nads).not.toEqual([]);
    },
  );

  it.each(named(edits.filter((edit) => likelyVerdicts(edit).length > 0)))('%s does what is likely', (_, edit) => {
    const { asIs, running } = judged.get(edit)!;
    const likely = likelyVerdicts(edit);
    const vms = told(running).filter(isVm);
    expect(vms).not.toEqual([]);
    for (const { kind, verdict, notes } of vms) {
      // A VMI is not edited but made anew.
      if (kind === 'VirtualMachineInstance' && verdict !== null) expect(verdict).toBe('rejected');
      else if (verdict === null) expect(notes[0]).toMatch(/template|serves/);
      else expect(likely).toContain(verdict);
    }
    // What does not run is not touched.
    for (const { running: runs, verdict } of told(asIs)) if (runs === 'no') expect(verdict).toBe('none');
  });

  it('fails no run by what a template writes', () => {
    for (const { running } of judged.values())
      for (const entry of told(running)) {
        const certain = entry.changes.filter(({ dependsOn }) => !dependsOn.includes('template'));
        if (certain.length === 0 && entry.dependsOn.length > 0) expect(reaches(entry, 'silent')).toBe(false);
      }
  });
});
