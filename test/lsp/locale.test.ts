/** In which language a client is spoken to: by its bundle, else by its locale, whatever other clients speak. */
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { MessageSource } from '../../server/src/core/ports.ts';
import { nodeMessages } from '../../server/src/host/node/message-files.ts';
import { labelOf, TestClient, type TestClientOptions } from '../support/client.ts';
import { implicitNic } from '../support/manifests.ts';

const own = nodeMessages(path.resolve(import.meta.dirname, '../../l10n'));
const uri = 'file:///w/vm.yaml';

const clients: TestClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

async function connect(options: TestClientOptions): Promise<TestClient> {
  const client = await TestClient.start({ messages: own, ...options });
  clients.push(client);
  await client.open(uri, implicitNic);
  return client;
}

const said = async (client: TestClient): Promise<string> => (await client.hints(uri)).map(labelOf).join(' ');

it('is Korean for a Korean locale', async () => {
  expect(await said(await connect({ locale: 'ko-KR' }))).toMatch(/[가-힣]/);
});

it.each(['en', 'de', '../../etc/passwd', ''])('is English for the locale %j', async (locale) => {
  expect(await said(await connect({ locale }))).toContain('implicit NIC');
});

it('is that of a bundle that the client brings, whatever its locale', async () => {
  const bundle = { 'implicit NIC': 'x' };
  expect(await said(await connect({ locale: 'ko', initializationOptions: { l10n: bundle } }))).not.toMatch(/[가-힣]/);
});

it('is English where the bundle is not at hand or cannot be read', async () => {
  const none: MessageSource = nodeMessages(path.join(import.meta.dirname, 'no-such-folder'));
  expect(await said(await connect({ locale: 'ko', messages: none }))).toContain('implicit NIC');
});

it('is each client’s own where one process serves several', async () => {
  const korean = await connect({ locale: 'ko' });
  const english = await connect({ locale: 'en' });
  for (let turn = 0; turn < 3; turn++) {
    expect(await said(korean)).toMatch(/[가-힣]/);
    expect(await said(english)).toContain('implicit NIC');
  }
  await korean.change(uri, { line: 3, character: 8 }, { line: 3, character: 13 }, 'other');
  expect(await said(korean)).toMatch(/[가-힣]/);
});
