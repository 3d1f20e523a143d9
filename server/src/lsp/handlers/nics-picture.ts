/** The picture of a VM's NICs, for clients that show it in a page, and as a file. */
import { pictureOfVm } from '../../core/features/picture/picture.ts';
import type { PicturePlace } from '../../core/features/picture/graph.ts';
import { pictureStyle } from '../../core/features/picture/style.ts';
import { launcherFor } from '../../core/workspace/launcher.ts';
import type { MachineFact } from '../../core/workspace/facts.ts';
import type { DocumentView, Workspace } from '../../core/workspace/workspace.ts';
import { spanOf } from '../../core/yaml/locate.ts';
import { toRange } from '../convert.ts';
import { requests, type FileRange, type NicsPicture } from '../protocol.ts';
import type { Session } from '../session.ts';
import { virtualSource, virtualText, virtualVm, type FoundVm } from '../virtual-documents.ts';
import type { Handler } from './handler.ts';

interface PictureParams {
  readonly vm: string;
}

export const nicsPicture: Handler = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    /** The VM's file may be none that is open, as after a restart of the editor. */
    const found = async ({ vm }: PictureParams): Promise<FoundVm | undefined> => {
      const uri = virtualSource(vm);
      if (uri !== undefined) await session.read([uri]);
      return virtualVm(session, vm);
    };
    connection.onRequest(
      requests.nicsPicture,
      session.guard('nicsPicture', null, async (params: PictureParams) => {
        const vm = await found(params);
        return vm ? pictureFor(session, vm) : null;
      }),
    );
    connection.onRequest(
      requests.nicsSvg,
      session.guard('nicsSvg', null, async (params: PictureParams) => {
        return (await found(params)) ? virtualText(session, params.vm) : null;
      }),
    );
  },
};

function pictureFor(session: Session, found: FoundVm): NicsPicture | null {
  const { view, resource } = found;
  const launcher = launcherFor(view.document, resource, session.workspace.context(view.uri));
  if (!launcher) return null;
  const reading = session.findings.status(view, resource);
  const { title, table, nodes, rowNodes, svg } = pictureOfVm(launcher, reading);
  const places = nodes.flatMap(({ id, place }): readonly [string, FileRange][] => {
    const range = place && rangeOf(session, found, place, reading?.vmi);
    return range ? [[id, range]] : [];
  });
  return {
    name: resource.name.state === 'stated' ? resource.name.value : resource.kind,
    title,
    columns: table.columns,
    rows: table.rows.map(({ cells, progress }, index) => ({
      cells,
      node: rowNodes[index] ?? '',
      ...(progress !== undefined && { progress }),
    })),
    svg: svg('page'),
    style: pictureStyle,
    places: Object.fromEntries(places),
  };
}

/** `vmi`: the object whose status is told. */
function rangeOf(
  { workspace }: Session,
  { view }: FoundVm,
  place: PicturePlace,
  vmi: MachineFact | undefined,
): FileRange | undefined {
  switch (place.in) {
    case 'document':
      return rangeIn(workspace, view, `${place.field}.name`);
    case 'nad':
      return { uri: place.fact.uri, range: workspace.placeOf(place.fact) };
    case 'status': {
      const seen = vmi && workspace.viewOf(vmi);
      return seen && rangeIn(workspace, seen, vmi.field === '' ? place.field : `${vmi.field}.${place.field}`);
    }
  }
}

function rangeIn(workspace: Workspace, view: DocumentView, field: string): FileRange | undefined {
  const store = workspace.file(view.uri)?.store;
  return store && { uri: view.uri, range: toRange(store, view.index, spanOf(view.document, field, 'value')) };
}
