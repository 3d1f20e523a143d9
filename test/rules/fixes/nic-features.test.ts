/** Fixes of the rules about what NICs need besides their NADs hold what fixes promise, on manifests at random. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nicFaults, nicRules } from '../nic-features/nic-manifests.ts';
import { checkFixes, checkSample } from './fixes-hold.ts';
import { manifestsWith } from './generated-manifests.ts';

describe.each(['v1.9', 'v1.6'])('KubeVirt %s', (release) => {
  const rules = new Set(nicRules);
  const texts = manifestsWith(nicFaults).map(({ text }) => text);
  const project = `release: ${release}\nconfiguration: {}\n`;

  it('each fix takes its finding away and brings no Error', { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(texts, (text) => void checkFixes(text, rules, project)),
      { numRuns: 40 },
    );
  });

  it('every rule is put to that test', { timeout: 240_000 }, () => {
    const { found, fixed } = checkSample(fc.sample(texts, { numRuns: 200, seed: 3 }), rules, project);
    expect([...found].sort()).toEqual([...rules].sort());
    expect([...fixed].sort()).toEqual([...rules].sort());
  });
});
