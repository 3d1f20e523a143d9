/** The walkthrough of package.json against what there is: samples, commands, drawings, texts, and what is packed. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import {
  contexts,
  firstSteps,
  joinManifests,
  sampleIds,
  samples,
  walkthrough,
  type Sample,
} from '../../client/src/samples.ts';
import { TestClient } from '../support/client.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { contributes } = manifest;
const [guide] = contributes.walkthroughs;
const steps = guide?.steps ?? [];
const packed = readFileSync(path.join(root, '.vscodeignore'), 'utf8').split('\n');

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const nls = JSON.parse(read('package.nls.json')) as Record<string, string>;
const commandIds: readonly string[] = contributes.commands.map(({ command }) => command);

/** Links `[title](command:ID?ARGUMENTS)` of a text. */
function links(text: string): { command: string; args: unknown[] }[] {
  return [...text.matchAll(/\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)].map(([, command = '', query]) => ({
    command,
    args: query === undefined ? [] : (JSON.parse(decodeURIComponent(query)) as unknown[]),
  }));
}

const linkingTexts = [
  ...steps.map(({ description }) => description),
  ...contributes.viewsWelcome.map(({ contents }) => contents),
];
const text = (key: string): string => nls[key.slice(1, -1)] ?? '';

describe('the walkthrough', () => {
  it('has four steps, one for each sample', () => {
    expect(walkthrough).toBe(`${manifest.publisher}.${manifest.name}#${guide?.id}`);
    expect(steps.map(({ id }) => id)).toEqual(sampleIds);
    for (const { id, description } of steps) {
      const opened = links(text(description)).filter(({ command }) => command === firstSteps.openSample);
      expect(new Set(opened.map(({ args }) => args[0]))).toEqual(new Set([id]));
    }
  });

  it('has a text for every key, and every key is used', () => {
    const keys = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    expect(keys.filter((key) => !nls[key])).toEqual([]);
    expect(Object.keys(nls).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('links to commands that there are', () => {
    const all = linkingTexts.flatMap((key) => links(text(key)));
    expect(all.length).toBeGreaterThan(steps.length);
    for (const { command, args } of all) {
      expect(commandIds).toContain(command);
      if (command !== firstSteps.openSample) continue;
      expect(sampleIds).toContain(args[0]);
      if (args.length > 1) expect(commandIds).toContain(args[1]);
    }
  });

  it('ticks steps off by what happens', () => {
    const set = [...sampleIds.flatMap((id) => [contexts.opened(id), contexts.used(id)]), contexts.mended];
    for (const { completionEvents } of steps) {
      expect(completionEvents.length).toBeGreaterThan(0);
      for (const event of completionEvents) {
        const [kind = '', name = ''] = event.split(':');
        expect(kind === 'onCommand' ? commandIds : set, event).toContain(name);
      }
    }
  });

  it('has drawings of its own that follow the theme, with a text for those who do not see them', () => {
    for (const { media } of steps) {
      const drawing = read(media.svg);
      // VS Code's policy for the page lets no style attribute or script through, and nothing remote.
      expect(drawing).not.toMatch(/<script|<style|style=|href=|<image|<foreignObject/);
      for (const [, paint = ''] of drawing.matchAll(/(?:fill|stroke)="([^"]+)"/g))
        expect(paint, media.svg).toMatch(/^none$|^var\(--vscode-/);
      expect(text(media.altText).length).toBeGreaterThan(40);
    }
  });

  it('is packed with all that it needs', () => {
    const files = sampleIds.flatMap((id) => samples[id].files.map((file) => `examples/${file}`));
    for (const file of [...files, manifest.icon, guide?.icon ?? '']) {
      expect(existsSync(path.join(root, file)), file).toBe(true);
      expect(packed).toContain(`!${file}`);
    }
    expect(packed).toContain('!media/walkthrough/*.svg');
  });

  it('has an icon as the marketplace wants it', () => {
    const icon = readFileSync(path.join(root, manifest.icon));
    expect(icon.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([256, 256]);
  });
});

describe('a sample', () => {
  const sampleText = (id: (typeof sampleIds)[number]): string =>
    joinManifests(samples[id].files.map((file) => read(`examples/${file}`)));

  it.each(sampleIds)('%s has the text that it is opened at, and only one that is replaced', (id) => {
    const content = sampleText(id);
    const { at, edit }: Sample = samples[id];
    expect(content).toContain(at);
    if (!edit) return;
    expect(content.split(edit.from)).toHaveLength(2);
    expect(content).not.toContain(edit.to);
    expect(at).toBe(edit.from);
  });

  it.each([
    ['nics', 0],
    ['refused', 5],
    ['edit', 0],
  ] as const)('%s has %i errors, without any other file', async (id, errors) => {
    const client = await TestClient.start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, sampleText(id));
    const found = await client.diagnostics(uri);
    expect(found.filter(({ severity }) => severity === 1)).toHaveLength(errors);
    expect((await client.hints(uri)).length).toBeGreaterThan(3);
    await client.stop();
  });

  it('joins files to documents', () => {
    expect(joinManifests(['a: 1\n', 'b: 2'])).toBe('a: 1\n---\nb: 2\n');
  });
});
