/**
 * The text of the virtual document with a launcher Pod's annotations, pretty and raw. It is YAML, so that it can be
 * copied into a manifest as it stands, and it is made anew from the manifest's text, so it follows every edit.
 */
import * as l10n from '@vscode/l10n';
import type { Resource } from '../resources/resources.ts';
import { launcherAssumptions, type Launcher } from '../workspace/launcher.ts';
import { quoteScalar } from '../yaml/edit.ts';
import { pretty, whyUnknown } from './topics/annotation.ts';

export function annotationsDocument(launcher: Launcher): string {
  const { pod, cluster } = launcher;
  const lines = [
    comment(
      l10n.t(
        'Network annotations of the launcher Pod that KubeVirt {0} makes for {1}',
        cluster.release.patch,
        vmTitle(launcher.vm.resource, launcher.namespace.namespace),
      ),
    ),
    comment(l10n.t('Computed by VirtLens from the manifest; follows your edits.')),
    ...launcherAssumptions(launcher).map((text) => comment(l10n.t('Assumed: {0}', text))),
    '',
  ];
  if (!pod) return [...lines, comment(whyUnknown(launcher)), ''].join('\n');
  if (pod.error !== undefined)
    return [...lines, comment(l10n.t('KubeVirt cannot render the launcher Pod: {0}', pod.error)), ''].join('\n');
  const annotations = Object.entries(pod.annotations);
  if (annotations.length === 0)
    return [...lines, comment(l10n.t('KubeVirt writes no network annotation.')), 'annotations: {}', ''].join('\n');
  lines.push(comment(l10n.t('Raw, byte for byte:')), 'annotations:');
  for (const [key, value] of annotations) lines.push(`  ${key}: ${quoteScalar(value, 'single')}`);
  const structured = annotations
    .map(([key, value]) => [key, pretty(value)] as const)
    .filter(([, text]) => text.includes('\n'));
  if (structured.length > 0) lines.push('', comment(l10n.t('Pretty:')));
  for (const [key, text] of structured)
    lines.push(comment(`${key}:`), ...text.split('\n').map((line) => comment(`  ${line}`)));
  return [...lines, ''].join('\n');
}

/** `VirtualMachine tenant-a/web`. */
export function vmTitle(resource: Resource, namespace: string | undefined): string {
  const name = resource.name.state === 'stated' ? resource.name.value : '<name>';
  return `${resource.kind} ${namespace ?? '<namespace>'}/${name}`;
}

function comment(text: string): string {
  return text === '' ? '#' : `# ${text.replace(/[\r\n]+/g, ' ')}`;
}
