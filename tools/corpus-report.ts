/**
 * What the product says of a folder of manifests, as tables for review: findings by rule with samples, hints by kind, and
 * with `--hints N` that many hints drawn in their lines. `node tools/run-ts.mjs tools/corpus-report.ts [FOLDER] [--hints N]
 * [--seed N] [--all]`; the folder is the corpus beside the project unless named. Reads only, and judges nothing.
 */
import path from 'node:path';
import { corpusFolder, readCorpus } from './corpus/read-corpus.ts';
import { surveyFile, type SurveyedFinding, type SurveyedHint } from './corpus/survey.ts';

const args = process.argv.slice(2);
const valueOf = (flag: string): string | undefined => {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
};
const named = args.find((arg, at) => !arg.startsWith('--') && !(args[at - 1] ?? '').match(/^--(hints|seed)$/));
const folder = named === undefined ? corpusFolder() : path.resolve(named);
const findings: SurveyedFinding[] = [];
const hints: SurveyedHint[] = [];
const files = readCorpus(folder);
for (const file of files) {
  const survey = surveyFile(file);
  findings.push(...survey.findings);
  hints.push(...survey.hints);
}

console.log(`${files.length} files, ${findings.length} findings, ${hints.length} hints`);
for (const [rule, list] of groupBy(findings, ({ finding }) => finding.rule)) {
  const counts = [...groupBy(list, ({ finding }) => finding.severity)].map(
    ([severity, some]) => `${some.length} ${severity}`,
  );
  console.log(`\n${rule}: ${list.length} (${counts.join(', ')})`);
  for (const { file, line, finding } of args.includes('--all') ? list : list.slice(0, 3))
    console.log(`  ${file}:${line + 1} ${finding.severity}: ${finding.message}`);
}
console.log('');
for (const [kind, list] of groupBy(hints, ({ hint }) => hint.kind)) console.log(`hints ${kind}: ${list.length}`);

const wanted = Number(valueOf('--hints') ?? 0);
let state = Number(valueOf('--seed') ?? 1);
for (let count = 0; count < wanted && hints.length > 0; count++) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  const [{ file, line, hint, before, after }] = hints.splice(Math.floor((state / 2 ** 32) * hints.length), 1) as [
    SurveyedHint,
  ];
  console.log(
    `${file}:${line + 1} ${hint.kind}\n    ${before}«${hint.parts.map((part) => part.text).join('')}»${after}`,
  );
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
