/**
 * `npm run fuzz -- [--minutes N] [--seed S] [--target NAME] [--replay FILE]`: tries to break what `targets.ts` promises, one
 * target after the other in turn, until the time is over. What breaks is shrunk, shown with what it takes to see it again,
 * and kept in `.cache/fuzz`. Exit code 0: nothing found, 1: something, 2: wrong usage.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Target } from './target.ts';
import { targets } from './targets.ts';

const usage = 'usage: npm run fuzz -- [--minutes N] [--seed S] [--target NAME] [--replay FILE]';
const folder = path.resolve('.cache', 'fuzz');

/** What a target was tried with. */
class Tally {
  runs = 0;
  size = 0;
  largest = 0;
  seconds = 0;

  met(size: number): void {
    this.runs++;
    this.size += size;
    this.largest = Math.max(this.largest, size);
  }
}

interface Kept {
  readonly target: string;
  readonly drawn: unknown;
}

try {
  process.exitCode = await run();
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : String(problem));
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string' },
      target: { type: 'string', multiple: true },
      replay: { type: 'string' },
    },
  });
  if (values.replay !== undefined) return replay(values.replay);
  const minutes = Number(values.minutes);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  const unknown = (values.target ?? []).filter((name) => !targets.some((one) => one.name === name));
  if (!(minutes > 0) || !Number.isInteger(seed) || unknown.length > 0)
    throw new Error(`${usage}\ntargets: ${targets.map(({ name }) => name).join(', ')}`);
  const chosen = targets.filter(({ name }) => values.target?.includes(name) ?? true);
  return fuzz(chosen, minutes, seed);
}

async function fuzz(chosen: readonly Target[], minutes: number, seed: number): Promise<number> {
  const end = Date.now() + minutes * 60_000;
  const tallies = new Map(chosen.map((target) => [target, new Tally()]));
  const broken: Target[] = [];
  console.log(`seed ${seed}, ${minutes} min`);
  for (let round = 0; Date.now() < end && broken.length < chosen.length; round++) {
    for (const target of chosen) {
      const left = end - Date.now();
      if (left <= 0 || broken.includes(target)) continue;
      const tally = tallies.get(target);
      const started = Date.now();
      const details = await fc.check(
        target.property((size) => tally?.met(size)),
        // A target has a few seconds a round, so that all have their turn; shrinking may take longer.
        {
          seed: seed + round,
          numRuns: 1_000_000,
          interruptAfterTimeLimit: Math.min(left, 5000),
          markInterruptAsFailure: false,
        },
      );
      if (tally) tally.seconds += (Date.now() - started) / 1000;
      if (!details.failed) continue;
      broken.push(target);
      tellFailure(target, await shrunk(target, details));
    }
  }
  for (const [{ name, holds }, { runs, size, largest, seconds }] of tallies)
    console.log(
      `${name.padEnd(9)} ${String(runs).padStart(7)} runs, ${Math.round(size / Math.max(runs, 1))} characters each, ` +
        `${largest} at most, ${Math.round(seconds)} s: ${holds}`,
    );
  console.log(broken.length === 0 ? 'nothing found' : `broken: ${broken.map(({ name }) => name).join(', ')}`);
  return broken.length === 0 ? 0 : 1;
}

/** The turn may have been over before the smallest case was found: it is looked for from where that ended. */
async function shrunk(target: Target, found: fc.RunDetails<unknown>): Promise<fc.RunDetails<unknown>> {
  const details = await fc.check(
    target.property(() => undefined),
    {
      seed: found.seed,
      path: found.counterexamplePath ?? '',
      numRuns: 1,
      interruptAfterTimeLimit: 60_000,
      markInterruptAsFailure: false,
    },
  );
  return details.failed ? details : found;
}

function tellFailure({ name }: Target, details: fc.RunDetails<unknown>): void {
  const [drawn] = details.counterexample as unknown[];
  const file = path.join(folder, `${name}-${details.seed}.json`);
  mkdirSync(folder, { recursive: true });
  const kept: Kept = { target: name, drawn };
  writeFileSync(file, JSON.stringify(kept, undefined, 2));
  console.log(`\n${name} broke: seed ${details.seed}, path ${details.counterexamplePath ?? ''}`);
  console.log(`kept for --replay: ${path.relative(process.cwd(), file)}`);
  console.log(JSON.stringify(drawn, undefined, 2).slice(0, 6000));
  const fault = details.errorInstance;
  console.log(fault instanceof Error ? (fault.stack ?? fault.message).slice(0, 4000) : String(fault));
}

async function replay(file: string): Promise<number> {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const target = targets.find(({ name }) => name === kept.target);
  if (!target) throw new Error(`${file} is of no known target`);
  try {
    await target.replay(JSON.stringify(kept.drawn));
  } catch (fault) {
    console.log(fault);
    return 1;
  }
  console.log(`${kept.target} holds`);
  return 0;
}
