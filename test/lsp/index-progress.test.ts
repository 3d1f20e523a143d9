/** Progress of a walk: shown when it takes longer than a moment, to clients that can show it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { IndexProgress } from '../../server/src/lsp/index-progress.ts';

const canShow: ClientCapabilities = { window: { workDoneProgress: true } };

function progressWith(capabilities: ClientCapabilities, refuses = false) {
  const said: string[] = [];
  const reporter = {
    begin: (_: string, percentage: number) => said.push(`begin ${percentage}`),
    report: (percentage: number, message: string) => said.push(`${percentage} ${message}`),
    done: () => said.push('done'),
  };
  const window = {
    createWorkDoneProgress: () => (refuses ? Promise.reject(new Error('no')) : Promise.resolve(reporter)),
  };
  return { said, progress: new IndexProgress({ window } as unknown as Connection, () => capabilities) };
}

async function passTime(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('progress', () => {
  it('is not shown for a walk that is over in a moment', async () => {
    const { said, progress } = progressWith(canShow);
    progress.tell({ done: 0, total: 10 });
    await passTime(400);
    progress.tell({ done: 9, total: 10 });
    progress.tell(undefined);
    await passTime(1000);
    expect(said).toEqual([]);
  });

  it('is shown for a longer one, not too often, and ends', async () => {
    const { said, progress } = progressWith(canShow);
    for (let done = 0; done < 100; done++) {
      progress.tell({ done, total: 100 });
      await passTime(10);
    }
    progress.tell(undefined);
    await passTime(1);
    expect(said).toEqual(['begin 50', '50 50 of 100 files', '70 70 of 100 files', '90 90 of 100 files', 'done']);
  });

  it('begins anew for the next walk', async () => {
    const { said, progress } = progressWith(canShow);
    for (let walk = 0; walk < 2; walk++) {
      progress.tell({ done: 0, total: 4 });
      await passTime(600);
      progress.tell({ done: 2, total: 4 });
      progress.tell(undefined);
      await passTime(1);
    }
    expect(said.filter((one) => one === 'done')).toHaveLength(2);
    expect(said.filter((one) => one.startsWith('begin'))).toHaveLength(2);
  });

  it.each([
    ['cannot', {}, false],
    ['does not want to', canShow, true],
  ])('is no fault for a client that %s show it', async (_, capabilities, refuses) => {
    const { said, progress } = progressWith(capabilities, refuses);
    progress.tell({ done: 0, total: 4 });
    await passTime(600);
    progress.tell({ done: 2, total: 4 });
    progress.tell(undefined);
    await passTime(1);
    expect(said).toEqual([]);
  });
});
