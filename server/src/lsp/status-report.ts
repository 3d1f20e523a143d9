/** What the server goes by for one document, for the status item of the editor. */
import * as l10n from '@vscode/l10n';
import { baselineLabel } from '../core/workspace/baseline-choice.ts';
import { assumptions, defaultNamespaceText, describeSource } from '../core/workspace/cluster-facts.ts';
import type { StatusReport } from './protocol.ts';
import type { Session } from './session.ts';

export function statusReport({ workspace, index, baselines, faults }: Session, uri: string): StatusReport {
  const facts = workspace.known.cluster(uri);
  const fact = (
    label: string,
    value: string,
    source: Parameters<typeof describeSource>[0],
  ): StatusReport['facts'][number] => ({
    label,
    value,
    source: describeSource(source),
    assumed: source.from === 'assumed',
  });
  const bindings = [...facts.configuration.bindings.keys()];
  const { limit } = index;
  return {
    release: facts.release.id,
    facts: [
      fact(l10n.t('KubeVirt release'), `${facts.release.id} (${facts.release.patch})`, facts.releaseSource),
      fact(
        l10n.t('network bindings'),
        bindings.length > 0 ? bindings.join(', ') : l10n.t('none registered'),
        facts.configurationSource,
      ),
      fact(l10n.t('default namespace'), defaultNamespaceText(facts), facts.namespaceSource),
    ],
    assumptions: assumptions(facts),
    baseline: baselineStatus(baselines, uri, workspace.isOpen(uri)),
    faults: faults.faults.length,
    ...(limit && {
      limited: l10n.t('analysis limited: {0} files are known, {1} are left out', limit.known, limit.leftOut),
    }),
  };
}

/** Asks for the old text of an open document alone: it is kept until that is closed. */
function baselineStatus(baselines: Session['baselines'], uri: string, isOpen: boolean): StatusReport['baseline'] {
  const label = baselineLabel(baselines.choice(uri));
  const answer = isOpen ? baselines.texts(uri) : undefined;
  if (answer?.state === 'none') return { label, because: answer.because };
  return { label: answer === undefined || answer.state === 'pending' ? label : answer.label };
}
