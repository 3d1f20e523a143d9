import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

it('the message bundle holds every text of the sources (npm run l10n writes it)', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'virtlens-l10n-'));
  try {
    const tool = path.join(root, 'node_modules/@vscode/l10n-dev/dist/cli.js');
    const { status, stderr } = spawnSync(process.execPath, [tool, 'export', '--outDir', folder, './client/src', './server/src'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const name = 'bundle.l10n.json';
    expect(readFileSync(path.join(root, 'l10n', name), 'utf8')).toBe(readFileSync(path.join(folder, name), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
