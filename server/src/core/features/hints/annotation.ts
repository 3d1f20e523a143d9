/** On `networks:`: the `k8s.v1.cni.cncf.io/networks` annotation of the launcher Pod, shortened; the whole is in the hover. */
import * as l10n from '@vscode/l10n';
import { DEFAULT_NETWORK_ANNOTATION, NETWORKS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { isErrorAssumed } from '../../workspace/launcher.ts';
import type { HintSource } from './hint.ts';

/** Characters of the annotation that are shown; the rest is elided. */
const shownLength = 72;

export const annotationHints: HintSource = function* (launcher, places) {
  if (!launcher.pod) return;
  const field = launcher.vm.networksField;
  const offset = places.afterKey(field);
  if (offset === undefined) return;
  const value = launcher.pod.annotations[NETWORKS_ANNOTATION];
  const defaultNetwork = launcher.pod.annotations[DEFAULT_NETWORK_ANNOTATION];
  const text =
    launcher.pod.error !== undefined
      ? isErrorAssumed(launcher)
        ? l10n.t('no launcher Pod, unless the binding plugin is registered')
        : l10n.t('no launcher Pod')
      : value === undefined
        ? defaultNetwork === undefined
          ? l10n.t('no Multus annotation')
          : l10n.t('no networks annotation, default network {0}', defaultNetwork)
        : value.length <= shownLength
          ? value
          : `${value.slice(0, shownLength)}…`;
  yield { kind: 'annotation', offset, parts: [{ text }], field };
};
