/**
 * Every text of ours goes through the bundle: with a bundle that marks what comes from it, the findings and fixes of all
 * examples of the rules' pages are marked, but for what KubeVirt, Multus or the API server say in their own words.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { englishMessages, speak } from '../../server/src/core/language.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { oldTexts } from '../support/baseline-texts.ts';
import { generatedSchemas } from '../support/schemas.ts';
import { readTexts } from '../../tools/l10n/translated-files.ts';
import { readPage, type Example } from '../rules/page.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folderUri = 'file:///page/';

let said: readonly Said[] = [];
beforeAll(() => {
  const texts = Object.entries(readTexts(root, 'l10n/bundle.l10n.json'));
  speak(Object.fromEntries(texts.map(([key, text]) => [key, `⟦${text}⟧`])));
  said = examples.flatMap(saidOf);
}, 120_000);
afterAll(() => speak(englishMessages));

const examples: readonly (Example & { readonly page: string })[] = readdirSync(path.join(root, 'docs/rules'))
  .filter((name) => name !== 'README.md')
  .flatMap((page) =>
    readPage(readFileSync(path.join(root, 'docs/rules', page), 'utf8'))
      .examples.filter(({ role }) => role === 'bad')
      .map((example) => ({ ...example, page })),
  );

interface Said {
  readonly rule: string;
  readonly message: string;
  readonly titles: readonly string[];
}

function saidOf(example: Example): readonly Said[] {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  const store = new FindingStore(workspace);
  for (const { name, text } of example.files) workspace.setDiskFile(`${folderUri}${name}`, text);
  const uri = `${folderUri}${example.file}`;
  if (example.before !== undefined) workspace.baselines.useTexts(oldTexts({ [uri]: example.before }));
  workspace.setDiskFile(uri, example.text);
  return [...store.of(uri)].flatMap(({ index, findings }) => {
    const view = workspace.view(uri, index);
    return findings.map((finding) => ({
      rule: finding.rule,
      message: finding.message,
      titles: view ? store.fixes(view, finding).map(({ title }) => title) : [],
    }));
  });
}

/** What is left of a text without all that came from the bundle. */
function unmarked(text: string): string {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return rest === text ? rest.trim() : unmarked(rest);
}

it('titles of fixes come from the bundle as a whole', () => {
  const titles = said.flatMap((one) => one.titles);
  expect(titles.length).toBeGreaterThan(200);
  expect([...new Set(titles.filter((title) => unmarked(title) !== ''))]).toEqual([]);
});

it('findings have a text from the bundle', () => {
  expect(said.length).toBeGreaterThan(200);
  expect(said.filter(({ message }) => !message.includes('⟦')).map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
    [],
  );
});

/** The words of whoever refuses with a dash behind them, a condition of a status, the reason of an event, and KubeVirt's words at the end. */
const facts = /^(.*–|\w+ (True|False)( \(.*\))?:|\w+:|update of VMI object is restricted)?$/s;

it('beside it stand facts alone', () => {
  const rests = said.map(({ message }) => unmarked(message));
  expect([...new Set(rests.filter((rest) => !facts.test(rest)))]).toEqual([]);
});
