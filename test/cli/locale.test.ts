/** In which language the command line speaks, and what is the same in all. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { commandLine } from '../support/command-line.ts';

const cli = commandLine();
const example = readFileSync(path.resolve(import.meta.dirname, '../../examples/refused-vm.yaml'), 'utf8');
beforeEach(() => cli.write('vm.yaml', example));

it('is that of --locale, else of the environment', async () => {
  expect((await cli.virtlens(['--help'], '', 'ko_KR.UTF-8')).out).toContain('사용법');
  expect((await cli.virtlens(['--help', '--locale', 'ko'], '', 'C')).out).toContain('사용법');
  expect((await cli.virtlens(['--help', '--locale=en'], '', 'ko_KR.UTF-8')).out).toContain('Usage');
  expect((await cli.virtlens(['--help'], '', 'C.UTF-8')).out).toContain('Usage');
});

it('tells wrong usage in it, whatever is wrong', async () => {
  expect((await cli.virtlens(['nonsense', '--locale', 'ko'])).error).toContain('사용법');
  expect((await cli.virtlens(['check', '--bogus', '--locale', 'ko'])).error).toContain('사용법');
  expect((await cli.virtlens(['check', 'none.yaml', '--locale', 'ko'])).error).toMatch(/[가-힣]/);
});

it.each([
  [['check', '--bogus', 'vm.yaml'], 'There is no option --bogus.'],
  [['check', '--verbose=yes', 'vm.yaml'], '--verbose takes no value.'],
  [['check', 'vm.yaml', '--release'], '--release needs a value.'],
  [['check', '--namespace', '--verbose', 'vm.yaml'], 'is written --namespace=--verbose.'],
])('says of %j: %s', async (args, text) => {
  const { code, error } = await cli.virtlens(args);
  expect(code).toBe(2);
  expect(error).toContain(text);
});

it('speaks it in findings and fixes', async () => {
  const { out, code } = await cli.virtlens(['check', 'vm.yaml', '--locale', 'ko']);
  expect(code).toBe(1);
  expect(out).toContain('[unsupported-interface-model]');
  expect(out.split('\n').filter((line) => line !== '' && !/[가-힣]/.test(line))).toEqual([]);
});

it('leaves keys and values of JSON as they are', async () => {
  const read = async (locale: string): Promise<unknown> => {
    const { out } = await cli.virtlens(['check', 'vm.yaml', '--format', 'json', '--locale', locale]);
    return JSON.parse(out, (key, value: unknown) =>
      key === 'message' ? '' : key === 'fixes' ? (value as unknown[]).length : value,
    );
  };
  expect(await read('ko')).toEqual(await read('en'));
});
