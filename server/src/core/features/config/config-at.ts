/**
 * The CNI configuration at a place of a document: the JSON in `spec.config` of a NAD, whatever its style, and where its
 * characters are written. It must not judge it, and never throws.
 */
import type { TextAt } from '../../cni/cni-types.ts';
import { findJson } from '../../json/json-path.ts';
import type { JsonNode, JsonPath } from '../../json/json-tree.ts';
import type { Resource } from '../../resources/resources.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { isInJsonScalar, jsonScalarAt, type JsonScalarText } from '../../yaml/json-scalar.ts';
import { joinField } from '../../yaml/locate.ts';

/** The text of `spec.config`, and the NAD that it is of. */
export interface ConfigText extends JsonScalarText {
  readonly resource: Resource;
}

/** All configurations of a document that are texts. */
export function configsOf({
  document,
  resources,
}: Pick<DocumentView, 'document' | 'resources'>): readonly ConfigText[] {
  return resources.flatMap((resource): ConfigText[] => {
    if (resource.role !== 'nad') return [];
    const text = jsonScalarAt(document, joinField(resource.field, 'spec.config'));
    return text ? [{ ...text, resource }] : [];
  });
}

/** The configuration that an offset stands in. */
export function configAt(view: Pick<DocumentView, 'document' | 'resources'>, offset: number): ConfigText | undefined {
  return configsOf(view).find((config) => isInJsonScalar(view.document, config, offset));
}

/** What the texts of a JSON tree are, as the tables of CNI types ask for them. */
export function textsOf(root: JsonNode | undefined): TextAt {
  return (path: JsonPath) => {
    const node = findJson(root, path);
    return node?.kind === 'string' && typeof node.value === 'string' ? node.value : undefined;
  };
}
