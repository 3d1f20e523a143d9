/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import duplicateKey from './text/duplicate-key.ts';
import invalidProjectFile from './invalid-project-file.ts';
import networksAnnotationMismatch from './networks-annotation-mismatch.ts';
import type { Rule } from './rule.ts';
import unreadableYaml from './text/unreadable-yaml.ts';
import unregisteredBindingPlugin from './unregistered-binding-plugin.ts';
import unusedSuppression from './unused-suppression.ts';

export const rules: readonly Rule[] = [
  duplicateKey,
  invalidProjectFile,
  networksAnnotationMismatch,
  unreadableYaml,
  unregisteredBindingPlugin,
  unusedSuppression,
];
