/**
 * Istio's proxy in the Pod of a VM whose binding hands the traffic to the guest past it: the guest is not in the mesh, and
 * with mutual TLS nobody reaches it. Truth: `kubevirt/kubevirt · pkg/network/istio`, `pkg/network/setup/netpod`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { SIDECAR_INJECT_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { isProxyInjected, passesProxy } from '../../kubevirt/istio.ts';
import { bindingDevices, bindingName } from '../../kubevirt/link-names.ts';
import { judgedRoles } from '../cause-rule.ts';
import { bindingSteps } from '../network/bindings.ts';
import { addPodNicFix } from '../network/implicit-nic.ts';
import type { Rule } from '../rule.ts';
import { podNic, vmiAnnotation } from './certain-nics.ts';

interface Data {
  readonly index: number | undefined;
  readonly binding: string;
}

const rule: Rule = {
  id: 'istio-needs-masquerade',
  since: '0.3.0',
  severity: 'warning',
  summary: 'An Istio proxy in the Pod of a VM whose binding goes past it.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const annotation = vmiAnnotation(subject, SIDECAR_INJECT_ANNOTATION);
    if (annotation === 'unknown' || !isProxyInjected(annotation.value)) return;
    const nic = podNic(subject);
    if (!nic || passesProxy(nic.own)) return;
    // Of plugins only those are known whose tap KubeVirt makes or uses itself.
    if (!nic.own.bridge && !bindingDevices(nic.own, subject.cluster.configuration).tap) return;
    const binding = bindingName(nic.own) ?? '';
    const data: Data = { index: nic.written?.index, binding };
    report({
      field: nic.mark,
      on: 'key',
      ...(nic.isAssumed && { severity: 'information' }),
      message: l10n.t(
        '{0} on the Pod network goes past the Istio proxy that {1} asks for, so the guest is not in the mesh. Use masquerade.',
        binding,
        SIDECAR_INJECT_ANNOTATION,
      ),
      related: [{ field: annotation.field, message: l10n.t('asks for the proxy') }],
      data,
    });
  },

  fixes({ data }, subject) {
    const { index, binding } = data as Data;
    if (index === undefined) return addPodNicFix(subject);
    return subject.plan(
      l10n.t('Use {0} instead of {1}', 'masquerade', binding),
      'unsafe',
      bindingSteps(subject, index, 'masquerade'),
    );
  },
};

export default rule;
