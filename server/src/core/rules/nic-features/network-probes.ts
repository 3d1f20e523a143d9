/**
 * The probes of a VM that come over the network, with the port that they ask. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/services/template.go`, v1.6–v1.9; `kubernetes/kubernetes · pkg/probe/util.go`.
 */
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import { isMapping, specField } from '../machine/written-values.ts';
import type { Subject } from '../rule.ts';

export interface NetworkProbe {
  readonly name: 'readinessProbe' | 'livenessProbe';
  /** Field of the port. */
  readonly field: string;
  /** A number, or the name of a port. */
  readonly port: number | string;
}

/** Probes that ask the address of the Pod; one of another host says nothing of the guest. */
export function networkProbes(subject: Subject): readonly NetworkProbe[] {
  const spec = subject.vm?.decoded.value;
  return (['readinessProbe', 'livenessProbe'] as const).flatMap((name) => {
    const probe = specField(subject, name);
    const handlers = isMapping(spec) ? spec[name] : undefined;
    if (!isMapping(handlers)) return [];
    return ['tcpSocket', 'httpGet'].flatMap((handler): NetworkProbe[] => {
      const at = joinField(probe, handler);
      const written = handlers[handler];
      if (!isMapping(written) || !isCertain(subject.document, at)) return [];
      const { port, host } = written;
      const isHere = host === undefined || host === null || host === '';
      if (!isHere || (typeof port !== 'number' && typeof port !== 'string')) return [];
      const isNumber = typeof port === 'string' && /^\d+$/.test(port);
      return [{ name, field: joinField(at, 'port'), port: isNumber ? Number(port) : port }];
    });
  });
}
