/** Every page of docs/rules is a test: its examples give exactly the findings marked in them, its fixes what it shows. */
import { generatedSchemas } from '../support/schemas.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { fileEdit, type FileEdit } from '../../server/src/core/features/fix-edits.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { rules } from '../../server/src/core/rules/registry.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { applyEdits } from '../../server/src/core/yaml/edit.ts';
import { oldTexts } from '../support/baseline-texts.ts';
import { readPage, type Example, type Mark } from './page.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/rules');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -'.md'.length));
const headings = ['What it finds', 'Why it matters', 'Bad', 'Good', 'Fix', 'Releases', 'Severity', 'Source'];

const folderUri = 'file:///page/';

interface FoundFix {
  readonly title: string;
  readonly file: string;
  readonly text: string;
}

/** Findings of an example among the files beside it, and the text that each fix of each finding makes. */
function run(example: Example): { findings: Mark[]; fixes: FoundFix[] } {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  const store = new FindingStore(workspace);
  for (const { name, text } of example.files) workspace.setDiskFile(`${folderUri}${name}`, text);
  const uri = `${folderUri}${example.file}`;
  if (example.before !== undefined) workspace.baselines.useTexts(oldTexts({ [uri]: example.before }));
  workspace.setDiskFile(uri, example.text);
  const text = workspace.file(uri)?.store;
  const findings: Mark[] = [];
  const fixes: FoundFix[] = [];
  for (const { index, findings: found } of store.of(uri)) {
    for (const finding of found) {
      const start = text?.positionAt(index, finding.span.start) ?? { line: -1, character: -1 };
      const end = text?.positionAt(index, finding.span.end) ?? { line: -1, character: -1 };
      expect(end.line, 'a marked finding stands in one line').toBe(start.line);
      findings.push({
        line: start.line,
        start: start.character,
        end: end.character,
        severity: finding.severity,
        rule: finding.rule,
      });
      const view = workspace.view(uri, index);
      for (const fix of view ? store.fixes(view, finding) : []) {
        const made = view && fileEdit(workspace, view, fix);
        if (made) fixes.push({ title: fix.title, ...changed(workspace, made) });
      }
    }
  }
  return { findings, fixes };
}

/** The file that an edit changes, as it is then. */
function changed(workspace: Workspace, edit: FileEdit): { file: string; text: string } {
  const file = edit.uri.slice(folderUri.length);
  if ('create' in edit) return { file, text: edit.create };
  const segments = workspace.file(edit.uri)?.store.segments ?? [];
  const texts = segments.map(({ text }, index) => (index === edit.index ? applyEdits(text, edit.edits) : text));
  return { file, text: texts.join('') };
}

describe('pages of rules', () => {
  it('has one for each rule, and none besides', () => {
    expect(names.sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  describe.each(rules)('$id', ({ id, severity, fixable, fixes }) => {
    const page = readPage(readFileSync(path.join(folder, `${id}.md`), 'utf8'));
    const bad = page.examples.filter(({ role }) => role === 'bad');
    const good = page.examples.filter(({ role }) => role === 'good');
    const fixed = bad.flatMap((example) => example.fixed.map((shown) => ({ example, ...shown })));

    it('has its title, its sections, and the rule’s severity first', () => {
      expect(page.title).toBe(id);
      expect(page.sections.map(({ heading }) => heading)).toEqual(headings);
      for (const { heading, body } of page.sections) expect(body, heading).not.toBe('');
      expect(page.sections.find(({ heading }) => heading === 'Severity')?.body).toMatch(new RegExp(`^${severity}\\b`));
    });

    it('has a bad and a good example, and a fixed one when there are fixes', () => {
      expect(bad.length).toBeGreaterThan(0);
      expect(good.length).toBeGreaterThan(0);
      expect(fixed.length > 0).toBe(fixable);
      expect(fixes !== undefined).toBe(fixable);
      for (const { marks } of bad) expect(marks.map(({ rule }) => rule)).toContain(id);
      for (const { marks } of good) expect(marks).toEqual([]);
    });

    it.each(bad.map((example, at) => ({ example, at })))('finds what is marked in bad example $at', ({ example }) => {
      expect(run(example).findings).toEqual(example.marks);
    });

    it.each(good.map((example, at) => ({ example, at })))('finds nothing in good example $at', ({ example }) => {
      expect(run(example).findings).toEqual([]);
    });

    it.each(fixed)(
      'fixes by $title as shown, and then finds what is marked',
      ({ example, title, file, text, marks }) => {
        const made = run(example).fixes.find((fix) => fix.title === title);
        expect(made).toEqual({ title, file, text });
        const files = example.files.map((other) => (other.name === file ? { name: file, text } : other));
        expect(run({ ...example, ...(file === example.file ? { text } : { files }) }).findings).toEqual(marks);
      },
    );
  });
});

describe('readPage', () => {
  it('places marks under the line above them', () => {
    const { examples } = readPage('# x\n```yaml bad\na: bc\n#  ^^ hint: [some-rule]\nd: 1\n```\n');
    expect(examples).toEqual([
      {
        role: 'bad',
        file: 'vm.yaml',
        text: 'a: bc\nd: 1\n',
        marks: [{ line: 0, start: 3, end: 5, severity: 'hint', rule: 'some-rule' }],
        files: [],
        fixed: [],
      },
    ]);
  });

  it('gives an example the last file above it, or the first below', () => {
    const file = (text: string): string => `\`\`\`yaml file=.virtlens.yaml\n${text}\n\`\`\`\n`;
    const good = '```yaml good\na: b\n```\n';
    const { examples } = readPage(`# x\n${good}${file('release: v1.6')}${file('release: v1.7')}${good}`);
    expect(examples.map(({ files }) => files)).toEqual([
      [{ name: '.virtlens.yaml', text: 'release: v1.6\n' }],
      [{ name: '.virtlens.yaml', text: 'release: v1.7\n' }],
    ]);
  });

  it.each([
    '```yaml bad\na: b\n#  ^ loud: [x]\n```\n',
    '```yaml ugly\na: b\n```\n',
    '```yaml\na: b\n```\n',
    '```yaml fixed "x"\na: b\n```\n',
  ])('refuses what it cannot read: %j', (markdown) => {
    expect(() => readPage(markdown)).toThrow();
  });
});
