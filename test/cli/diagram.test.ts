/** `virtlens diagram`: the forms of the picture, which VM is drawn, and how a run ends. */
import { describe, expect, it } from 'vitest';
import { elementsOf, readXml } from '../features/picture/well-formed.ts';
import { commandLine } from '../support/command-line.ts';
import { blueNad, implicitNic, twoNetworks } from '../support/manifests.ts';

const { write, virtlens } = commandLine();

describe('diagram', () => {
  it('draws the VM of a name with the NADs that are known, as SVG', async () => {
    write('vm.yaml', twoNetworks);
    write('nad.yaml', blueNad);
    const { code, out, error } = await virtlens(['diagram', 'tenant-a/router', '.']);
    expect([code, error]).toEqual([0, '']);
    const labels = [...elementsOf(readXml(out))].map(({ attributes }) => attributes['aria-label'] ?? '');
    expect(labels).toContain('NAD tenant-a/vlan100. bridge. leads to on the node: device br1');
    expect(out.endsWith('</svg>\n')).toBe(true);
  });

  it('writes a Mermaid chart, and one after the other of several VMs', async () => {
    write('vm.yaml', twoNetworks);
    const { out: one } = await virtlens(['diagram', 'vm.yaml', '--format', 'mermaid']);
    expect(one).toMatch(/^flowchart LR\n {2}accTitle: NICs of VirtualMachine tenant-a\/router\n/);
    write('plain.yaml', implicitNic);
    const { code, out } = await virtlens(['diagram', '.', '--format', 'mermaid']);
    expect(code).toBe(0);
    expect(out.match(/^```mermaid\nflowchart LR$/gm)).toHaveLength(2);
    expect(out.match(/^```$/gm)).toHaveLength(2);
  });

  it('asks which VM is meant where there are several, and says so where there is none', async () => {
    write('vm.yaml', `${twoNetworks}---\n${implicitNic}`);
    const several = await virtlens(['diagram', 'vm.yaml']);
    expect(several).toMatchObject({ code: 2, out: '' });
    expect(several.error).toContain('vm.yaml:1: NICs of VirtualMachine tenant-a/router');
    const none = await virtlens(['diagram', 'nobody']);
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.error).toContain('nobody');
    expect((await virtlens(['diagram', 'vm.yaml', '--format', 'json'])).code).toBe(2);
  });
});
