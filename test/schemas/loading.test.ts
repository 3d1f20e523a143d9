/** How schemas come in: each part on first sight, once; what is missing is silent; and validation costs next to nothing. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../server/src/core/schemas/validate.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import { nodeSchemas } from '../../server/src/host/node/schema-files.ts';
import { twoNetworks } from '../support/manifests.ts';
import { generatedFolder, schemas } from './source.ts';

describe('schema files of a folder', () => {
  let folder: string;
  const errors: string[] = [];
  const log = { error: (message: string) => errors.push(message) };
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'schemas-'));
    for (const file of ['VirtualMachine.cjs', 'List.cjs', 'structure.json'])
      copyFileSync(path.join(generatedFolder, file), path.join(folder, file));
    writeFileSync(path.join(folder, 'Template.cjs'), 'this is no JavaScript');
    writeFileSync(path.join(folder, 'docs.json'), '{');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are loaded one by one, when they are asked for, and once', () => {
    const source = nodeSchemas(folder, log);
    const { cache } = createRequire(path.join(folder, 'x.cjs'));
    const loaded = (): readonly string[] =>
      Object.keys(cache).flatMap((file) => (path.dirname(file) === folder ? [path.basename(file)] : []));
    expect(loaded()).toEqual([]);
    const first = source.validators('List');
    expect(first?.['v1_9']).toBeTypeOf('function');
    expect(loaded()).toEqual(['List.cjs']);
    expect(source.validators('List')).toBe(first);
    expect(source.structure()).toBe(source.structure());
    const fault = validate(source, { kind: 'VirtualMachine', release: 'v1.9', object: {} });
    expect(fault).toHaveLength(1);
    expect(loaded()).toEqual(['List.cjs', 'VirtualMachine.cjs']);
    expect(errors).toEqual([]);
  });

  it('that are missing or broken are told of once, and nothing is said about their kinds', () => {
    const source = nodeSchemas(folder, log);
    for (let time = 0; time < 3; time++) {
      expect(source.validators('KubeVirt')).toBeUndefined();
      expect(source.validators('Template')).toBeUndefined();
      expect(source.descriptions()).toBeUndefined();
      expect(validate(source, { kind: 'Template', release: 'v1.9', object: {} })).toEqual([]);
    }
    expect(errors.map((message) => message.split(':').slice(0, 2).join(':'))).toEqual([
      'schemas: KubeVirt.cjs',
      'schemas: Template.cjs',
      'schemas: docs.json',
    ]);
  });
});

describe('validation', () => {
  /** CPU time of this process for so many runs, in microseconds. */
  function cost(runs: number, work: () => unknown): number {
    const before = process.cpuUsage();
    for (let run = 0; run < runs; run++) work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  it('takes a small part of what reading the manifest takes', () => {
    const { root } = readDocument(twoNetworks);
    const object = root && plainValue(root);
    const check = (): unknown => validate(schemas, { kind: 'VirtualMachine', release: 'v1.9', object });
    expect(check()).toEqual([]);
    const runs = 300;
    const read = (): unknown => readDocument(twoNetworks);
    cost(runs, read);
    cost(runs, check);
    // The best of several rounds of each: what a busy machine adds hits both.
    const rounds = Array.from({ length: 5 }, () => [cost(runs, read), cost(runs, check)] as const);
    const reading = Math.min(...rounds.map(([one]) => one));
    const checking = Math.min(...rounds.map(([, one]) => one));
    expect(checking * 10).toBeLessThan(reading);
  });
});
