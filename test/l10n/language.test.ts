import { expect, it } from 'vitest';
import { localeOf, translationFor } from '../../server/src/core/language.ts';

it.each(['ko', 'ko-KR', 'ko_KR.UTF-8', 'ko_KR@utf8', 'KO', 'ko-Kore-KR', 'ko.UTF-8'])('%s asks for Korean', (locale) => {
  expect(translationFor(locale)).toBe('ko');
});

it.each([undefined, '', 'C', 'C.UTF-8', 'POSIX', 'en', 'en_US.UTF-8', 'kok_IN', 'de', '../ko', ' ko', 'ko2', '한국어'])(
  '%s asks for English',
  (locale) => {
    expect(translationFor(locale)).toBeUndefined();
  },
);

it.each([
  [{ LC_ALL: 'ko_KR.UTF-8', LC_MESSAGES: 'C', LANG: 'en_US.UTF-8' }, 'ko_KR.UTF-8'],
  [{ LC_ALL: '', LC_MESSAGES: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }, 'ko_KR.UTF-8'],
  [{ LC_ALL: 'C', LANG: 'ko_KR.UTF-8' }, 'C'],
  [{ LANG: 'ko_KR.UTF-8' }, 'ko_KR.UTF-8'],
  [{}, undefined],
])('of %j the locale is %s', (environment, locale) => {
  expect(localeOf(environment)).toBe(locale);
});
