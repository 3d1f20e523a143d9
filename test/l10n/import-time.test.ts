/**
 * A text that is looked up while modules load is English for good: nobody has said yet who is spoken to. So all modules
 * of the server are loaded here with a message library that only notes what it is asked.
 */
import { expect, it, vi } from 'vitest';

const asked = vi.hoisted((): string[] => []);
vi.mock('@vscode/l10n', () => ({
  config: () => undefined,
  t: (message: string) => {
    const caller = new Error().stack?.split('\n')[2]?.trim() ?? '';
    asked.push(`${message} (${caller})`);
    return message;
  },
}));

it('no module of the server looks up a text while it loads', async () => {
  const modules = import.meta.glob(['../../server/src/**/*.ts', '!../../server/src/main.*.ts', '!../../server/src/**/*.d.ts']);
  await Promise.all(Object.values(modules).map((load) => load()));
  expect(Object.keys(modules).length).toBeGreaterThan(300);
  expect(asked).toEqual([]);
});

it('would notice one', async () => {
  const { t } = await import('@vscode/l10n');
  t('a text');
  expect(asked.splice(0)).toEqual([expect.stringContaining('a text')]);
});
