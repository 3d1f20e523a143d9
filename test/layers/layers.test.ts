/** The check of the layers refuses what it is there to refuse: forbidden imports are written into a copy of the tree. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

describe('npm run layers', () => {
  let tree: string;
  beforeEach(() => {
    tree = mkdtempSync(path.join(os.tmpdir(), 'virtlens-layers-'));
    for (const name of ['client', 'server', 'package.json', 'tsconfig.base.json', '.dependency-cruiser.cjs']) {
      cpSync(path.join(root, name), path.join(tree, name), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  function violations(): readonly string[] {
    const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [cruiser, '--output-type', 'json', 'client', 'server'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(stderr).toBe('');
    const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
    return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  }

  it('accepts the tree as it is', () => {
    expect(violations()).toEqual([]);
  });

  // The rule that must refuse, the file that breaks it, and what that file imports.
  const intruders: readonly [rule: string, file: string, imported: string][] = [
    ['kubevirt-not-to', 'server/src/core/kubevirt/name-scheme.ts', '../yaml/tree.ts'],
    ['cni-not-to', 'server/src/core/cni/cni-config.ts', '../yaml/tree.ts'],
    ['json-not-to', 'server/src/core/json/json-tree.ts', '../cni/cni-config.ts'],
    ['yaml-not-to', 'server/src/core/yaml/tree.ts', '../kubevirt/model.ts'],
    ['yaml-not-to', 'server/src/core/yaml/tree.ts', '../resources/kinds.ts'],
    ['resources-not-to', 'server/src/core/resources/kinds.ts', '../workspace/workspace.ts'],
    ['workspace-not-to', 'server/src/core/workspace/workspace.ts', '../rules/registry.ts'],
    ['rules-not-to', 'server/src/core/rules/registry.ts', '../features/hover.ts'],
    ['core-is-pure', 'server/src/core/features/hover.ts', '../../lsp/convert.ts'],
    ['core-is-pure', 'server/src/core/features/hover.ts', '../../cli/run.ts'],
    ['core-is-pure', 'server/src/core/features/hover.ts', '../../host/node/file-system.ts'],
    ['core-without-node', 'server/src/core/features/hover.ts', 'node:fs'],
    ['core-packages', 'server/src/core/features/hover.ts', 'vscode-uri'],
    ['core-packages', 'server/src/core/features/hover.ts', 'vscode-languageserver'],
    ['core-packages', 'server/src/core/features/hover.ts', 'no-such-package'],
    ['lsp-and-cli-apart', 'server/src/lsp/server.ts', '../cli/run.ts'],
    ['lsp-and-cli-apart', 'server/src/cli/run.ts', '../lsp/session.ts'],
    ['host-implements-ports', 'server/src/host/node/file-system.ts', '../../core/features/hover.ts'],
    ['client-speaks-the-protocol', 'client/src/extension.ts', '../../server/src/core/settings.ts'],
  ];

  it('refuses each import that breaks the direction', () => {
    for (const [, file, imported] of intruders) {
      appendFileSync(path.join(tree, file), `\nimport type {} from '${imported}';\n`);
    }
    const found = violations();
    for (const [rule, file, imported] of intruders) {
      const target = imported.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), imported)
        : imported.replace('node:', '');
      const refusal = new RegExp(`^${rule}.*: ${escape(file)} → .*${escape(target)}`);
      expect(
        found.some((violation) => refusal.test(violation)),
        `${rule}: ${file} → ${target}`,
      ).toBe(true);
    }
  });

  it('refuses a cycle of types', () => {
    mkdirSync(path.join(tree, 'server/src/core/kubevirt/ring'));
    const write = (name: string, text: string): void =>
      writeFileSync(path.join(tree, `server/src/core/kubevirt/ring/${name}.ts`), text);
    write('one', "import type { Two } from './two.ts';\nexport type One = Two[];\n");
    write('two', "import type { One } from './one.ts';\nexport type Two = One | 2;\n");
    expect(violations()).toContainEqual(expect.stringMatching(/cycle.*ring\/one\.ts → .*ring\/two\.ts/));
  });
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
