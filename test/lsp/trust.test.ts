/**
 * Workspaces that the user has not trusted: what their own settings say of files and revisions is not heard, nobody is asked
 * about git, and all of that changes at once when trust is granted. Which settings those are is decided for each.
 */
import { afterEach, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { defaultSettings, resolveSettings, settingDefinitions, settingValue } from '../../server/src/core/settings.ts';
import type { StatusReport, VmChoice } from '../../server/src/lsp/protocol.ts';
import { fullCapabilities, TestClient, type TestClientOptions } from '../support/client.ts';
import { twoNetworks } from '../support/manifests.ts';

/** Settings that a folder from anywhere may bring, and why: none of them names a file, a revision, a program or an address. */
const harmless: Readonly<Record<string, string>> = {
  release: 'one of the known releases; another is an unknown release',
  namespace: 'a text to compare with',
  'inlayHints.enabled': 'on or off',
  'inlayHints.podInterface': 'on or off',
  'inlayHints.annotation': 'on or off',
  'inlayHints.nad': 'on or off',
  'inlayHints.linkNames': 'on or off',
  'inlayHints.defaultNetwork': 'on or off',
  'inlayHints.implicitInterface': 'on or off',
  'inlayHints.impact': 'on or off',
  'inlayHints.status': 'on or off',
  'codeLens.enabled': 'on or off',
  syntaxChecks: 'one of three words',
  rules: 'severities by rule, as the project file has them too',
  'trace.server': 'one of three words; the log stays in the window',
};

const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;

describe('settings', () => {
  it('are each either restricted or known to be harmless', () => {
    const contributed = Object.keys(manifest.contributes.configuration.properties);
    const sorted = [...restricted, ...Object.keys(harmless).map((key) => `virtlens.${key}`)].sort();
    expect(sorted).toEqual([...contributed].sort());
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
  });

  it.each(settingDefinitions.map(({ key, schema, needsTrust }) => [key, schema, needsTrust === true] as const))(
    '%s is read without trust only if it is not restricted',
    (key, { type, default: usual, enum: words }, needsTrust) => {
      const other =
        words?.find((word) => word !== usual) ?? { boolean: !usual, string: 'x', object: { x: 'off' } }[type];
      const raw = { [key]: other };
      expect(settingValue(resolveSettings(raw).settings, key)).toEqual(other);
      const untrusted = settingValue(resolveSettings(raw, { isTrusted: false }).settings, key);
      expect(untrusted).toEqual(needsTrust ? settingValue(defaultSettings, key) : other);
      expect(restricted.includes(`virtlens.${key}`)).toBe(needsTrust);
    },
  );
});

const uri = 'file:///repo/vm.yaml';
const hidden = 'file:///repo/hidden/vm.yaml';
let client: TestClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** A client whose workspace says what to compare with and what to leave out; `asked` is what it was asked of git. */
async function started(untrusted: boolean, options: TestClientOptions = {}) {
  const asked: string[] = [];
  const answer = (params: { choice: { ref?: string } }) => {
    asked.push(params.choice.ref ?? '');
    return { state: 'none', reason: 'no-repository' };
  };
  const settings = { impact: { baseline: 'evil' }, exclude: { 'hidden/**': true }, namespace: 'tenant-a' };
  client = await TestClient.start({
    files: { [uri]: twoNetworks, [hidden]: twoNetworks.replace(/name: \S+/, 'name: hidden') },
    folders: ['file:///repo'],
    settings,
    answers: { 'virtlens/baselineText': answer, 'virtlens/changedFiles': answer },
    ...options,
    initializationOptions: { untrusted, impact: { git: 'client' }, settings },
  });
  await client.open(uri, twoNetworks);
  return { server: client, asked };
}

async function known(server: TestClient) {
  const files = async () => (await server.request<VmChoice[]>('virtlens/vms', null)).map((vm) => vm.uri);
  await server.request<StatusReport>('virtlens/status', { uri });
  await server.settle();
  const { baseline, facts } = await server.request<StatusReport>('virtlens/status', { uri });
  const seesHidden = (await files()).includes(hidden);
  return { baseline: baseline.label, seesHidden, namespaces: facts.filter(({ value }) => value === 'tenant-a').length };
}

const withoutConfiguration = {
  ...fullCapabilities,
  workspace: { ...fullCapabilities.workspace, configuration: false },
};

describe.each([
  ['that is asked for settings', {}],
  ['that pushes them', { capabilities: withoutConfiguration }],
])('a client %s', (_, options) => {
  it('has all of them heard in a trusted workspace', async () => {
    const { server, asked } = await started(false, options);
    expect(await known(server)).toEqual({ baseline: 'evil', seesHidden: false, namespaces: 1 });
    expect(asked).toContain('evil');
  });

  it('has only harmless ones heard without trust, and is asked nothing about git', async () => {
    const { server, asked } = await started(true, options);
    const { baseline, ...others } = await known(server);
    expect(baseline).not.toBe('evil');
    expect(others).toEqual({ seesHidden: true, namespaces: 1 });
    expect(asked).toEqual([]);
    await server.request('virtlens/chooseBaseline', { baseline: 'HEAD' });
    await known(server);
    expect(asked).toEqual([]);
  });

  it('has the rest heard as soon as trust is granted', async () => {
    const { server, asked } = await started(true, options);
    await known(server);
    await server.connection.sendNotification('virtlens/trustGranted', {});
    await server.settle();
    expect(await known(server)).toEqual({ baseline: 'evil', seesHidden: false, namespaces: 1 });
    expect(asked).toContain('evil');
  });
});

describe('a server that may run git', () => {
  it('does not without trust', async () => {
    const asked: string[] = [];
    const revisions = {
      textOf: async (file: string) => {
        asked.push(file);
        return { state: 'none', reason: 'no-repository' } as const;
      },
      changedFiles: async () => [],
      onChanged: () => {},
      invalidate: () => {},
    };
    for (const untrusted of [true, false]) {
      client = await TestClient.start({
        files: { [uri]: twoNetworks },
        revisions,
        initializationOptions: { untrusted, impact: { git: true } },
      });
      await client.open(uri, twoNetworks);
      await known(client);
      expect(asked.length > 0).toBe(!untrusted);
      await client.stop();
      client = undefined;
    }
  });
});
