import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOfFiles, translatedFiles } from '../../tools/l10n/translated-files.ts';
import { keptTerms, translationFaults } from '../../tools/l10n/translation-faults.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('translations (npm run l10n -- --missing lists what is not translated)', () => {
  const terms = readFileSync(path.join(root, 'docs/korean-terms.md'), 'utf8');
  it.each(translatedFiles)('$translated has every text of $english, as it should be', (files) => {
    expect(faultsOfFiles(root, files, terms)).toEqual([]);
  });
});

describe('a translation', () => {
  const terms = keptTerms(`
## Kept in English

| kept | kind |
| --- | --- |
| Pod, launcher Pod, NIC, \`<namespace>\` | term |
| failed to find, then some | message |

## Translated
`);
  const faults = (english: string, translated: string): readonly string[] =>
    translationFaults({ key: english }, { key: translated }, terms).map((line) => line.split(': ')[0] ?? '');

  it.each([
    ['The Pod of {0}', '{0}의 Pod'],
    ['Write `name: {0}` here.', '여기에 `name: {0}`을(를) 쓰세요.'],
    ['launcher Pod', 'launcher Pod'],
    ['{0} NIC', '{0} NIC'],
    ['spec.networks[0].pod is set', 'spec.networks[0].pod 설정됨'],
    ['It says "no such thing {0}".', '"no such thing {0}"라고 합니다.'],
    ['failed to find, then some', '오류 failed to find, then some'],
    ['see [the page](https://example.org/a)', '[페이지](https://example.org/a)를 보세요'],
    ['in <namespace>, or --fail-on of networkName', '<namespace>나 networkName의 --fail-on'],
  ])('of %j may be %j', (english, translated) => {
    expect(faults(english, translated)).toEqual([]);
  });

  it.each([
    ['The Pod of {0}', 'Pod', 'other placeholders'],
    ['{0} and {1}', '{0} {0}', 'other placeholders'],
    ['Write `name`.', '이름을 쓰세요.', 'other code'],
    ['Write `name`.', '`names`를 쓰세요.', 'other code'],
    ['[page](a)', '[페이지](b)', 'other links'],
    ['a\nb', '가 나', 'other line breaks'],
    ['because ', '이유:', 'other white space at the end'],
    ['The Pod', 'The Pod', 'English (The)'],
    ['the network', '이 network', 'English (network)'],
    ['failed to find', '"failed to find it"', 'English (failed, to, find, it)'],
  ])('of %j may not be %j: %s', (english, translated, fault) => {
    expect(faults(english, translated)).toContain(fault);
  });

  it('is wanted of every text, and of no other', () => {
    expect(translationFaults({ a: 'Pod', b: 'NIC' }, { a: 'Pod', c: 'NIC' }, terms)).toEqual([
      'not translated: b',
      'of no text: c',
    ]);
  });
});
