/** The packed .vsix in an editor whose language is Korean: what it contributes, and what its server says. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  closeAllEditors,
  hintLabel,
  openDocument,
  ownDiagnostics,
  rangeOf,
  replaceText,
  revertDocument,
  until,
  waitForCodeActions,
  waitForCodeLenses,
  waitForDiagnostics,
  waitForHints,
  waitForHover,
} from '../support.ts';
import { assertKorean } from './prose.ts';

interface Manifest {
  readonly description: string;
  readonly contributes: {
    /** Of a translated title the editor keeps the original, too. */
    readonly commands: readonly { readonly title: string | { readonly value: string } }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly markdownDescription: string; readonly enumDescriptions?: readonly string[] }>
      >;
    };
    readonly walkthroughs: readonly {
      readonly title: string;
      readonly description: string;
      readonly steps: readonly { readonly title: string; readonly description: string }[];
    }[];
  };
}

describe('in Korean', () => {
  let manifest: Manifest;
  before(async () => {
    assert.equal(vscode.env.language, 'ko');
    manifest = (await activateVirtLens()).packageJSON as Manifest;
  });
  afterEach(closeAllEditors);

  it('are commands and the description', () => {
    assertKorean('titles', [
      ...manifest.contributes.commands.map(({ title }) => (typeof title === 'string' ? title : title.value)),
      manifest.description,
    ]);
  });

  it('are settings', () => {
    const settings = Object.values(manifest.contributes.configuration.properties);
    const texts = settings.flatMap(({ markdownDescription, enumDescriptions = [] }) => [
      markdownDescription,
      ...enumDescriptions,
    ]);
    assertKorean('settings', texts, /^KubeVirt v1\.\d/);
  });

  it('are the first steps', () => {
    const texts = manifest.contributes.walkthroughs.flatMap(({ title, description, steps }) => [
      title,
      description,
      ...steps.flatMap((step) => [step.title, step.description]),
    ]);
    assertKorean('first steps', texts);
  });

  it('are hints', async () => {
    const { document } = await openDocument('multi-nic-vm.yaml');
    const { value: hints } = await waitForHints(document, (all) => all.map(hintLabel).includes('기본 네트워크'));
    const annotations = /^\[\{"name"/;
    assertKorean(
      'hints',
      hints.map(hintLabel).filter((label) => !annotations.test(label)),
      /./,
    );
    const { document: implicit } = await openDocument('implicit-nic-vm.yaml');
    const { value: one } = await waitForHints(implicit);
    assertKorean('hint of the implicit NIC', one.map(hintLabel).slice(0, 1));
  });

  it('are hovers', async () => {
    const { document } = await openDocument('multi-nic-vm.yaml');
    const markdown = await waitForHover(document, rangeOf(document, 'blue', 1).start, (text) => /[가-힣]/.test(text));
    assertKorean('hover', [markdown.value]);
  });

  it('are lenses', async () => {
    const { document } = await openDocument('multi-nic-vm.yaml');
    const { value: lenses } = await waitForCodeLenses(document, (all) => all.every(({ command }) => command));
    assertKorean(
      'lenses',
      lenses.map(({ command }) => command?.title ?? ''),
    );
  });

  it('are findings and their fixes', async () => {
    const { document } = await openDocument('refused-vm.yaml');
    await waitForDiagnostics(document.uri, (all) => all.length > 0);
    const findings = ownDiagnostics(document.uri);
    assertKorean(
      'findings',
      findings.map(({ message }) => message),
    );
    for (const { range } of findings) {
      const { value: actions } = await waitForCodeActions(document, range, (all) => all.length > 0);
      assertKorean(
        'actions',
        actions.filter(({ kind }) => kind?.value !== 'source').map(({ title }) => title),
      );
    }
  });

  it('is what edits do', async () => {
    const { document } = await openDocument('multi-nic-vm.yaml');
    try {
      await replaceText(document, '02:00:00:aa:bb:01', '02:00:00:aa:bb:09');
      const { value: findings } = await waitForDiagnostics(document.uri, (all) => all.length > 0);
      assertKorean(
        'findings',
        findings.map(({ message }) => message),
      );
    } finally {
      await revertDocument(document);
    }
  });

  for (const [command, name] of [
    ['virtlens.explainVm', 'explain'],
    ['virtlens.explainImpact', 'impact'],
  ] as const) {
    it(`is the document of ${command}`, async () => {
      const { document } = await openDocument('multi-nic-vm.yaml');
      await waitForHints(document);
      await vscode.commands.executeCommand(command);
      const shown = await until(command, () =>
        vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'virtlens' && uri.path.includes(name)),
      );
      const text = await until(command, () => shown.getText() || undefined);
      assertKorean(
        'document',
        text
          .replace(/```[\s\S]*?```/g, '')
          .split('\n')
          .filter(Boolean),
        /./,
      );
      assert.match(text, /[가-힣]/);
    });
  }

  it('is what a dump tells', async () => {
    const { document } = await openDocument('dumps/pod-not-guest.yaml');
    const { value: hints } = await waitForHints(document, (all) => all.some((hint) => /게스트/.test(hintLabel(hint))));
    assertKorean('hints', hints.map(hintLabel), /./);
  });
});
