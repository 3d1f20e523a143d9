/** The picture of one VM: the table of its NICs, the drawing of their ways, and what it is called. */
import * as l10n from '@vscode/l10n';
import type { Launcher } from '../../workspace/launcher.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { titleOf } from '../explain/outline.ts';
import { vmNics } from '../vm-nics.ts';
import { pictureGraph, type PicturedNics, type PictureNode } from './graph.ts';
import { placePicture } from './layout.ts';
import { mermaidOf } from './mermaid.ts';
import { nicTable, type NicTable } from './nic-table.ts';
import { markedNics } from './stage-marks.ts';
import { svgOf, type SvgOptions } from './svg.ts';
import { drawable } from './text-width.ts';

export interface VmPicture {
  /** `NICs of VirtualMachine shop/web`. */
  readonly title: string;
  readonly table: NicTable;
  readonly nodes: readonly PictureNode[];
  /** For each row of the table, the id of the card that its NIC has in the guest. */
  readonly rowNodes: readonly string[];
  svg(use: SvgOptions['for']): string;
  mermaid(): string;
}

/** `reading`: what dumps tell of the VM while it runs, where there are any. */
export function pictureOfVm(launcher: Launcher, reading: StatusReading | undefined): VmPicture {
  const { resource } = launcher.vm;
  const name = resource.name.state === 'stated' ? resource.name.value : null;
  const vm = titleOf({ kind: resource.kind, namespace: launcher.namespace.namespace ?? null, name });
  const rows = vmNics(launcher, reading);
  return vmPicture(vm, { rows, ...markedNics(rows, reading?.stages ?? []) });
}

/** `vm` is what the VM is called, such as `VirtualMachine shop/web`. */
export function vmPicture(vm: string, nics: PicturedNics): VmPicture {
  const graph = pictureGraph(nics);
  const title = drawable(l10n.t('NICs of {0}', vm));
  const description = descriptionOf(nics);
  return {
    title,
    table: nicTable(nics),
    nodes: graph.nodes,
    rowNodes: graph.nodes.filter(({ kind }) => kind === 'guest-nic').map(({ id }) => id),
    svg: (use) => svgOf(placePicture(graph), { title, description, for: use }),
    mermaid: () => mermaidOf(title, graph),
  };
}

function descriptionOf({ rows, strays }: PicturedNics): string {
  const count = rows.length + strays.length;
  if (count === 0) return l10n.t('The VM has no NIC.');
  const names = [...rows.map(({ name }) => name), ...strays.map(({ name }) => name)].join(', ');
  return l10n.t('The ways of the NICs from the guest through the launcher Pod to the network of the node: {0}.', names);
}
