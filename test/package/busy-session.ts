/**
 * A session with a built server over its standard input and output that asks for everything a server can be asked for, over
 * a folder full of addresses and programs that nobody may follow or run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CompletionList,
  type Hover,
  type InitializeResult,
  type MessageConnection,
} from 'vscode-languageserver/node';
import type { InitializationOptions, VmChoice } from '../../server/src/lsp/protocol.ts';
import type { WatchedProcess } from './watched-process.ts';

/** Files that lead elsewhere: `address` is written wherever a file can name one. */
export function temptingFiles(address: string): Readonly<Record<string, string>> {
  const vm = `# yaml-language-server: $schema=${address}/schema.json
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: web
  annotations:
    schema: ${address}/annotation
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        devices:
          interfaces:
            - name: blue
              bridge: {}
            - name: red
              masquerade: {}
      networks:
        - name: blue
          multus:
            networkName: blue-net
        - name: red
          multus:
            networkName: default/red-net
      volumes:
        - name: root
          containerDisk:
            image: docker://registry.invalid/disk
        - name: init
          cloudInitNoCloud:
            userData: "#include ${address}/user-data"
`;
  return {
    'vm.yaml': vm,
    'nad.yaml': `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: blue-net
spec:
  config: '{"cniVersion": "0.4.0", "$schema": "${address}/cni.json", "type": "bridge"}'
`,
    'vm.json': JSON.stringify({
      $schema: `${address}/vm.json`,
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'of-json' },
      spec: { running: true, template: { spec: { domain: { devices: {} } } } },
    }),
    'kustomization.yaml': `# yaml-language-server: $schema=${address}/kustomization.json
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: tenant-a
resources:
  - vm.yaml
  - ${address}/remote.yaml
  - git@127.0.0.1:team/base.git
components:
  - ${address}/component?ref=main
generators:
  - |-
    apiVersion: v1
    kind: Exec
    metadata:
      name: exec
      annotations:
        config.kubernetes.io/function: "exec: {path: ./run.sh}"
`,
    'chart/Chart.yaml': `apiVersion: v2
name: chart
version: 1.0.0
dependencies:
  - {name: other, version: 1.0.0, repository: "${address}/charts"}
`,
    'chart/values.yaml': `# yaml-language-server: $schema=${address}/values.json\nname: web\n`,
    'chart/templates/vm.yaml': vm.replace('name: web', 'name: {{ .Values.name }}'),
    '.virtlens.yaml': `# yaml-language-server: $schema=${address}/virtlens.json
release: v1.8
files:
  - ${address}/*.yaml
  - nad.yaml
`,
    '.vscode/settings.json': `{"virtlens.impact.baseline": "--upload-pack=./run.sh", "yaml.schemas": {"${address}": "*"}}`,
    // A repository whose configuration would run a program at any look at its files.
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/config':
      '[core]\n\trepositoryformatversion = 0\n\tfsmonitor = ./run.sh\n\thooksPath = ./\n\tpager = ./run.sh\n',
    'run.sh': '#!/bin/sh\ntouch "$(dirname "$0")/was-run"\n',
  };
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o755 });
  }
}

/** What came of it, so that a session in which nothing worked proves nothing. */
export interface SessionAnswers {
  readonly diagnostics: number;
  readonly hovers: number;
  readonly completions: number;
  readonly actions: number;
  readonly vms: readonly (string | undefined)[];
  /** Requests that the server answered with a fault. */
  readonly faults: readonly string[];
}

/** `atRest` is called with everything done and the server still alive. */
export async function holdSession(
  server: WatchedProcess,
  folder: string,
  files: Readonly<Record<string, string>>,
  options: InitializationOptions,
  atRest: (pid: number) => void,
): Promise<SessionAnswers> {
  const { process: running } = server;
  const connection = createMessageConnection(
    new StreamMessageReader(running.stdout),
    new StreamMessageWriter(running.stdin),
  );
  const ended = new Promise<void>((resolve) => running.once('close', () => resolve()));
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => ({ impact: { baseline: 'HEAD' }, exclude: {} })),
  );
  connection.onRequest(() => null);
  connection.listen();
  const answers = await askEverything(connection, folder, files, options);
  atRest(running.pid ?? -1);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
  return answers;
}

async function askEverything(
  connection: MessageConnection,
  folder: string,
  files: Readonly<Record<string, string>>,
  initializationOptions: InitializationOptions,
): Promise<SessionAnswers> {
  const faults: string[] = [];
  const ask = async <R>(method: string, params: unknown): Promise<R | null> => {
    try {
      return await connection.sendRequest<R>(method, params);
    } catch (fault) {
      // A name that cannot be renamed is refused in words.
      if (method !== 'textDocument/prepareRename') faults.push(`${method}: ${String(fault)}`);
      return null;
    }
  };
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const root = pathToFileURL(folder).href;
  const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'folder' }],
    capabilities: {
      textDocument: { diagnostic: {}, inlayHint: {} },
      workspace: { configuration: true, textDocumentContent: {}, workspaceEdit: { documentChanges: true } },
    },
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  const got = { diagnostics: 0, hovers: 0, completions: 0, actions: 0 };
  for (const [name, text] of Object.entries(files)) {
    if (!/\.(yaml|json)$/.test(name)) continue;
    const textDocument = { uri: uriOf(name), languageId: name.endsWith('json') ? 'json' : 'yaml', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
  }
  for (const [name, text] of Object.entries(files)) {
    if (!/\.(yaml|json)$/.test(name)) continue;
    const textDocument = { uri: uriOf(name) };
    const lines = text.split('\n');
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    got.diagnostics +=
      (await ask<{ items: unknown[] }>('textDocument/diagnostic', { textDocument }))?.items.length ?? 0;
    for (const method of ['inlayHint', 'codeLens', 'documentSymbol', 'documentLink', 'foldingRange'])
      await ask(`textDocument/${method}`, { textDocument, range });
    const actions = await ask<unknown[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    got.actions += actions?.length ?? 0;
    for (const [line, written] of lines.entries()) {
      const position = { line, character: Math.max(written.length - 1, 0) };
      const at = { textDocument, position };
      if (await ask<Hover>('textDocument/hover', at)) got.hovers++;
      const completions = await ask<CompletionList | unknown[]>('textDocument/completion', at);
      got.completions += Array.isArray(completions) ? completions.length : (completions?.items.length ?? 0);
      for (const method of ['definition', 'documentHighlight', 'prepareRename'])
        await ask(`textDocument/${method}`, at);
      await ask('textDocument/references', { ...at, context: { includeDeclaration: true } });
    }
  }
  await ask('workspace/symbol', { query: '' });

  const vm = { uri: uriOf('vm.yaml'), position: { line: 16, character: 18 } };
  const vms = (await ask<VmChoice[]>('virtlens/vms', vm)) ?? [];
  for (const { document, explanation, story, picture } of vms) {
    for (const uri of [document, explanation, story, picture]) await ask('workspace/textDocumentContent', { uri });
    await ask('virtlens/nicsPicture', { vm: picture });
    await ask('virtlens/nicsSvg', { vm: picture });
  }
  for (const method of ['addNetworkChoices', 'addNetworkEdit', 'createNadChoices', 'createNadEdit'])
    await ask(`virtlens/${method}`, { target: vm, answers: { reference: 'blue-net' } });
  for (const baseline of ['HEAD', 'merge-base', 'merge-base:--upload-pack=./run.sh', 'saved'])
    await ask('virtlens/chooseBaseline', { baseline });
  for (const command of capabilities.executeCommandProvider?.commands ?? [])
    await ask('workspace/executeCommand', { command, arguments: [vm] });
  await ask('virtlens/problemReport', {});
  await ask('virtlens/status', { uri: vm.uri });

  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: vm.uri, version: 2 },
    contentChanges: [{ text: (files['vm.yaml'] ?? '').replace('bridge: {}', 'masquerade: {}') }],
  });
  await connection.sendNotification('textDocument/didSave', { textDocument: { uri: vm.uri } });
  await connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { impact: { baseline: 'HEAD~1' } },
  });
  const changes = Object.keys(files).map((name) => ({ uri: uriOf(name), type: 2 }));
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await ask('textDocument/diagnostic', { textDocument: { uri: vm.uri } });
  await ask('virtlens/status', { uri: vm.uri });
  // What waits for files to settle has had its turn.
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { ...got, vms: vms.map(({ name }) => name), faults };
}
