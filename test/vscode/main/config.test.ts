/** The JSON inside a NAD's `spec.config`, as the editor asks for it: completion, hover, folding, formatting, and its findings. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activateVirtLens,
  applyCodeAction,
  closeAllEditors,
  openText,
  rangeOf,
  until,
  untilHolds,
  waitForCodeAction,
  waitForDiagnostics,
  waitForHover,
} from '../support.ts';

before(activateVirtLens);
afterEach(closeAllEditors);

const nad = (config: string): string =>
  `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: lan\nspec:\n  config: ${config}\n`;

async function completions(document: vscode.TextDocument, at: vscode.Position): Promise<vscode.CompletionItem[]> {
  const command = 'vscode.executeCompletionItemProvider';
  const list = await vscode.commands.executeCommand<vscode.CompletionList | undefined>(command, document.uri, at);
  return list?.items ?? [];
}

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

describe('the JSON of a NAD', () => {
  for (const [style, config] of [
    ['single quotes', `'{"type": "bridge", "vl"}'`],
    ['double quotes', `"{\\"type\\": \\"bridge\\", \\"vl\\"}"`],
    ['a block', `|\n    {\n      "type": "bridge",\n      "vl"\n    }`],
  ] as const) {
    it(`is completed in ${style}`, async () => {
      const { document } = await openText(nad(config));
      const item = await until('the key', async () => {
        const items = await completions(document, rangeOf(document, 'vl').end);
        return items.find((candidate) => labelOf(candidate) === 'vlan');
      });
      const written = item.insertText instanceof vscode.SnippetString ? item.insertText.value : String(item.insertText);
      // A snippet writes a backslash as two.
      assert.match(written, style === 'double quotes' ? /^\\\\"vlan\\\\": / : /^"vlan": /);
    });
  }

  it('explains its keys, and folds', async () => {
    const { document } = await openText(
      nad(`|\n    {\n      "type": "bridge",\n      "ipam": {\n        "type": "static"\n      }\n    }`),
    );
    await waitForHover(document, rangeOf(document, 'ipam').start.translate(0, 1), (markdown) =>
      markdown.includes('IP'),
    );
    await untilHolds('the folds', async () => {
      const command = 'vscode.executeFoldingRangeProvider';
      const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(command, document.uri);
      assert.ok(
        folds.some(({ start, end }) => start === 8 && end === 9),
        JSON.stringify(folds),
      );
    });
  });

  it('is laid out on demand', async () => {
    const { document } = await openText(nad(`'{"cniVersion":"0.3.1","type":"bridge","bridge":"br1"}'`));
    const title = 'Format the CNI configuration';
    const { value: action } = await waitForCodeAction(document, rangeOf(document, 'bridge'), title);
    await applyCodeAction(action);
    assert.equal(
      document.getText(),
      nad('|-\n    {\n      "cniVersion": "0.3.1",\n      "type": "bridge",\n      "bridge": "br1"\n    }'),
    );
  });

  it('is mended where it is none, at the character', async () => {
    const { document } = await openText(nad(`'{"cniVersion": "0.3.1", "type": "bridge", "bridge": "br1",}'`));
    const isFault = ({ message }: vscode.Diagnostic): boolean => message.includes('JSON has no comma');
    const { value: all } = await waitForDiagnostics(document.uri, (found) => found.some(isFault));
    const range = all.find(isFault)?.range ?? new vscode.Range(0, 0, 0, 0);
    assert.equal(document.getText(range), ',');
    await applyCodeAction((await waitForCodeAction(document, range, 'Remove the comma')).value);
    assert.equal(document.getText(), nad(`'{"cniVersion": "0.3.1", "type": "bridge", "bridge": "br1"}'`));
  });
});
