import { describe, expect, it } from 'vitest';
import { requiresMigration } from '../../../server/src/core/kubevirt/live/migration-condition.ts';
import { decodeRuntimeStatus } from '../../../server/src/core/kubevirt/live/runtime-status.ts';
import { workloadUpdate } from '../../../server/src/core/kubevirt/live/workload-update.ts';

describe('workloadUpdate', () => {
  it.each<[boolean, readonly string[], string]>([
    [true, [], 'waits'],
    [true, ['LiveMigrate'], 'migrates'],
    [true, ['Evict', 'LiveMigrate'], 'migrates'],
    [true, ['Evict'], 'evicts'],
    [false, ['LiveMigrate'], 'waits'],
    [false, ['LiveMigrate', 'Evict'], 'evicts'],
  ])('migratable %s by %j: %s', (isMigratable, methods, expected) => {
    const input = { isMigratable, methods, isNeeded: true, hasMigration: false };
    expect(workloadUpdate(input)).toBe(expected);
    expect(workloadUpdate({ ...input, isNeeded: false })).toBe('nothing');
    expect(workloadUpdate({ ...input, hasMigration: true })).toBe('nothing');
  });
});

describe('requiresMigration', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  const asked = (type: string, status: string, runtime: object = { phase: 'Running' }): boolean =>
    requiresMigration(
      {
        conditions: [{ type, status, reason: '', message: '', lastTransitionTime: '' }],
        status: decodeRuntimeStatus(runtime),
      },
      now,
    );

  it.each<[string, string, boolean]>([
    ['HotVCPUChange', 'True', true],
    ['HotVCPUChange', 'False', true],
    ['HotMemoryChange', 'True', true],
    ['HotMemoryChange', 'False', false],
    ['MigrationRequired', 'True', true],
    ['MigrationRequired', 'False', false],
    ['VolumesChange', 'True', true],
    ['LiveMigratable', 'True', false],
  ])('for %s %s: %s', (type, status, expected) => {
    expect(asked(type, status)).toBe(expected);
  });

  it('not while one is under way, nor in the end', () => {
    const startTimestamp = '2026-03-01T11:00:00Z';
    expect(asked('HotVCPUChange', 'True', { migrationState: { startTimestamp } })).toBe(false);
    expect(asked('HotVCPUChange', 'True', { migrationState: { startTimestamp, endTimestamp: startTimestamp } })).toBe(
      true,
    );
    expect(asked('HotVCPUChange', 'True', { migrationState: { startTimestamp: '2026-03-01T13:00:00Z' } })).toBe(true);
    expect(asked('HotVCPUChange', 'True', { phase: 'Failed' })).toBe(false);
  });
});
