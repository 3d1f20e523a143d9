/** The report tells versions, settings, counts and faults, and nothing that stands in files or is the name of one. */
import { afterEach, describe, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';

const folder = 'file:///home/acme/secret-project';
const uri = `${folder}/zebra-vm.yaml`;
const vm = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: zebra
  namespace: zoo-prod
  annotations:
    token: hunter2
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        devices:
          interfaces:
            - name: giraffe
              masquerade: {}
              model: Okapi
        memory:
          guest: 1Gi
      networks:
        - name: giraffe
          multus:
            networkName: zoo-net/lion
`;
const project = 'release: v1.8\nnamespace: zoo-dev\n';

/** Every name, path and value of the workspace and its settings. */
const secrets =
  /acme|secret|zebra|zoo|hunter2|giraffe|okapi|lion|\.yaml|file:|elephant|own-rule|savanna|[\\/]home|feature\/x/i;

let client: TestClient;
afterEach(() => client.stop());

async function start(settings: unknown): Promise<void> {
  client = await TestClient.start({
    folders: [folder],
    settings,
    files: { [uri]: vm, [`${folder}/.virtlens.yaml`]: project },
  });
}

const report = (editor?: string): Promise<string> => client.request('virtlens/problemReport', { editor });

describe('a problem report', () => {
  it('tells versions, settings and findings by rule, and no name, path or text', async () => {
    await start({
      namespace: 'elephant',
      impact: { baseline: 'feature/x' },
      inlayHints: { nad: false },
      exclude: { '**/savanna': true },
      syntaxChecks: 'off',
      rules: { 'own-rule': 'error', 'unknown-interface': 'off', 'unused-nad': 'off' },
    });
    await client.open(uri, vm);
    const text = await report();
    expect(text).not.toMatch(secrets);
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        '- VirtLens: 0.0.0',
        '- KubeVirt: v1.8 (project)',
        '- virtlens.namespace: (set, not shown)',
        '- virtlens.inlayHints.nad: false',
        '- virtlens.impact.baseline: (set, not shown)',
        '- virtlens.syntaxChecks: off',
        '- virtlens.exclude: (set, not shown)',
        '- virtlens.rules: unused-nad=off, 2 unknown',
        '- Files open: 1',
        '- unsupported-interface-model: 1',
        '- masquerade-off-pod-network: 1',
      ]),
    );
    expect(text).toContain('## Last faults of the server\n\nNone.');
  });

  it('shows values that are words of VirtLens, and nothing where all is as it comes', async () => {
    await start({ impact: { baseline: 'merge-base' }, release: 'v1.7' });
    await client.open(uri, vm);
    const text = await report();
    expect(text).toContain('- virtlens.release: v1.7\n- virtlens.impact.baseline: merge-base\n');
    await client.stop();
    await start(null);
    const initial = await report();
    expect(initial).toContain('## Settings that differ from their defaults\n\nNone.');
    expect(initial).toContain('- KubeVirt: no file is open');
  });

  it('does not name a release that it does not know', async () => {
    client = await TestClient.start({ settings: { release: 'v9.9-zebra' } });
    await client.open(uri, vm);
    const text = await report();
    expect(text).not.toMatch(secrets);
    expect(text).toMatch(/- KubeVirt: v1\.\d+ \(setting, which names another that is not known\)/);
    expect(text).toContain('- virtlens.release: (set, not shown)');
  });

  it('tells of faults, and lets the status know', async () => {
    await start(null);
    await client.open(uri, vm);
    // No client sends this; the handler fails, answers nothing, and the fault is kept.
    await client.request('textDocument/hover', { textDocument: { uri }, position: null });
    const text = await report('Some Editor 1.0, remote');
    expect(text).toContain('- Editor: Some Editor 1.0, remote');
    expect(text).toMatch(/- hover: TypeError\n( {2}- `\S+ [\w.-]+\.ts:\d+:\d+`\n)+/);
    expect(text).not.toMatch(secrets);
    expect(client.received).toContain('virtlens/statusChanged');
    expect(await client.request('virtlens/status', { uri })).toMatchObject({ faults: 1 });
  });

  it('is the answer of a command for other clients', async () => {
    await start(null);
    await client.open(uri, vm);
    expect(client.initialized.capabilities.executeCommandProvider?.commands).toContain('virtlens.reportProblem');
    const text = await client.request('workspace/executeCommand', { command: 'virtlens.reportProblem' });
    expect(text).toBe(await report());
  });
});
