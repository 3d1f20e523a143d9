/** On `networks:`: the `k8s.v1.cni.cncf.io/networks` annotation of the launcher Pod, shortened; the whole is in the hover. */
import * as l10n from '@vscode/l10n';
import { NETWORKS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import type { HintSource } from './hint.ts';

/** Characters of the annotation that are shown; the rest is elided. */
const shownLength = 72;

export const annotationHints: HintSource = function* (launcher, places) {
  if (!launcher.pod) return;
  const field = launcher.vm.networksField;
  const offset = places.afterKey(field);
  if (offset === undefined) return;
  const value = launcher.pod.annotations[NETWORKS_ANNOTATION];
  const text =
    launcher.pod.error !== undefined
      ? l10n.t('no launcher Pod')
      : value === undefined
        ? l10n.t('no Multus annotation')
        : value.length <= shownLength
          ? value
          : `${value.slice(0, shownLength)}…`;
  yield { kind: 'annotation', offset, parts: [{ text }], field };
};
