/** The picture of the first VM of `vm.yaml`, as editor and command line have it made. */
import type { PicturedNics } from '../../../server/src/core/features/picture/graph.ts';
import { pictureOfVm, type VmPicture } from '../../../server/src/core/features/picture/picture.ts';
import { markedNics } from '../../../server/src/core/features/picture/stage-marks.ts';
import { vmNics } from '../../../server/src/core/features/vm-nics.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { launcherFor, type Launcher } from '../../../server/src/core/workspace/launcher.ts';
import type { StatusReading } from '../../../server/src/core/workspace/status-reading.ts';
import { folder, workspaceOf, type Files } from '../commands/files.ts';

export function nicsOf(files: Files): PicturedNics {
  const { launcher, reading } = firstVm(files);
  const rows = vmNics(launcher, reading);
  return { rows, ...markedNics(rows, reading?.stages ?? []) };
}

export function pictureOf(files: Files): VmPicture {
  const { launcher, reading } = firstVm(files);
  return pictureOfVm(launcher, reading);
}

function firstVm(files: Files): { readonly launcher: Launcher; readonly reading: StatusReading | undefined } {
  const workspace = workspaceOf(files);
  const uri = `${folder}vm.yaml`;
  const view = workspace.view(uri, 0)!;
  const resource = view.resources.find(({ vm }) => vm)!;
  const launcher = launcherFor(view.document, resource, workspace.context(uri))!;
  return { launcher, reading: new FindingStore(workspace).status(view, resource) };
}
