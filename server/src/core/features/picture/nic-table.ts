/** The NICs of a VM as a table: what the picture shows, for those who read rather than look. */
import * as l10n from '@vscode/l10n';
import { progressWord } from '../../kubevirt/status/stage-words.ts';
import { strayCard } from './cards.ts';
import type { PicturedNics } from './graph.ts';
import { drawable } from './text-width.ts';
import type { StageMark } from './stage-marks.ts';
import type { NicRow } from '../vm-nics.ts';

export interface NicTable {
  /** Titles of the columns; the second is what a row is called by. */
  readonly columns: readonly string[];
  readonly rows: readonly NicTableRow[];
}

export interface NicTableRow {
  readonly cells: readonly string[];
  readonly progress: StageMark['progress'] | undefined;
}

export function nicTable({ rows, marks, strays }: PicturedNics): NicTable {
  const hasStages = marks.size > 0 || strays.length > 0;
  const columns = [
    l10n.t('Order'),
    l10n.t('Network'),
    l10n.t('Binding'),
    l10n.t('Model'),
    'MAC',
    l10n.t('Pod interface'),
    l10n.t('Link names'),
    'NAD',
    'CNI',
    l10n.t('Node'),
    l10n.t('Address'),
    ...(hasStages ? [l10n.t('Stage')] : []),
  ];
  const stage = (mark: StageMark | undefined): string => (mark ? `${progressWord(mark.progress)}: ${mark.title}` : '');
  const ofVm = rows.map((row): NicTableRow => {
    const mark = marks.get(row.position);
    return { cells: [...cellsOf(row), ...(hasStages ? [stage(mark)] : [])], progress: mark?.progress };
  });
  const others = strays.map((own): NicTableRow => {
    const { mac, ipAddresses, mark } = own;
    const cells = ['', strayCard(own).spoken, '', '', mac, '', '', '', '', '', ipAddresses.join(', ')];
    return { cells: [...cells, stage(mark)], progress: mark.progress };
  });
  const drawn = (row: NicTableRow): NicTableRow => ({ ...row, cells: row.cells.map(drawable) });
  return { columns, rows: [...ofVm, ...others].map(drawn) };
}

function cellsOf(row: NicRow): readonly string[] {
  const { nad, claim } = row;
  const notes = [
    ...(row.isDefault ? [l10n.t('default')] : []),
    ...(row.isImplicit ? [l10n.t('added by KubeVirt')] : []),
    ...(row.isKnown ? [] : [l10n.t('a template has a say in it')]),
  ];
  return [
    String(row.position + 1),
    notes.length === 0 ? row.name : `${row.name} (${notes.join(', ')})`,
    row.binding,
    row.binding === 'sriov' ? l10n.t('virtual function') : row.model,
    row.mac,
    row.podInterface ?? '',
    [row.tap, row.bridge, row.renamedNic].filter((name) => name !== undefined).join(', '),
    nad ? `${nad.namespace ?? l10n.t('<namespace>')}/${nad.name}` : (claim ?? ''),
    nad && !nad.fact ? l10n.t('not among the known files') : row.cniTypes.join(' + '),
    nodeCell(row),
    row.address ?? '',
  ];
}

function nodeCell({ node, nad }: NicRow): string {
  const resource = nad?.fact?.resourceName;
  return [
    node.topology,
    node.device ?? (resource?.state === 'stated' ? resource.value : undefined),
    node.vlan === undefined ? undefined : l10n.t('VLAN {0}', String(node.vlan)),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
