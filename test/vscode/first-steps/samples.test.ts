/** First steps in a window without a folder: samples open as texts that are saved nowhere, and are read as files are. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  closeAllEditors,
  hintLabel,
  rangeOf,
  replaceText,
  until,
  untilHolds,
  waitForCodeAction,
  waitForCodeLenses,
  waitForDiagnostics,
  waitForHints,
  applyCodeAction,
  ruleOf,
} from '../support.ts';

async function openSample(...args: unknown[]): Promise<vscode.TextDocument> {
  const uri = await vscode.commands.executeCommand<string>('virtlens.openSample', ...args);
  const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
  assert.ok(document, 'a document is open');
  assert.equal(document.isUntitled, true);
  assert.equal(document.languageId, 'yaml');
  assert.equal(vscode.window.activeTextEditor?.document, document);
  return document;
}

const isError = ({ severity }: vscode.Diagnostic): boolean => severity === vscode.DiagnosticSeverity.Error;

describe('samples without a folder', () => {
  before(() => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
  });
  afterEach(closeAllEditors);

  it('show what KubeVirt makes of NICs, with the NADs that belong to them', async () => {
    const document = await openSample('nics');
    await waitForHints(document, (hints) => {
      const labels = hints.map(hintLabel);
      return labels.includes('pod16477688c0e') && labels.includes('tenant-a/vlan100 (bridge)');
    });
    assert.equal(document.lineAt(vscode.window.activeTextEditor!.selection.active.line).text.trim(), '- name: blue');
  });

  it('are mended by quick fixes', async () => {
    const document = await openSample('refused');
    const { value: found } = await waitForDiagnostics(document.uri, (all) => all.filter(isError).length >= 5);
    const model = found.find((each) => ruleOf(each) === 'unsupported-interface-model');
    assert.ok(model);
    const { value: fix } = await waitForCodeAction(document, model.range, 'Use the model virtio');
    await applyCodeAction(fix);
    await waitForDiagnostics(document.uri, (all) => !all.map(ruleOf).includes('unsupported-interface-model'));
    await replaceText(document, rangeOf(document, 'masquerade:\n'), 'masquerade: {}\n');
    await replaceText(document, 'protocol: tcp', 'protocol: TCP');
    await replaceText(document, rangeOf(document, 'masquerade: {}', 1), 'bridge: {}');
    await waitForDiagnostics(document.uri, (all) => !all.some(isError));
  });

  it('tell what an edit does, and that it does nothing when it is undone', async () => {
    const document = await openSample('edit');
    const restart = (lens: vscode.CodeLens): boolean => lens.command?.title === 'vs multi-nic-vm.yaml: 1 restart';
    await waitForCodeLenses(document, (lenses) => lenses.some(restart));
    await replaceText(document, '02:00:00:aa:bb:09', '02:00:00:aa:bb:01');
    await waitForCodeLenses(document, (lenses) => lenses.length > 0 && !lenses.some(restart));
  });

  it('are explained by the command that is asked for with them', async () => {
    await openSample('edit');
    await vscode.commands.executeCommand('virtlens.openSample', 'edit', 'virtlens.explainImpact');
    const explanation = await until('the explanation', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'virtlens'),
    );
    await untilHolds('it tells of the restart', () => assert.match(explanation.getText(), /RestartRequired/));
  });

  it('tell where an interface of a dump got stuck, and explain the VM', async () => {
    const document = await openSample('dump');
    await waitForDiagnostics(document.uri, (all) => all.map(ruleOf).includes('nic-not-in-guest'));
    await vscode.commands.executeCommand('virtlens.openSample', 'dump', 'virtlens.explainVm');
    const story = await until('the explanation', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'virtlens' && /explain/.test(uri.path)),
    );
    await untilHolds('it names the Pod interface', () => assert.match(story.getText(), /pod3a6eb0790f3/));
  });

  it('are shown again while they are open, and made anew when they were closed', async () => {
    const first = await openSample('nics');
    await replaceText(first, '- name: blue', '- name: zebra');
    await openSample('refused');
    const again = await openSample('nics');
    assert.equal(again, first);
    assert.match(again.getText(), /zebra/);
    await closeAllEditors();
    assert.doesNotMatch((await openSample('nics')).getText(), /zebra/);
  });
});

describe('the walkthrough', () => {
  afterEach(closeAllEditors);

  it('opens by its command', async () => {
    await activateVirtLens();
    await vscode.commands.executeCommand('virtlens.openWalkthrough');
    await untilHolds('the page is open', () => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      // Some releases of VS Code name the page, others the walkthrough on it.
      assert.match(activeTab?.label ?? '', /^Welcome$|First steps with VirtLens/);
    });
  });

  it('links to commands that VS Code or the extension has', async () => {
    const extension = await activateVirtLens();
    const all = await vscode.commands.getCommands(true);
    const { contributes } = extension.packageJSON as {
      contributes: { walkthroughs: { steps: { description: string; completionEvents: string[] }[] }[] };
    };
    const steps = contributes.walkthroughs.flatMap((each) => each.steps);
    assert.equal(steps.length, 4);
    for (const { description, completionEvents } of steps) {
      const linked = [...description.matchAll(/command:([\w.]+)/g)].map(([, command = '']) => command);
      const events = completionEvents.flatMap((event) => event.match(/^onCommand:(.*)/)?.[1] ?? []);
      assert.ok(linked.length > 0, 'texts are resolved, and link');
      for (const command of [...linked, ...events]) assert.ok(all.includes(command), command);
    }
  });
});
