/** Adding networks and making NADs over the protocol: by requests, by commands, by code actions. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import type { NadChoices, NetworkAnswers, NetworkChoices, NetworkPlan } from '../../server/src/lsp/protocol.ts';
import { applyWorkspaceEdit, fullCapabilities, TestClient, type TestClientOptions } from '../support/client.ts';
import { blueNad, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';

const uri = 'file:///cluster/vm.yaml';
const nads = 'file:///cluster/nads.yaml';
const lan = blueNad.replace('vlan100', 'lan');
const target = { uri, position: { line: 0, character: 0 } };
const zero = { line: 0, character: 0 };

let client: TestClient;
afterEach(() => client.stop());

async function start(text: string, options: TestClientOptions = {}): Promise<void> {
  client = await TestClient.start({ files: { [nads]: lan }, ...options });
  await client.open(uri, text);
}

const at = (text: string, part: string) => {
  const line = text.slice(0, text.indexOf(part)).split('\n').length - 1;
  return { line, character: text.split('\n')[line]!.indexOf(part) };
};
const titled = (actions: readonly CodeAction[], title: RegExp) => actions.filter((action) => title.test(action.title));
/** The text of a file that an edit makes. */
function made(edit: WorkspaceEdit | null | undefined, name: string): string | undefined {
  const changes = edit?.documentChanges ?? [];
  const isMade = changes.some((change) => 'kind' in change && change.kind === 'create' && change.uri === name);
  return isMade ? applyWorkspaceEdit(name, '', edit ?? undefined) : undefined;
}

describe('adding a network', () => {
  it('goes from choices to one edit', async () => {
    await start(twoNetworks);
    const choices = await client.request<NetworkChoices>('virtlens/addNetworkChoices', { target });
    expect(choices.vm).toBe('VirtualMachine tenant-a/router');
    expect(choices.nads.map(({ reference }) => reference)).toEqual(['lan']);
    const answers: NetworkAnswers = { reference: 'lan', mac: 'generate' };
    const after = await client.request<NetworkChoices>('virtlens/addNetworkChoices', { target, answers });
    expect(after.name).toBe('lan');
    expect(after.bindings[0]?.binding).toBe('bridge');
    const plan = await client.request<NetworkPlan<WorkspaceEdit>>('virtlens/addNetworkEdit', { target, answers });
    expect(plan.problems).toEqual([]);
    expect(plan.answers).toMatchObject({ name: 'lan', binding: 'bridge', mac: after.mac });
    const text = applyWorkspaceEdit(uri, twoNetworks, plan.edit ?? undefined);
    expect(text).toMatch(/^ {12}- name: lan\n {14}bridge: \{\}\n {14}macAddress: /m);
    expect(text).toContain(after.mac);
    expect(text).toContain('        - name: lan\n          multus:\n            networkName: lan\n');
    expect(plan.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
  });

  it('tells what is wrong with an answer, as data', async () => {
    await start(twoNetworks);
    const plan = await client.request<NetworkPlan<WorkspaceEdit>>('virtlens/addNetworkEdit', {
      target,
      answers: { name: 'blue', mac: 'x' },
    });
    expect(plan.edit).toBeNull();
    expect(new Set(plan.problems.map(({ of }) => of))).toEqual(new Set(['name', 'mac']));
  });

  it('makes a NAD in a new file, and in a file that has to be there for other clients', async () => {
    await start(twoNetworks);
    const answers = { reference: 'guests', newNad: { template: 'bridge' } };
    const { places } = await client.request<NetworkChoices>('virtlens/addNetworkChoices', { target, answers });
    expect(places.map(({ place }) => place.in)).toEqual(['new-file', 'file', 'file']);
    const plan = await client.request<NetworkPlan<WorkspaceEdit>>('virtlens/addNetworkEdit', {
      target,
      answers: { reference: 'guests', newNad: { template: 'bridge', place: places[0]?.place } },
    });
    expect(made(plan.edit, 'file:///cluster/guests-nad.yaml')).toContain('name: guests\n');
    expect(plan.edit?.documentChanges?.[0]).toMatchObject({ options: { overwrite: false, ignoreIfExists: false } });
    // Both lists and the NAD of the same file are one change of that file.
    const own = await client.request<NetworkPlan<WorkspaceEdit>>('virtlens/addNetworkEdit', {
      target,
      answers: { reference: 'guests', newNad: { template: 'bridge', place: places[1]?.place } },
    });
    expect(own.edit?.documentChanges).toHaveLength(1);
    await client.stop();
    await start(twoNetworks, { capabilities: { ...fullCapabilities, workspace: {} } });
    const plain = await client.request<NetworkChoices>('virtlens/addNetworkChoices', { target, answers });
    expect(plain.places.map(({ place }) => place.in)).toEqual(['file', 'file']);
  });

  it('is a command with defaults', async () => {
    await start(twoNetworks);
    const result = await client.request<{ applied: boolean; answers: NetworkAnswers }>('workspace/executeCommand', {
      command: 'virtlens.addNetwork',
      arguments: [target, { model: 'e1000e' }],
    });
    expect(result.answers).toMatchObject({ reference: 'lan', binding: 'bridge', name: 'lan', model: 'e1000e' });
    expect(result.applied).toBe(true);
    expect(applyWorkspaceEdit(uri, twoNetworks, client.applied[0])).toContain('model: e1000e');
    expect(
      await client.request('workspace/executeCommand', {
        command: 'virtlens.addNetwork',
        arguments: [{ uri: nads, position: zero }],
      }),
    ).toBeNull();
  });

  it('is an action on a VM, with the NADs it does not use, or one that asks', async () => {
    await start(twoNetworks);
    const actions = titled(await client.actions(uri, { start: zero, end: zero }), /network/);
    expect(actions.map(({ title, kind }) => `${kind} ${title}`)).toEqual(['refactor Add the network lan (bridge)']);
    expect(applyWorkspaceEdit(uri, twoNetworks, actions[0]?.edit)).toContain('networkName: lan');
    await client.stop();
    await start(twoNetworks, { initializationOptions: { commands: 'client', counters: true } });
    const [asking] = titled(await client.actions(uri, { start: zero, end: zero }), /network/);
    expect(asking).toMatchObject({
      title: 'Add a secondary network…',
      command: { command: 'virtlens.addNetwork', arguments: [target] },
    });
    const unasked = (position: { line: number; character: number }) =>
      client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: position, end: position },
        context: { diagnostics: [], triggerKind: 2 },
      });
    expect(titled(await unasked(zero), /network…/)).toEqual([]);
    expect(titled(await unasked(at(twoNetworks, 'masquerade')), /network…/)).toHaveLength(1);
  });
});

describe('a missing NAD', () => {
  const place = { uri, position: at(twoNetworks, 'networkName') };

  it('goes from choices to an edit', async () => {
    await start(twoNetworks);
    const choices = await client.request<NadChoices>('virtlens/createNadChoices', { target: place });
    expect(choices.nad).toBe('tenant-a/vlan100');
    expect(choices.templates.map(({ template }) => template).slice(0, 2)).toEqual(['bridge', 'ovn-localnet']);
    const edit = await client.request<WorkspaceEdit>('virtlens/createNadEdit', {
      target: place,
      template: 'ovn-localnet',
      place: choices.places[0]?.place,
    });
    expect(made(edit, 'file:///cluster/vlan100-nad.yaml')).toContain('"netAttachDefName": "tenant-a/vlan100"');
    expect(await client.request('virtlens/createNadChoices', { target })).toBeNull();
    expect(await client.request('virtlens/createNadEdit', { target })).toBeNull();
  });

  it('is written over no file on disk, and listed in the kustomization there', async () => {
    const files = {
      [nads]: lan,
      'file:///cluster/vlan100-nad.yaml': '# not a manifest\n',
      'file:///cluster/kustomization.yaml': 'resources:\n  - vm.yaml\n',
    };
    await start(twoNetworks, { files, folders: ['file:///cluster'] });
    const { places } = await client.request<NadChoices>('virtlens/createNadChoices', { target: place });
    expect(places.map(({ place: { uri: file } }) => file)).toEqual([
      'file:///cluster/tenant-a-vlan100-nad.yaml',
      uri,
      nads,
    ]);
    const edit = await client.request<WorkspaceEdit>('virtlens/createNadEdit', { target: place });
    expect(made(edit, 'file:///cluster/tenant-a-vlan100-nad.yaml')).toContain('name: vlan100');
    const kustomization = 'file:///cluster/kustomization.yaml';
    expect(applyWorkspaceEdit(kustomization, files[kustomization] ?? '', edit)).toBe(
      'resources:\n  - vm.yaml\n  - tenant-a-vlan100-nad.yaml\n',
    );
  });

  it('is made by quick fixes, and the VM then has it', async () => {
    await start(twoNetworks);
    const { position } = place;
    const actions = titled(await client.actions(uri, { start: position, end: position }, ['quickfix']), /Create/);
    expect(actions.map(({ title }) => title)).toEqual([
      'Create the NAD tenant-a/vlan100 (bridge)',
      'Create the NAD tenant-a/vlan100 (ovn-k8s-cni-overlay, localnet)',
      'Create the NAD tenant-a/vlan100 (ovn-k8s-cni-overlay, layer2)',
    ]);
    const created = made(actions[0]?.edit, 'file:///cluster/vlan100-nad.yaml') ?? '';
    await client.open('file:///cluster/vlan100-nad.yaml', created);
    expect(titled(await client.actions(uri, { start: position, end: position }), /Create/)).toEqual([]);
  });

  it('is made by one quick fix that asks, or by a command with defaults', async () => {
    await start(twoNetworks, { initializationOptions: { commands: 'client', counters: true } });
    const { position } = place;
    const actions = titled(await client.actions(uri, { start: position, end: position }, ['quickfix']), /Create/);
    expect(actions).toMatchObject([
      { title: 'Create the NAD tenant-a/vlan100…', command: { command: 'virtlens.createNad', arguments: [place] } },
    ]);
    await client.stop();
    await start(twoNetworks);
    await client.request('workspace/executeCommand', { command: 'virtlens.createNad', arguments: [place] });
    expect(made(client.applied[0], 'file:///cluster/vlan100-nad.yaml')).toContain('"type": "bridge"');
  });
});

describe('a NAD among other documents', () => {
  it('moves to a file of its own', async () => {
    const text = `${twoNetworks}---\n${blueNad}`;
    await start(text);
    const position = at(text, 'NetworkAttachmentDefinition');
    const [action] = titled(
      await client.actions(uri, { start: position, end: position }, ['refactor.extract']),
      /Move/,
    );
    expect(action).toMatchObject({ title: 'Move the NAD vlan100 to vlan100-nad.yaml', kind: 'refactor.extract' });
    expect(applyWorkspaceEdit(uri, text, action?.edit)).toBe(twoNetworks);
    expect(made(action?.edit, 'file:///cluster/vlan100-nad.yaml')).toBe(blueNad);
    expect(titled(await client.actions(uri, { start: zero, end: zero }), /Move/)).toEqual([]);
  });
});

describe('a binding plugin that is not registered', () => {
  it('is registered in the KubeVirt resource of another file that is not open', async () => {
    const kubevirt = 'file:///cluster/system/kubevirt.yaml';
    const text = kubevirtWith('other');
    const vm = pluginVm('l2bridge');
    await start(vm, { files: { [kubevirt]: text }, folders: ['file:///cluster'] });
    await expect.poll(() => client.diagnostics(uri)).toMatchObject([{ severity: 2 }]);
    const position = at(vm, 'l2bridge');
    const [fix] = titled(await client.actions(uri, { start: position, end: position }, ['quickfix']), /Register/);
    expect(fix?.title).toBe('Register the binding plugin l2bridge in the KubeVirt resource kubevirt');
    expect(applyWorkspaceEdit(kubevirt, text, fix?.edit)).toMatch(
      / {8}l2bridge:\n {10}domainAttachmentType: managedTap\n {10}migration: \{\}\n/,
    );
  });
});
