/** Beside another YAML server: what both would say of a text's syntax is said once. */
import { afterEach, describe, expect, it } from 'vitest';
import { TestClient } from '../support/client.ts';

const uri = 'file:///repo/vm.yaml';
const broken = `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstanceMigration
metadata: {name: edge
spec:
  vmiName: edge
`;
const doubled = `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstanceMigration
metadata:
  name: edge
spec:
  vmiName: edge
  vmiName: other
`;
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function rules(text: string): Promise<unknown[]> {
  await client?.open(uri, text);
  return ((await client?.diagnostics(uri)) ?? []).map(({ code }) => code);
}

describe('faults of syntax', () => {
  it('are told where nobody else tells them', async () => {
    client = await TestClient.start();
    expect(await rules(broken)).toEqual(['unreadable-yaml']);
    expect(await rules(doubled)).toEqual(['duplicate-key']);
  });

  it('are left to another server, from the start and when it comes and goes later', async () => {
    client = await TestClient.start({ initializationOptions: { counters: true, otherYamlServer: true } });
    expect(await rules(broken)).toEqual([]);
    expect(await rules(doubled)).toEqual([]);
    await client.connection.sendNotification('virtlens/otherYamlServer', { isThere: false });
    await client.settle();
    expect(await rules(broken)).toEqual(['unreadable-yaml']);
    await client.connection.sendNotification('virtlens/otherYamlServer', { isThere: true });
    await client.settle();
    expect(await rules(broken)).toEqual([]);
  });

  it.each([
    ['on', ['unreadable-yaml']],
    ['off', []],
  ])('obey the setting %s', async (syntaxChecks, expected) => {
    client = await TestClient.start({
      initializationOptions: { counters: true, otherYamlServer: syntaxChecks === 'on', settings: { syntaxChecks } },
    });
    client.settings = { syntaxChecks };
    expect(await rules(broken)).toEqual(expected);
  });
});
