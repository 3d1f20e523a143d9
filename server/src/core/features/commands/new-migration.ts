/**
 * Writing the `VirtualMachineInstanceMigration` that migrates a running VM, and so applies what waits for a migration: in a
 * file of its own, or behind the VM. The VMI has the VM's name. Truth: `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/types.go`
 * (`VirtualMachineInstanceMigration`), v1.6–v1.9.
 */
import { dnsSubdomainFaults } from '../../kubevirt/admission/dns-names.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { quoteScalar } from '../../yaml/edit.ts';
import type { FileEdit } from '../fix-edits.ts';
import { appending, filesToRead, newFileBeside, type NamedObject } from './manifest-files.ts';

/** Longer names of VMs are cut, so that the migration's is a name still. */
const longestStem = 240;

/** With a name of its own, since `kubectl apply` takes none that is to be made up. */
export function migrationManifest(vm: string, namespace: string | undefined): string {
  return [
    'apiVersion: kubevirt.io/v1',
    'kind: VirtualMachineInstanceMigration',
    'metadata:',
    `  name: ${quoteScalar(`${vm.slice(0, longestStem).replace(/[.-]+$/, '')}-migration`, 'plain')}`,
    ...(namespace === undefined ? [] : [`  namespace: ${quoteScalar(namespace, 'plain')}`]),
    'spec:',
    `  vmiName: ${quoteScalar(vm, 'plain')}`,
    '',
  ].join('\n');
}

export interface MigratedVm {
  readonly uri: string;
  readonly name: string;
  /** Where the VM lands; left out: wherever it is applied. */
  readonly namespace: string | undefined;
}

/** A new file beside the VM's. No kustomization lists it: a migration is asked for once, not with every deployment. */
export function migrationInFile(workspace: Workspace, vm: MigratedVm): FileEdit | undefined {
  const manifest = manifestFor(vm);
  const uri = manifest === undefined ? undefined : newFileBeside(workspace, vm.uri, named(vm));
  return manifest === undefined || uri === undefined ? undefined : { uri, create: manifest };
}

/** Behind the last document of the VM's file, for clients that make no files. */
export function migrationBehind(workspace: Workspace, vm: MigratedVm): FileEdit | undefined {
  const manifest = manifestFor(vm);
  return manifest === undefined ? undefined : appending(workspace, vm.uri, manifest);
}

/** Files whose texts have to be there before. */
export function filesOfMigration(vm: MigratedVm): readonly string[] {
  return filesToRead(vm.uri, named(vm));
}

function manifestFor({ name, namespace }: MigratedVm): string | undefined {
  return dnsSubdomainFaults(name).length === 0 ? migrationManifest(name, namespace) : undefined;
}

function named({ name, namespace }: MigratedVm): NamedObject {
  return { name, namespace, suffix: 'migration' };
}
