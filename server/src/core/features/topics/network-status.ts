/**
 * Hovers inside the network status of a Pod, the JSON that Multus writes into an annotation: what a key is, and on a NIC's
 * name, interface or entry which network of the VM it is and how far that is. Works without a dump of the VMI, on any Pod.
 */
import * as l10n from '@vscode/l10n';
import { networkStatusKeyAt } from '../../cni/network-status-keys.ts';
import { jsonAt } from '../../json/json-path.ts';
import { NETWORK_STATUS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import type { Resource } from '../../resources/resources.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { isInJsonScalar, jsonScalarAt } from '../../yaml/json-scalar.ts';
import { joinField } from '../../yaml/locate.ts';
import type { Span } from '../../yaml/tree.ts';
import { describeKey } from '../config/descriptions.ts';
import { code, paragraphs } from './markdown.ts';
import { misconceptionTopic, stageTopic, type StatusOf } from './status.ts';

/** The hover at an offset that stands in a network status. */
export function networkStatusHoverAt(
  view: DocumentView,
  offset: number,
  statusOf: StatusOf | undefined,
): { markdown: string; span: Span } | undefined {
  for (const resource of view.resources) {
    if (resource.role !== 'pod' || offset < resource.node.start || offset > resource.node.end) continue;
    const text = jsonScalarAt(view.document, networkStatusField(resource));
    if (!text || !isInJsonScalar(view.document, text, offset)) continue;
    const place = jsonAt(text.json.root, text.positions.toValue(offset));
    if (!place) return undefined;
    const [entry, ...inside] = place.path;
    if (typeof entry !== 'number') return undefined;
    const key = networkStatusKeyAt(place.path);
    const reading = namesNic(inside) ? statusOf?.(resource) : undefined;
    const markdown = paragraphs(
      reading && place.on === 'value' ? nicTopic(reading, entry) : undefined,
      key && describeKey(key),
    );
    return markdown === '' ? undefined : { markdown, span: text.positions.sourceSpan(place.span) };
  }
  return undefined;
}

/** On the annotation's key: what it proves, and what not. */
export function networkStatusTopic(resource: Resource, field: string): string | undefined {
  return resource.role === 'pod' && field === networkStatusField(resource)
    ? paragraphs(
        l10n.t('**Network status of the Pod**, as Multus writes it'),
        misconceptionTopic('pod-is-guest'),
        misconceptionTopic('multus-configures-guest'),
      )
    : undefined;
}

function networkStatusField({ podMetadata }: Resource): string {
  return joinField(joinField(podMetadata ?? '', 'annotations'), NETWORK_STATUS_ANNOTATION);
}

/** Whether a place in an entry stands for the NIC as a whole. */
function namesNic([member, ...rest]: readonly (string | number)[]): boolean {
  return rest.length === 0 && (member === undefined || member === 'name' || member === 'interface');
}

function nicTopic(reading: StatusReading, entry: number): string {
  const stage = reading.stages.find(({ podStatusIndex }) => podStatusIndex === entry);
  if (stage) return stageTopic(stage, reading);
  const podInterface = reading.observed.pod?.statuses[entry]?.interface ?? '';
  return l10n.t(
    'No network of the VM has the Pod interface {0}: it is of somebody else, such as an annotation of the user’s, a service mesh or a user-defined network.',
    code(podInterface),
  );
}
