/**
 * Whether a text that a person reads is Korean: Hangul, and no English but kept terms (docs/korean-terms.md), what is
 * typed as it is, and what stands in the manifests that the text is about.
 */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { englishWords, keptTerms } from '../../../tools/l10n/translation-faults.ts';

const root = path.resolve(__dirname, '../../../..');
const terms = keptTerms(fs.readFileSync(path.join(root, 'docs/korean-terms.md'), 'utf8'));

/** Words of all examples, their comments left out: those are English sentences. */
const factsOfExamples = fs
  .readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => fs.readFileSync(path.join(root, 'examples', file), 'utf8').split('\n'))
  .flatMap((line) => line.replace(/(^|\s)#.*/, '').match(/[\w./-]+/g) ?? []);
/** Values of `model` that a message lists. */
const models = ['igb', 'pcnet'];
const rules = fs.readdirSync(path.join(root, 'docs/rules')).map((page) => path.basename(page, '.md'));
/** What an explanation calls the NIC that it imagines to be added. */
const imaginedNic = 'new';
const allowed = [...terms, ...models, ...rules, imaginedNic, ...factsOfExamples.filter((word) => /[a-z]/i.test(word))];

/** What KubeVirt itself says of the examples, which is told in its own words. */
const kubeVirtMessages = [
  /logical default interface must have exactly one binding method or binding plugin/g,
  /spec\.\S+ in body must be of type object: "null"/g,
  /Unknown protocol, only TCP or UDP allowed/g,
  /Masquerade interface only implemented with pod network/g,
  /interface spec\.\S+ uses model Virtio that is not supported/g,
  /"default" interface's state "absent" is supported only for bridge binding/g,
  /a non-live-updatable field was changed in the template spec/g,
];

/** English words of a text that should not be there. */
export function englishLeft(text: string): readonly string[] {
  const prose = kubeVirtMessages
    .reduce((rest, message) => rest.replace(message, ' '), text)
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/\]\([^)]*\)/g, '] ')
    .replace(/"[^"]*"|“[^”]*”/g, ' ');
  return englishWords(prose, allowed);
}

/** `facts`: what may be whole without a word of Korean, such as names and numbers. */
export function assertKorean(what: string, texts: readonly string[], facts = /^$/): void {
  assert.ok(texts.length > 0, `there is ${what}`);
  const faults = texts.flatMap((text) => {
    const english = englishLeft(text);
    if (english.length > 0) return [`English (${english.join(', ')}): ${text}`];
    return /[가-힣]/.test(text) || facts.test(text) ? [] : [`no Hangul: ${text}`];
  });
  assert.deepEqual(faults, [], what);
}
