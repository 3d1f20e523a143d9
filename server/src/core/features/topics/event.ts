/** What an event of a launcher Pod says of its NICs, on its reason and its message. The reading is that of `kubevirt/status`. */
import * as l10n from '@vscode/l10n';
import { eventReading } from '../../kubevirt/status/pod-events.ts';
import { eventIn, isOfRunningVm } from '../../resources/event.ts';
import type { Resource } from '../../resources/resources.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { code, paragraphs } from './markdown.ts';

/** Undefined for events that say nothing of NICs. */
export function eventTopic(document: YamlDocument, resource: Resource, field: string): string | undefined {
  const event = eventIn(document, resource);
  if (!event || !isOfRunningVm(event) || (field !== event.reasonField && field !== event.messageField))
    return undefined;
  const reading = eventReading(event);
  return (
    reading &&
    paragraphs(
      l10n.t('**Event {0}** of {1} {2}', code(event.reason), event.of.kind, code(event.of.name)),
      reading.meaning,
    )
  );
}
