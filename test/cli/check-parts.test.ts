/** `check` in parts finds what it finds at once, in the same order, wherever the parts meet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPart, partsOf, type CheckTask, type CheckThreads } from '../../server/src/cli/check-parts.ts';
import { commandLine, host } from '../support/command-line.ts';
import { blueNad, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';

const { virtlens, write } = commandLine();

/** Threads in the same process, which get their parts as threads get them. */
function threadsOf(count: number, taken: CheckTask[]): CheckThreads {
  return {
    count,
    leastText: 1,
    run: (tasks) => {
      taken.push(...tasks);
      return Promise.all(tasks.map((task) => checkPart(structuredClone(task), host)));
    },
  };
}

describe('check in parts', () => {
  it('tells the same as at once, also of what one part says of another', async () => {
    write('cluster/kubevirt.yaml', kubevirtWith('passt'));
    write('nads/blue.yaml', blueNad.replaceAll('vlan100', 'vlan101'));
    write('vms/a.yaml', twoNetworks);
    write('vms/b.yaml', `${pluginVm('passt')}---\n${pluginVm('other')}`);
    write('vms/broken.yaml', 'kind: VirtualMachine\napiVersion: kubevirt.io/v1\na: "\n');
    write('.virtlens.yaml', 'release: v1.7\nnonsense: 1\n');
    for (const locale of [undefined, 'ko_KR.UTF-8'])
      for (const format of ['json', 'text']) {
        const args = ['check', '--format', format, '.'];
        const whole = await virtlens(args, '', locale);
        expect(whole.code).toBe(3);
        expect(whole.out).toContain('vlan101');
        expect(whole.out).toContain('.virtlens.yaml');
        for (const count of [2, 3, 5]) {
          const taken: CheckTask[] = [];
          expect(await virtlens(args, '', locale, threadsOf(count, taken))).toEqual(whole);
          expect(taken.length).toBe(count);
        }
      }
  });

  it('is done at once where threads cannot be had, and where there is little', async () => {
    write('a.yaml', twoNetworks);
    write('b.yaml', blueNad);
    const whole = await virtlens(['check', '.']);
    let asked = 0;
    const none = (leastText: number): CheckThreads => ({
      count: 2,
      leastText,
      run: () => {
        asked++;
        return Promise.reject(new Error('no threads'));
      },
    });
    expect(await virtlens(['check', '.'], '', undefined, none(1))).toEqual(whole);
    expect(asked).toBe(1);
    expect(await virtlens(['check', '.'], '', undefined, none(1000))).toEqual(whole);
    expect(asked).toBe(1);
  });

  it('has every input in one part, in order, and parts of about one size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (lengths, count) => {
          const inputs = lengths.map((length) => ({ name: '', uri: '', text: 'x'.repeat(length) }));
          const parts = partsOf(inputs, count);
          expect(parts.length).toBeLessThanOrEqual(count);
          expect(parts.flatMap(([from, to]) => lengths.slice(from, to))).toEqual(lengths);
          for (const [from, to] of parts) expect(to).toBeGreaterThan(from);
          const most = Math.max(...parts.map(([from, to]) => lengths.slice(from, to).reduce((a, b) => a + b, 0)));
          const all = lengths.reduce((a, b) => a + b, 0);
          expect(most).toBeLessThanOrEqual(all / count + 2 * Math.max(...lengths));
        },
      ),
    );
  });
});
