/**
 * An event of a launcher Pod that tells of a NIC that could not be attached or taken away. Truth:
 * `k8snetworkplumbingwg/multus-cni · pkg/multus/multus.go · v4.3.0`,
 * `k8snetworkplumbingwg/multus-dynamic-networks-controller · pkg/controller/pod.go`.
 */
import { eventReading } from '../../kubevirt/status/pod-events.ts';
import { eventIn, isOfRunningVm } from '../../resources/event.ts';
import type { Rule } from '../rule.ts';

const rule: Rule = {
  id: 'network-event',
  since: '0.5.0',
  severity: 'warning',
  summary: 'An event that tells of a NIC that a launcher Pod could not get or lose.',
  fixable: false,
  roles: ['event'],
  check({ document, resource, isPatch }, report) {
    const event = resource && !isPatch ? eventIn(document, resource) : undefined;
    const reading = event && isOfRunningVm(event) ? eventReading(event) : undefined;
    if (!event || reading?.weight !== 'trouble') return;
    report({ field: event.reasonField, on: 'value', message: `${event.reason}: ${reading.meaning}` });
  },
};

export default rule;
