/**
 * The picture of a VM's NICs for topologies of all kinds. The drawings are kept as files, which were looked at in light and
 * dark; after a change they have to be looked at again.
 */
import { describe, expect, it } from 'vitest';
import { pictureGraph } from '../../../server/src/core/features/picture/graph.ts';
import { placePicture } from '../../../server/src/core/features/picture/layout.ts';
import { nicsOf, pictureOf } from './pictures.ts';
import { topologies } from './topologies.ts';
import { elementsOf, readXml, textOf, type Element } from './well-formed.ts';

const names = Object.keys(topologies);

function cardsOf(svg: string): readonly Element[] {
  return [...elementsOf(readXml(svg))].filter(({ attributes }) => attributes['class'] === 'card');
}

describe.each(names)('%s', (name) => {
  const files = topologies[name] ?? {};
  const picture = pictureOf(files);

  it('is drawn as it was', async () => {
    await expect(picture.svg('file')).toMatchFileSnapshot(`svg/${name}.svg`);
    await expect(picture.mermaid()).toMatchFileSnapshot(`mermaid/${name}.mmd`);
  });

  it('is well-formed and has a name, a description and a name for each card', () => {
    for (const use of ['file', 'page'] as const) {
      const root = readXml(picture.svg(use));
      const [title, description] = root.children.filter((child) => typeof child !== 'string');
      expect(root.attributes).toMatchObject({
        xmlns: 'http://www.w3.org/2000/svg',
        role: 'graphics-document document',
        'aria-labelledby': title?.attributes['id'],
        'aria-describedby': description?.attributes['id'],
      });
      expect(title && textOf(title)).toMatch(/^NICs of VirtualMachine(Instance)? shop\/web$/);
      expect(description && textOf(description)).not.toBe('');
      const cards = cardsOf(picture.svg(use));
      expect(cards.map(({ attributes }) => attributes['id']).sort()).toEqual(picture.nodes.map(({ id }) => id).sort());
      for (const { attributes, children } of cards) {
        expect(attributes).toMatchObject({ tabindex: '0' });
        expect(attributes['aria-label']).not.toBe('');
        const [own] = children.filter((child) => typeof child !== 'string');
        expect(own && textOf(own)).toBe(attributes['aria-label']);
      }
      expect(new Set(cards.map(({ attributes }) => attributes['id'])).size).toBe(cards.length);
    }
  });

  it('refers to nothing outside and runs nothing', () => {
    for (const { name: element, attributes } of elementsOf(readXml(picture.svg('file')))) {
      expect(['svg', 'title', 'desc', 'style', 'g', 'rect', 'circle', 'path', 'text']).toContain(element);
      for (const key of Object.keys(attributes)) expect(key).not.toMatch(/^(on|href|xlink|src|style)/);
    }
    expect(picture.svg('file').replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|@import/);
    expect(picture.svg('page')).not.toContain('<style');
  });

  it('lies in rows and columns, no card on another', () => {
    const placed = placePicture(pictureGraph(nicsOf(files)));
    const columns = new Map<number, Set<number>>();
    for (const { node, x } of placed.nodes)
      columns.set(node.column, (columns.get(node.column) ?? new Set<number>()).add(x));
    for (const lefts of columns.values()) expect(lefts.size).toBe(1);
    for (const one of placed.nodes)
      for (const other of placed.nodes)
        if (one !== other && one.x < other.x + other.width && other.x < one.x + one.width)
          expect(one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
    const guests = placed.nodes.filter(({ node }) => node.kind === 'guest-nic');
    expect(guests.map(({ y }) => y)).toEqual(guests.map(({ y }) => y).sort((a, b) => a - b));
    for (const { points } of placed.edges)
      for (const [index, { x }] of points.entries())
        if (index > 0) expect(x).toBeGreaterThan(points[index - 1]?.x ?? 0);
  });

  it('has a table with a row for each NIC', () => {
    const { columns, rows } = picture.table;
    expect(rows.length).toBe(picture.rowNodes.length);
    for (const { cells } of rows) expect(cells.length).toBe(columns.length);
  });
});

describe('the ways', () => {
  const wayOf = (name: string, from: string): readonly string[] => {
    const { nodes, edges } = pictureGraph(nicsOf(topologies[name] ?? {}));
    const shown = (id: string): string => nodes.find((node) => node.id === id)?.spoken ?? '';
    const way = [from];
    for (
      let next = edges.find((edge) => edge.from === from);
      next;
      next = edges.find((edge) => edge.from === way.at(-1))
    )
      way.push(next.to);
    return way.map(shown);
  };

  it('lead over tap, bridge and the renamed Pod interface to NAD and device', () => {
    expect(wayOf('bridge-secondary', 'guest-nic-1')).toEqual([
      'NIC 2, blue',
      'tap tap16477688c0e',
      'bridge k6t-16477688c0e',
      'Pod interface pod16477688c0e',
      'NAD shop/vlan100',
      'on the node: device br1',
    ]);
    const { nodes } = pictureOf(topologies['bridge-secondary'] ?? {});
    expect(nodes.find(({ id }) => id === 'guest-nic-1')?.label).toBe(
      'NIC 2, blue. binding bridge. model virtio. MAC 02:00:00:aa:bb:01. leads to tap tap16477688c0e',
    );
    expect(nodes.find(({ id }) => id === 'pod-interface-1')?.label).toContain('renamed to 16477688c0e-nic');
    expect(nodes.find(({ id }) => id === 'nad-0')?.label).toBe(
      'NAD shop/vlan100. bridge. leads to on the node: device br1, VLAN 100',
    );
  });

  it('pass by tap and bridge for a virtual function', () => {
    expect(wayOf('sriov', 'guest-nic-2').slice(1)).toEqual([
      'Pod interface pod115dc3606fb',
      'NAD fast-nets/vf-a',
      'on the node: VFs of example.com/fast_vfs',
    ]);
  });

  it('meet where NICs share a NAD, and where NADs share a device', () => {
    const shared = pictureGraph(nicsOf(topologies['two-nics-on-one-nad'] ?? {}));
    expect(shared.nodes.filter(({ kind }) => kind === 'nad')).toMatchObject([{ nics: [1, 2] }]);
    const vlans = pictureGraph(nicsOf(topologies['ten-nics'] ?? {}));
    expect(vlans.nodes.find(({ spoken }) => spoken.endsWith('br1'))).toMatchObject({ nics: [1, 2, 3, 4, 5, 8] });
    expect(vlans.edges.filter(({ to }) => to === 'node-network-0').map(({ text }) => text)).toEqual([
      'VLAN 10',
      'VLAN 20',
      'VLAN 30',
    ]);
  });

  it('lead from the implicit NIC to the Pod network, and nowhere from none', () => {
    expect(wayOf('implicit', 'guest-nic-0').at(-1)).toBe('Pod network of the cluster');
    expect(pictureOf(topologies['no-nic'] ?? {}).svg('file')).toContain('The VM has no NIC.');
  });

  it('end where a template writes or nobody knows', () => {
    expect(wayOf('template', 'guest-nic-1')).toHaveLength(1);
    const { nodes } = pictureOf(topologies['nad-not-seen'] ?? {});
    expect(nodes.find(({ kind }) => kind === 'nad')).toMatchObject({ look: 'unknown' });
  });
});
