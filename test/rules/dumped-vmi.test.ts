/** A VMI as the cluster gave it out was admitted long ago: what KubeVirt wrote into it is no fault of anybody. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { generatedSchemas } from '../support/schemas.ts';

function errorsOf(text: string): readonly string[] {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  const store = new FindingStore(workspace);
  workspace.setDiskFile('file:///w/vmi.yaml', text);
  return [...store.of('file:///w/vmi.yaml')]
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

/** With a label that KubeVirt writes and takes of nobody, and a field that no release has. */
const vmi = (more: { readonly uid?: string; readonly status?: string }, kind = 'VirtualMachineInstance'): string => `
apiVersion: kubevirt.io/v1
kind: ${kind}
metadata:
  name: a
  labels: {kubevirt.io/nodeName: worker-1}
  ${more.uid === undefined ? '' : `uid: ${more.uid}`}
spec:
  domain:
    devices: {}
    memory: {guest: 1Gi}
    later: 1
${more.status ?? ''}`;

const uid = '9b7d1f34-2f0a-4d0c-b0a5-5a5cfb0ce012';

describe('the verdict on a VMI', () => {
  it('is that of admission where somebody writes it', () => {
    expect(errorsOf(vmi({}))).toEqual(expect.arrayContaining(['reserved-label', 'unknown-field']));
    expect(errorsOf(vmi({ uid })), 'no status').toContain('reserved-label');
    expect(errorsOf(vmi({ status: 'status: {}' })), 'an empty status').toContain('reserved-label');
  });

  it('is past where the cluster gave it out', () => {
    expect(errorsOf(vmi({ uid, status: 'status: {phase: Running}' }))).toEqual([]);
  });
});
