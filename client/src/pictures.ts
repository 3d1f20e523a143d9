/** The commands around the picture of a VM's NICs: one panel a VM, there again after the window was reloaded. */
import * as vscode from 'vscode';
import { clientCommands, commands } from '../../server/src/lsp/protocol.ts';
import { chooseVm } from './choose-vm.ts';
import { saveSvg } from './picture-export.ts';
import { isPageState, panelType, PicturePanel, type PanelNeeds } from './picture-panel.ts';

export function registerPictures(context: vscode.ExtensionContext, needs: PanelNeeds): void {
  const { client } = needs;
  const panels = new Map<string, PicturePanel>();
  const adopt = (panel: vscode.WebviewPanel, vm: string): PicturePanel => {
    const made = new PicturePanel(panel, vm, needs);
    panels.set(vm, made);
    panel.onDidDispose(() => {
      if (panels.get(vm) === made) panels.delete(vm);
    });
    return made;
  };
  const active = (): PicturePanel | undefined => [...panels.values()].find(({ panel }) => panel.active);

  const show = async (argument: unknown): Promise<string | undefined> => {
    const vm = await chooseVm(client, argument, () => true);
    if (!vm) return undefined;
    const known = panels.get(vm.picture);
    if (known) known.panel.reveal(undefined, true);
    else {
      const title = vscode.l10n.t('NICs of {0}', vm.name ?? vm.kind);
      const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      adopt(vscode.window.createWebviewPanel(panelType, title, beside), vm.picture);
    }
    return vm.picture;
  };

  /** `target` is a place, or nothing for the panel that is looked at; `file` is asked for unless it is given. */
  const exportSvg = async (target: unknown, file: unknown): Promise<string | undefined> => {
    const vm = active()?.vm ?? (await chooseVm(client, target, () => true))?.picture;
    return vm === undefined
      ? undefined
      : saveSvg(client, vm, typeof file === 'string' ? vscode.Uri.parse(file) : undefined);
  };

  context.subscriptions.push(
    vscode.commands.registerCommand(commands.showNics, show),
    vscode.commands.registerCommand(clientCommands.exportNicsSvg, exportSvg),
    vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        if (isPageState(state)) adopt(panel, state.vm);
        else panel.dispose();
      },
    }),
  );
  // Only the suites look into a page; nothing of a person's does.
  if (context.extensionMode === vscode.ExtensionMode.Test || process.env['VIRTLENS_COUNTERS'] === '1') {
    context.subscriptions.push(
      vscode.commands.registerCommand(clientCommands.tellNics, (vm: string, press?: { node: string; key: string }) =>
        panels.get(vm)?.tell(press),
      ),
    );
  }
}
