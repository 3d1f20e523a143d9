/** Moving a NAD into a file of its own: every byte arrives, and nothing else changes. */
import { describe, expect, it } from 'vitest';
import { extractNad } from '../../../server/src/core/features/commands/extract-nad.ts';
import { blueNad, twoNetworks } from '../../support/manifests.ts';
import { after, placeOf, workspaceOf, type Files } from './files.ts';

function extracted(files: Files, name = 'all.yaml'): Files | undefined {
  const workspace = workspaceOf(files);
  const { view } = placeOf(workspace, name, 'kind: NetworkAttachmentDefinition');
  const found = extractNad(workspace, view);
  return found && after(files, found.edits);
}

const commented = `# about the NAD\n${blueNad}# the end\n`;

describe('a NAD among other documents', () => {
  it.each([
    ['last', `${twoNetworks}---\n${commented}`, twoNetworks, commented],
    [
      'in the middle',
      `${twoNetworks}---\n${commented}---\n${twoNetworks}`,
      `${twoNetworks}---\n${twoNetworks}`,
      commented,
    ],
    ['first', `${commented}---\n${twoNetworks}`, `---\n${twoNetworks}`, commented],
    [
      'first, below a heading',
      `# Ours.\n\n${commented}---\n${twoNetworks}`,
      `# Ours.\n\n---\n${twoNetworks}`,
      commented,
    ],
    ['after a commented line', `${twoNetworks}--- # nets\n${blueNad}`, twoNetworks, `--- # nets\n${blueNad}`],
    ['without a line end', `${twoNetworks}---\n${blueNad.trimEnd()}`, twoNetworks, blueNad.trimEnd()],
  ])('moves when it is %s', (_, text, left, moved) => {
    for (const lineBreak of ['\n', '\r\n']) {
      const of = (part: string): string => part.replaceAll('\n', lineBreak);
      expect(extracted({ 'all.yaml': of(text) })).toEqual({ 'all.yaml': of(left), 'vlan100-nad.yaml': of(moved) });
    }
  });

  it('goes into the kustomization of its file, and over no other file', () => {
    const files = {
      'all.yml': `${twoNetworks}---\n${blueNad}`,
      'vlan100-nad.yml': '# mine\n',
      'kustomization.yaml': 'resources:\n- ./all.yml\n',
    };
    expect(extracted(files, 'all.yml')).toEqual({
      'all.yml': twoNetworks,
      'vlan100-nad.yml': '# mine\n',
      'tenant-a-vlan100-nad.yml': blueNad,
      'kustomization.yaml': 'resources:\n- ./all.yml\n- tenant-a-vlan100-nad.yml\n',
    });
  });

  it.each([
    ['it is alone', blueNad],
    ['only empty documents are beside it', `---\n---\n${blueNad}---\n# nothing\n`],
    ['a template may decide over it', `${twoNetworks}\n{{- if .Values.nad }}\n---\n${blueNad}{{- end }}\n`],
    ['its name is not known', `${twoNetworks}---\n${blueNad.replace('name: vlan100', 'name: {{ .x }}')}`],
    [
      'it stands in a list',
      `${twoNetworks}---\nkind: List\napiVersion: v1\nitems:\n- ${blueNad.trimEnd().replaceAll('\n', '\n  ')}\n`,
    ],
    ['no Kubernetes would take its name', `${twoNetworks}---\n${blueNad.replace('vlan100', '../up')}`],
  ])('stays where %s', (_, text) => {
    expect(extracted({ 'all.yaml': text })).toBeUndefined();
  });
});
