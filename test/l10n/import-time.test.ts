/**
 * A text that is looked up while modules load is English for good: nobody has said yet who is spoken to. So all modules
 * of the server are loaded here with a message library that only notes what it is asked.
 */
import path from 'node:path';
import { globSync } from 'tinyglobby';
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
  const root = path.resolve(import.meta.dirname, '../../server/src');
  const files = globSync('**/*.ts', { cwd: root, ignore: ['main.*.ts', '**/*.d.ts'], absolute: true });
  await Promise.all(files.map((file) => import(file)));
  expect(files.length).toBeGreaterThan(300);
  expect(asked).toEqual([]);
});

it('would notice one', async () => {
  const { t } = await import('@vscode/l10n');
  t('a text');
  expect(asked.splice(0)).toEqual([expect.stringContaining('a text')]);
});
