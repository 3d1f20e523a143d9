/** Packages are installed again exactly when what lies in node_modules is not what the lock file names. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../tools/npm-install.mjs';

type Packages = Record<string, { version?: string; optional?: boolean }>;

describe('whether packages are installed', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'virtlens-install-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function installed(wanted: Packages, present: Packages | undefined): boolean {
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    if (present) {
      mkdirSync(path.join(folder, 'node_modules'));
      writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }));
    }
    return isInstalled(folder);
  }

  const a = { 'node_modules/a': { version: '1.0.0' } };

  it.each<[string, Packages, Packages | undefined, boolean]>([
    ['nothing is there', a, undefined, false],
    ['all is there', a, a, true],
    ['another version is there', a, { 'node_modules/a': { version: '1.0.1' } }, false],
    ['a package is missing', { ...a, 'node_modules/b': { version: '1.0.0' } }, a, false],
    [
      'a package of another platform is missing',
      { ...a, 'node_modules/b': { version: '1.0.0', optional: true } },
      a,
      true,
    ],
    [
      'an optional package is there in another version',
      { 'node_modules/b': { version: '1.0.0', optional: true } },
      { 'node_modules/b': { version: '2.0.0', optional: true } },
      false,
    ],
    ['more is there than is wanted', a, { ...a, 'node_modules/b': { version: '1.0.0' } }, true],
  ])('%s', (_, wanted, present, expected) => expect(installed(wanted, present)).toBe(expected));
});
