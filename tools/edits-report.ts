/**
 * What the product says of the public edits of the corpus, as a table for review: verdicts by kind with counts, then each
 * edit with its verdicts beside what its index calls likely. `node tools/run-ts.mjs tools/edits-report.ts [--all] [--running]`;
 * with `--all` each changed field too, with `--running` as if no VM were to be stopped. Reads only, and judges nothing.
 */
import { judgeCorpusEdit, ofRunningVms, readEdits, type JudgedEdit } from './corpus/edits.ts';

const all = process.argv.includes('--all');
const edits = process.argv.includes('--running') ? readEdits().map(ofRunningVms) : readEdits();
const judged: JudgedEdit[] = [];
for (const edit of edits) judged.push(await judgeCorpusEdit(edit));

const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
for (const { entries, refused, mayConcern } of judged) {
  for (const { kind, state, verdict, dependsOn } of entries) {
    if (state === 'unchanged') continue;
    const what = state === 'changed' ? `${verdict ?? 'cannot know'}${dependsOn.length > 0 ? ', depends' : ''}` : state;
    count(`${kind}: ${what}`);
  }
  if (refused.length > 0) count('text that kubectl refuses');
  else if (!entries.some(({ state }) => state !== 'unchanged'))
    count(mayConcern ? 'nothing changed in what is judged' : 'nothing in it for VirtLens');
}
console.log(`${judged.length} edits`);
for (const [what, number] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${String(number).padStart(5)}  ${what}`);

for (const { edit, entries, refused } of judged) {
  console.log(`\n${edit.name}`);
  console.log(`  index: ${edit.changes.join(', ') || '-'} → ${edit.likelyEffect.join('; ') || '-'}`);
  for (const text of refused) console.log(`  refused: ${text}`);
  for (const entry of entries.filter(({ state }) => state !== 'unchanged')) {
    console.log(`  ${entry.kind} ${entry.name ?? '?'}: ${entry.state}, ${entry.verdict ?? '?'}: ${entry.summary}`);
    for (const note of entry.notes) console.log(`    ${note}`);
    if (!all) continue;
    for (const { title, kind, reason, dependsOn } of entry.changes)
      console.log(`    ${kind}: ${title}: ${reason}${dependsOn.length > 0 ? ` [${dependsOn.join(', ')}]` : ''}`);
    for (const { field, message } of entry.causes) console.log(`    refused: ${field}: ${message}`);
  }
}
