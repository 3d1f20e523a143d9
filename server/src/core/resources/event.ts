/**
 * What an event of the cluster says, and of which object. Both of Kubernetes' forms are read: `Event` of v1, as `kubectl get
 * events` writes it, and that of events.k8s.io/v1, which names the same members otherwise. Says nothing about what it means.
 * Truth: `kubernetes/api · core/v1/types.go`, `events/v1/types.go`.
 */
import type { PodEvent } from '../kubevirt/status/pod-events.ts';
import { joinField } from '../yaml/locate.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { textAt, type Resource } from './resources.ts';

export interface ClusterEvent extends PodEvent {
  /** The object that it is about. */
  readonly of: { readonly kind: string; readonly name: string };
  /** Absolute fields. */
  readonly reasonField: string;
  readonly messageField: string;
}

/** Undefined for other objects, and where a template writes a part of it. */
export function eventIn(document: YamlDocument, { role, apiVersion, node, field }: Resource): ClusterEvent | undefined {
  if (role !== 'event') return undefined;
  const at = (member: string): string | undefined => {
    const text = textAt(document, node, member);
    return text.state === 'stated' ? text.value : undefined;
  };
  const [object, message] = apiVersion === 'v1' ? ['involvedObject', 'message'] : ['regarding', 'note'];
  const kind = at(`${object}.kind`);
  const name = at(`${object}.name`);
  const reason = at('reason');
  const text = at(message);
  if (kind === undefined || name === undefined || reason === undefined || text === undefined) return undefined;
  return {
    type: at('type') ?? '',
    reason,
    message: text,
    of: { kind, name },
    reasonField: joinField(field, 'reason'),
    messageField: joinField(field, message),
  };
}

/** Whether it is about a running VM: its VMI, or its launcher Pod by the name that KubeVirt gives it. */
export function isOfRunningVm({ of: { kind, name } }: ClusterEvent): boolean {
  return kind === 'VirtualMachineInstance' || (kind === 'Pod' && name.startsWith('virt-launcher-'));
}
