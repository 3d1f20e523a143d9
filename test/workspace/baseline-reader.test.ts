/** Which old text counts for a file, and when it comes, changes and goes. */
import { describe, expect, it } from 'vitest';
import type { OldText } from '../../server/src/core/ports.ts';
import { baselineLabel, noBaselineText, parseBaseline } from '../../server/src/core/workspace/baseline-choice.ts';
import { BaselineReader } from '../../server/src/core/workspace/baseline-reader.ts';
import { memoryFileSystem } from '../support/memory-files.ts';
import { OldTexts } from '../support/old-texts.ts';

const file = 'file:///w/a.yaml';

function reading(setting: string, texts?: OldTexts) {
  const disk = new Map([
    [file, 'on disk'],
    ['file:///w/b%20c.yaml', 'another'],
  ]);
  const setTo = { setting };
  const reader = new BaselineReader(memoryFileSystem(disk), () => parseBaseline(setTo.setting));
  if (texts) reader.useRevisions(texts);
  const told: string[][] = [];
  reader.onChanged((uris) => told.push([...uris]));
  const answer = async (uri = file) => {
    reader.texts(uri);
    await reader.settled();
    return reader.texts(uri);
  };
  return { reader, disk, setTo, told, answer };
}

describe('a choice', () => {
  it.each([
    ['HEAD', { kind: 'revision', ref: 'HEAD' }, 'HEAD'],
    [' release-1.2 ', { kind: 'revision', ref: 'release-1.2' }, 'release-1.2'],
    ['merge-base', { kind: 'merge-base' }, 'merge base with the default branch'],
    ['merge-base:', { kind: 'merge-base' }, 'merge base with the default branch'],
    ['merge-base:dev', { kind: 'merge-base', ref: 'dev' }, 'merge base with dev'],
    ['saved', { kind: 'saved' }, 'saved text'],
    ['none', { kind: 'none' }, 'nothing'],
    ['', { kind: 'none' }, 'nothing'],
  ])('%j is read and named', (text, choice, label) => {
    expect(parseBaseline(text)).toEqual(choice);
    expect(baselineLabel(parseBaseline(text))).toBe(label);
  });

  it('is named for what it came to', () => {
    expect(baselineLabel({ kind: 'merge-base' }, 'origin/main')).toBe('merge base with origin/main');
    expect(baselineLabel({ kind: 'file', uri: 'file:///w/b%20c.yaml' })).toBe('b c.yaml');
  });
});

describe('an old text', () => {
  it('is pending until it has come, and then told of', async () => {
    const { reader, told } = reading('HEAD', new OldTexts({ [file]: 'old' }));
    expect(reader.texts(file)).toEqual({ state: 'pending' });
    expect(told).toEqual([]);
    await reader.settled();
    expect(reader.texts(file)).toEqual({ state: 'text', text: 'old', label: 'HEAD', uri: file });
    expect(told).toEqual([[file]]);
  });

  it('that cannot be told for a fault is missing, and says so', async () => {
    const texts = new OldTexts({});
    texts.textOf = () => Promise.reject(new Error('out of order'));
    texts.changedFiles = () => Promise.reject(new Error('out of order'));
    const { reader, answer } = reading('HEAD', texts);
    expect(await answer()).toEqual({ state: 'none', because: noBaselineText('failed', 'out of order') });
    reader.changedFiles(file);
    await reader.settled();
    expect(reader.changedFiles(file)).toEqual([]);
  });

  it('is that on disk where nobody may ask git, and follows it', async () => {
    const { reader, disk, answer } = reading('HEAD');
    expect(await answer()).toEqual({ state: 'text', text: 'on disk', label: 'saved text', uri: file });
    disk.set(file, 'written');
    reader.fileChanged('file:///w/other.yaml');
    await reader.settled();
    expect(reader.texts(file)).toMatchObject({ text: 'on disk' });
    reader.fileChanged(file);
    await reader.settled();
    expect(reader.texts(file)).toMatchObject({ text: 'written' });
    expect(await answer('untitled:Untitled-1')).toEqual({ state: 'none', because: noBaselineText('unsaved') });
    expect(reader.changedFiles(file)).toEqual([]);
  });

  it('is that of another file, for the file that was paired with it alone', async () => {
    const { reader, disk, answer, told } = reading('none');
    expect(await answer()).toEqual({ state: 'none', because: noBaselineText('chosen') });
    reader.pair(file, 'file:///w/b%20c.yaml');
    expect(told).toEqual([[file]]);
    const other = { state: 'text', text: 'another', label: 'b c.yaml', uri: 'file:///w/b%20c.yaml' };
    expect(await answer()).toEqual(other);
    expect(await answer('file:///w/b%20c.yaml')).toMatchObject({ state: 'none' });
    disk.delete('file:///w/b%20c.yaml');
    reader.fileChanged('file:///w/b%20c.yaml');
    await reader.settled();
    expect(reader.texts(file)).toEqual({ state: 'none', because: noBaselineText('unreadable') });
  });

  it('is another with another choice or setting', async () => {
    const { reader, setTo, answer, told } = reading('HEAD', new OldTexts({ [file]: 'old' }));
    await answer();
    reader.choose({ kind: 'saved' });
    expect(reader.texts(file)).toEqual({ state: 'pending' });
    expect(await answer()).toMatchObject({ text: 'on disk' });
    setTo.setting = 'none';
    reader.choicesChanged();
    expect(await answer()).toMatchObject({ text: 'on disk' });
    reader.choose(undefined);
    expect(reader.texts(file)).toMatchObject({ state: 'none' });
    expect(told).toEqual(Array.from({ length: 6 }, () => [file]));
  });

  it('that was asked for under an earlier choice is dropped when it comes late', async () => {
    const late: { answer?: (old: OldText) => void } = {};
    const texts = new OldTexts({});
    texts.textOf = () => new Promise((resolve) => (late.answer = resolve));
    const { reader, told, answer } = reading('HEAD', texts);
    reader.texts(file);
    reader.choose({ kind: 'saved' });
    expect(await answer()).toMatchObject({ text: 'on disk' });
    told.length = 0;
    late.answer?.({ state: 'text', text: 'late', uri: file });
    await new Promise((resolve) => setImmediate(resolve));
    expect(reader.texts(file)).toMatchObject({ text: 'on disk' });
    expect(told).toEqual([]);
  });

  it('is said to be missing in words', async () => {
    const texts = new OldTexts({});
    const { answer, reader } = reading('v1', texts);
    expect(await answer()).toEqual({ state: 'new', label: 'v1' });
    texts.textOf = () => Promise.resolve({ state: 'none', reason: 'no-revision', detail: 'v1' });
    texts.invalidate();
    await reader.settled();
    expect(reader.texts(file)).toEqual({ state: 'none', because: 'the git repository has no revision v1' });
  });

  it('is read no more once it was forgotten', async () => {
    const texts = new OldTexts({ [file]: 'old' });
    const { reader, answer } = reading('HEAD', texts);
    await answer();
    reader.changedFiles(file);
    await reader.settled();
    reader.forget(file);
    texts.invalidate();
    await reader.settled();
    expect(texts.asked).toHaveLength(1);
    expect(reader.texts(file)).toEqual({ state: 'pending' });
    expect(reader.changedFiles(file)).toBeUndefined();
  });
});
