/**
 * What the command `check` finds: by one look at all inputs or, where there is much, in parts that threads take. Each knows
 * all inputs, as what one file says may rest on any other, and judges its own; so the parts together are what one look finds.
 */
import { messagesFor, speak } from '../core/language.ts';
import type { Overrides } from '../core/workspace/cluster-facts.ts';
import { analyse, unanalysable, untilSettled, type Analysis, type Host, type Refused } from './analysis.ts';
import { nameOfUri, type Input } from './inputs.ts';
import { checkEntries, type CheckEntry } from './reports.ts';

/** What the machine gives a run of the command line, threads included where there are any. */
export interface RunHost extends Host {
  readonly threads?: CheckThreads;
}

export interface Checked {
  readonly entries: readonly CheckEntry[];
  readonly refused: readonly Refused[];
}

/** One part, as plain data. */
export interface CheckTask {
  readonly inputs: readonly Input[];
  /** Which of them are judged: from one position up to another. The last part also has the project files found on the way. */
  readonly from: number;
  readonly to: number;
  readonly overrides: Overrides;
  readonly folder: string;
  readonly locale: string | undefined;
}

/** Threads that take parts, and how many there can be at once. */
export interface CheckThreads {
  readonly count: number;
  /** Characters for which it is worth while to start one. */
  readonly leastText: number;
  run(tasks: readonly CheckTask[]): Promise<readonly Checked[]>;
}

/** All threads hold all texts: characters that there may be of them together. */
const mostText = 800_000_000;

/** `task` says all but the part. */
export async function check(
  analysis: Analysis,
  task: Omit<CheckTask, 'from' | 'to'>,
  threads: CheckThreads | undefined,
): Promise<Checked> {
  const length = task.inputs.reduce((sum, { text }) => sum + text.length, 0);
  const count = Math.min(
    threads?.count ?? 1,
    Math.floor(mostText / length),
    Math.floor(length / (threads?.leastText ?? Infinity)),
  );
  if (!threads || count < 2) return checkAll(analysis);
  const tasks = partsOf(task.inputs, count).map(([from, to]): CheckTask => ({ ...task, from, to }));
  // A machine may refuse more threads than there are.
  const parts = await threads.run(tasks).catch(() => undefined);
  if (!parts) return checkAll(analysis);
  return { entries: parts.flatMap(({ entries }) => entries), refused: parts.flatMap(({ refused }) => refused) };
}

/** What a thread does. */
export async function checkPart(
  { inputs, from, to, overrides, folder, locale }: CheckTask,
  host: Host,
): Promise<Checked> {
  speak(await messagesFor(locale, host.messages));
  const analysis = await analyse(inputs, [], overrides, host, (uri) => nameOfUri(uri, folder));
  return checkAll({ ...analysis, inputs: analysis.inputs.slice(from, to === inputs.length ? undefined : to) });
}

async function checkAll(analysis: Analysis): Promise<Checked> {
  const entries = await untilSettled(
    () => checkEntries(analysis),
    () => analysis.index.settled(),
  );
  return { entries, refused: unanalysable(analysis) };
}

/** Neighbours stay together, and each part has about the same length of text. */
export function partsOf(inputs: readonly Input[], count: number): readonly (readonly [from: number, to: number])[] {
  const parts: [number, number][] = [];
  let left = inputs.reduce((sum, { text }) => sum + text.length, 0);
  let from = 0;
  for (let part = 0; part < count && from < inputs.length; part++) {
    const share = left / (count - part);
    let to = from;
    let taken = 0;
    while (to < inputs.length && (to === from || taken + (inputs[to]?.text.length ?? 0) / 2 <= share)) {
      taken += inputs[to]?.text.length ?? 0;
      to++;
    }
    if (part === count - 1) to = inputs.length;
    parts.push([from, to]);
    left -= taken;
    from = to;
  }
  return parts;
}
