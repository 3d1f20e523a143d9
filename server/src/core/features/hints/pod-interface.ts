/** On `networks[].name`: the Pod interface, `pod` and 11 hex digits of the name's SHA-256, or the primary's name. */
import { joinField } from '../../yaml/locate.ts';
import type { HintSource } from './hint.ts';

export const podInterfaceHints: HintSource = function* (launcher, places) {
  for (const { field, podInterface } of launcher.networks) {
    if (podInterface === undefined) continue;
    const nameField = joinField(field, 'name');
    const offset = places.afterValue(nameField);
    if (offset !== undefined) yield { kind: 'podInterface', offset, parts: [{ text: podInterface }], field: nameField };
  }
};
