/**
 * Names that every JavaScript object has a member of mean no more than other names: as keys anywhere, as values, as rules and
 * settings. And a text that is half typed is answered, wherever it ends.
 */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { defaultSettings, resolveSettings } from '../../server/src/core/settings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { surveyOpen } from '../../tools/corpus/survey.ts';
import { blueNad, kubevirtWith, twoNetworks } from '../support/manifests.ts';
import { generatedSchemas } from '../support/schemas.ts';

const uri = 'file:///r/a.yaml';
const members = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'];

/** A name of the same shape that is nobody's, with nothing near. */
function plainName(name: string): string {
  return name.replace(/[a-z]/g, 'q').replace(/[A-Z]/g, 'Q');
}

function survey(text: string): ReturnType<typeof surveyOpen> {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  workspace.open(uri, 1, text);
  return surveyOpen(workspace, new FindingStore(workspace), uri);
}

/** What is told of a text with a name in it, with the name taken out: rules, messages and hints. */
function told(text: string, name: string): unknown {
  const { findings, hints, annotations } = survey(text.replaceAll('NAME', name));
  const without = (shown: string): string => shown.replaceAll(name, 'NAME');
  return {
    findings: findings.map(({ finding: { rule, message, field } }) => [rule, without(message), without(field)]).sort(),
    hints: hints.length,
    annotations: annotations.length,
  };
}

const manifest = `${twoNetworks}---\n${blueNad}---\n${kubevirtWith('passt')}`;

/** The manifest with a key below each of its keys that has no more than others below. */
const keyPlaces = manifest
  .split('\n')
  .flatMap((line, at, lines) => {
    const indent = /^ *(?:- )?/.exec(line)?.[0].length ?? 0;
    const isParent = /^ *(?:- )?[\w./-]+:$/.test(line) && !lines[at + 1]?.trimStart().startsWith('- ');
    const deeper = ' '.repeat(/^ */.exec(lines[at + 1] ?? '')?.[0].length ?? indent);
    return isParent ? [[...lines.slice(0, at + 1), `${deeper}NAME: 1`, ...lines.slice(at + 1)].join('\n')] : [];
  })
  .map((text) => [/(\S*):\n *NAME/.exec(text)?.[1] ?? '', text] as const);

/** The manifest with the name in the place of each value. */
const valuePlaces = [...manifest.matchAll(/^ *(?:- )?([\w./-]+): ([\w./-]+)$/gm)].map(
  ({ index, 0: line, 1: key = '' }) => {
    const start = index + line.lastIndexOf(': ') + 2;
    return [key, `${manifest.slice(0, start)}NAME${manifest.slice(index + line.length)}`] as const;
  },
);

describe('a name that objects have', () => {
  it('has places to stand in', () => {
    expect(keyPlaces.length).toBeGreaterThan(10);
    expect(valuePlaces.length).toBeGreaterThan(15);
  });

  it.each(keyPlaces)('is a key like any other below %s', (_, text) => {
    for (const name of members) expect([name, told(text, name)]).toEqual([name, told(text, plainName(name))]);
  });

  it.each(valuePlaces)('is a value like any other of %s', (_, text) => {
    for (const name of members) expect([name, told(text, name)]).toEqual([name, told(text, plainName(name))]);
  });

  it.each(members)('is no setting and no rule: %s', (name) => {
    const raw: unknown = JSON.parse(`{"${name}": 1, "rules": {"${name}": "off"}, "inlayHints": {"${name}": false}}`);
    const { settings } = resolveSettings(raw);
    expect(Object.keys(settings)).toEqual(Object.keys(defaultSettings));
    expect(settings.inlayHints).toEqual(defaultSettings.inlayHints);
    expect(({} as Record<string, unknown>)['off']).toBeUndefined();
  });
});

describe('settings', () => {
  const values = [null, 0, 'x'.repeat(100_000), [], {}, [[]], { a: { b: [] } }, true, NaN, '\u0000', '__proto__'];

  it.each(values)('of a wrong kind, as %s, give those that there are', (value) => {
    const raw = Object.fromEntries(Object.keys(defaultSettings).map((key) => [key, value]));
    const { settings } = resolveSettings(raw);
    expect(Object.keys(settings)).toEqual(Object.keys(defaultSettings));
    expect(resolveSettings(value).settings).toEqual(defaultSettings);
  });
});

describe('a text that ends anywhere', () => {
  it('is answered', () => {
    for (let end = 0; end <= manifest.length; end += 3) {
      const text = manifest.slice(0, end);
      const { findings } = survey(text);
      for (const { finding } of findings) expect(finding.span.end, text).toBeLessThanOrEqual(text.length);
    }
  }, 60_000);
});
