/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import duplicateKey from './text/duplicate-key.ts';
import invalidProjectFile from './invalid-project-file.ts';
import networksAnnotationMismatch from './networks-annotation-mismatch.ts';
import type { Rule } from './rule.ts';
import unreadableYaml from './text/unreadable-yaml.ts';
import unregisteredBindingPlugin from './unregistered-binding-plugin.ts';
import fieldOfOtherRelease from './schema/field-of-other-release.ts';
import invalidValue from './schema/invalid-value.ts';
import misplacedField from './schema/misplaced-field.ts';
import misreadScalar from './schema/misread-scalar.ts';
import missingField from './schema/missing-field.ts';
import unknownField from './schema/unknown-field.ts';
import wrongType from './schema/wrong-type.ts';
import unusedSuppression from './unused-suppression.ts';

export const rules: readonly Rule[] = [
  duplicateKey,
  fieldOfOtherRelease,
  invalidProjectFile,
  invalidValue,
  misplacedField,
  misreadScalar,
  missingField,
  networksAnnotationMismatch,
  unknownField,
  unreadableYaml,
  unregisteredBindingPlugin,
  unusedSuppression,
  wrongType,
];
