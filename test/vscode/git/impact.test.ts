/** What the editor shows of edits against the last commit, in the suite's repository. */
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  applyCodeAction,
  closeAllEditors,
  hintLabel,
  openDocument,
  rangeOf,
  replaceText,
  ruleOf,
  until,
  waitForCodeAction,
  waitForCodeLenses,
  waitForDiagnostics,
  waitForHints,
  waitForHover,
  workspaceUri,
} from '../support.ts';

const nics = `            - name: default
              masquerade: {}
            - name: blue # the uplink
              bridge: {}
`;

const vm = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: router
  namespace: tenant-a
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        devices:
          interfaces:
${nics}        memory: { guest: 1Gi }
      networks:
        - name: default
          pod: {}
        - name: blue
          multus:
            networkName: vlan100
`;

function git(...args: readonly string[]): void {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  execFileSync('git', [...author, ...args], { cwd: workspaceUri('').fsPath, stdio: 'ignore' });
}

/** The VM as it was committed, without its second NIC. */
async function unplugged(): Promise<vscode.TextDocument> {
  const { document } = await openDocument('router.yaml');
  await replaceText(document, '            - name: blue # the uplink\n              bridge: {}\n', '');
  const network = '        - name: blue\n          multus:\n            networkName: vlan100\n';
  await replaceText(document, network, '');
  return document;
}

const isOfEdits = (title = ''): boolean => title.startsWith('vs HEAD');

describe('the edit of a VM', () => {
  before(async () => {
    await activateVirtLens();
    git('init', '-q', '-b', 'main');
    fs.writeFileSync(workspaceUri('router.yaml').fsPath, vm);
    git('add', 'router.yaml');
    git('commit', '-q', '-m', 'router');
    await vscode.commands.executeCommand('git.openRepository', workspaceUri('').fsPath);
    await vscode.commands.executeCommand('git.refresh');
  });
  afterEach(closeAllEditors);

  it('is told by a lens, a finding and a hint', async () => {
    const document = await unplugged();
    const { value: lenses } = await waitForCodeLenses(document, (all) =>
      all.some(({ command }) => isOfEdits(command?.title)),
    );
    const [lens] = lenses.filter(({ command }) => isOfEdits(command?.title));
    // Whether the NIC was there at the start, no status tells.
    assert.equal(lens?.command?.title, 'vs HEAD: possibly 1 restart');
    const { value: found } = await waitForDiagnostics(document.uri, (all) =>
      all.some((each) => ruleOf(each) === 'edit-needs-restart'),
    );
    const [finding] = found.filter((each) => ruleOf(each) === 'edit-needs-restart');
    assert.deepEqual(finding?.range, rangeOf(document, 'interfaces'));
    assert.match(finding?.message ?? '', /RestartRequired=True/);
    const { value: hints } = await waitForHints(document, (all) =>
      all.some((hint) => hintLabel(hint).includes('⟳ restart')),
    );
    assert.ok(hints.some((hint) => hintLabel(hint) === 'without blue: ⟳ restart, perhaps'));
    await waitForHover(document, rangeOf(document, 'interfaces').start, (text) => text.includes('Against `HEAD`'));
  });

  it('is unplugged instead by a fix', async () => {
    const document = await unplugged();
    const { value: action } = await waitForCodeAction(
      document,
      rangeOf(document, 'interfaces'),
      'Unplug blue with state: absent instead',
    );
    await applyCodeAction(action);
    assert.equal(document.getText(), vm.replace('bridge: {}\n', 'bridge: {}\n              state: absent\n'));
    await waitForCodeLenses(document, (all) =>
      all.some(({ command }) => command?.title === 'vs HEAD: possibly 1 pending migration'),
    );
  });

  it('is put back by a fix, and then nothing is told', async () => {
    const document = await unplugged();
    const { value: action } = await waitForCodeAction(
      document,
      rangeOf(document, 'interfaces'),
      'Put it back as in HEAD',
    );
    await applyCodeAction(action);
    assert.equal(document.getText(), vm);
    await waitForCodeLenses(document, (all) => all.length > 0 && !all.some(({ command }) => isOfEdits(command?.title)));
  });

  it('is explained by a document that follows it', async () => {
    const document = await unplugged();
    const uri = await until('the explanation', () =>
      vscode.commands.executeCommand<string | undefined>('virtlens.explainImpact', {
        uri: document.uri.toString(),
        vm: { line: 0, field: '' },
      }),
    );
    const explanation = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    assert.match(explanation.getText(), /\*\*Possibly 1 restart\.\*\*/);
    assert.match(explanation.getText(), /virtctl restart router -n tenant-a/);
    await replaceText(document, 'masquerade: {}', 'masquerade: {}\n              state: down');
    await until('the explanation of the next edit', () =>
      explanation.getText().includes('1 change live') ? true : undefined,
    );
  });
});
