/** The picture of the first VM of `vm.yaml`, as editor and command line have it made. */
import { vmPicture, type VmPicture } from '../../../server/src/core/features/picture/picture.ts';
import type { PicturedNics } from '../../../server/src/core/features/picture/graph.ts';
import { vmNics } from '../../../server/src/core/features/vm-nics.ts';
import { launcherFor } from '../../../server/src/core/workspace/launcher.ts';
import { folder, workspaceOf, type Files } from '../commands/files.ts';

export function nicsOf(files: Files): PicturedNics {
  const workspace = workspaceOf(files);
  const uri = `${folder}vm.yaml`;
  const view = workspace.view(uri, 0)!;
  const resource = view.resources.find(({ vm }) => vm)!;
  const launcher = launcherFor(view.document, resource, workspace.context(uri))!;
  return { rows: vmNics(launcher), marks: new Map(), guestOnly: [] };
}

export function pictureOf(files: Files): VmPicture {
  return vmPicture('VirtualMachine shop/web', nicsOf(files));
}
