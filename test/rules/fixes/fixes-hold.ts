/**
 * What every fix promises, put to the test on one manifest: its finding is gone, no Error comes up that was not there, the
 * fix is not offered again, line ends stay as they were, and what it does not edit is untouched.
 */
import { expect } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import type { Finding, Fix } from '../../../server/src/core/rules/rule.ts';
import { oldTexts } from '../../support/baseline-texts.ts';
import { generatedSchemas } from '../../support/schemas.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

const uri = 'file:///generated/vm.yaml';

interface Judged {
  readonly finding: Finding;
  /** Where the finding's document begins in the file. */
  readonly start: number;
  fixes(): readonly Fix[];
}

function judge(text: string, project: string | undefined, old: string | undefined): readonly Judged[] {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  const store = new FindingStore(workspace);
  if (old !== undefined) workspace.baselines.useTexts(oldTexts({ [uri]: old }));
  if (project !== undefined) workspace.setDiskFile('file:///generated/.virtlens.yaml', project);
  workspace.setDiskFile(uri, text);
  return [...store.of(uri)].flatMap(({ index, findings }) => {
    const view = workspace.view(uri, index);
    const before = workspace.file(uri)?.store.segments.slice(0, index) ?? [];
    const start = before.reduce((sum, segment) => sum + segment.text.length, 0);
    return findings.map((finding) => ({ finding, start, fixes: () => (view ? store.fixes(view, finding) : []) }));
  });
}

/**
 * Checks the fixes of the rules given; tells which of them had a finding, and which a fix. `old`: what the text was before it
 * was edited.
 */
export function checkFixes(
  text: string,
  rules: ReadonlySet<string>,
  project?: string,
  old?: string,
): { found: Set<string>; fixed: Set<string> } {
  const found = new Set<string>();
  const fixed = new Set<string>();
  const before = judge(text, project, old);
  for (const { finding, start, fixes } of before) {
    if (!rules.has(finding.rule)) continue;
    found.add(finding.rule);
    for (const fix of fixes()) {
      if (fix.edit.in !== 'document') continue;
      fixed.add(finding.rule);
      const told = `${fix.title} (${finding.message})\n${text}`;
      const changed = text.slice(0, start) + applied(text.slice(start), fix, told);
      expect(changed, told).not.toBe(text);
      const after = judge(changed, project, old);
      const where = `${told}\n→\n${changed}`;
      expect(countOf(after, finding.rule), where).toBeLessThan(countOf(before, finding.rule));
      expect(newErrors(before, after), where).toEqual([]);
      if (text.includes('\r\n')) expect(changed.replaceAll('\r\n', ''), where).not.toMatch(/[\r\n]/);
      else expect(changed, where).not.toContain('\r');
    }
  }
  return { found, fixed };
}

/** The same for many manifests: the rules that had a finding in any of them, and those that had a fix. */
export function checkSample(
  texts: readonly string[],
  rules: ReadonlySet<string>,
  project?: string,
): ReturnType<typeof checkFixes> {
  const found = new Set<string>();
  const fixed = new Set<string>();
  for (const text of texts) {
    const met = checkFixes(text, rules, project);
    for (const rule of met.found) found.add(rule);
    for (const rule of met.fixed) fixed.add(rule);
  }
  return { found, fixed };
}

/** Edits do not overlap and stand in order inside the text, so that all else stays what it is. */
function applied(text: string, { edit }: Fix, told: string): string {
  if (edit.in !== 'document') return text;
  const edits = [...edit.edits].sort((one, other) => one.start - other.start);
  let end = 0;
  let result = '';
  for (const { start, end: to, newText } of edits) {
    expect(start, told).toBeGreaterThanOrEqual(end);
    expect(to, told).toBeLessThanOrEqual(text.length);
    result += text.slice(end, start) + newText;
    end = to;
  }
  return result + text.slice(end);
}

function countOf(judged: readonly Judged[], rule: string): number {
  return judged.filter(({ finding }) => finding.rule === rule).length;
}

/** Rules that find more than before. Indices may shift, so messages are not compared. */
function newErrors(before: readonly Judged[], after: readonly Judged[]): readonly string[] {
  const errors = (judged: readonly Judged[]): readonly Judged[] =>
    judged.filter(({ finding }) => finding.severity === 'error');
  const rules = new Set(errors(after).map(({ finding }) => finding.rule));
  return [...rules]
    .filter((rule) => countOf(errors(after), rule) > countOf(errors(before), rule))
    .map((rule) => `${rule}: ${after.find(({ finding }) => finding.rule === rule)?.finding.message ?? ''}`);
}
