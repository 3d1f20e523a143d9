/** Whole CNI configurations, for a NAD that has none yet: those that VirtLens writes for a new NAD, and a list of plugins. */
import * as l10n from '@vscode/l10n';
import { usualCniVersion } from '../../cni/common-keys.ts';
import { writeJson } from '../../json/json-layout.ts';
import type { Resource } from '../../resources/resources.ts';
import type { ClusterFacts } from '../../workspace/cluster-facts.ts';
import { vmNamespace } from '../../workspace/launcher.ts';
import { indented } from '../../yaml/scalar-text.ts';
import { nadTemplates, type NadIdentity } from '../commands/nad-templates.ts';
import { snippetText, type Completion, type CompletionContext } from '../completion/completion.ts';

/** As JSON, each level moved in by `step`; on one line where that is empty. */
export function wholeConfigs(resource: Resource, cluster: ClusterFacts, step: string): readonly Completion[] {
  const name = resource.name.state === 'stated' ? resource.name.value : 'lan';
  const nad: NadIdentity = {
    name,
    networkName: name,
    statedNamespace: resource.namespace.state === 'stated' ? resource.namespace.value : undefined,
    namespace: vmNamespace(resource, cluster).namespace ?? 'default',
    like: undefined,
    ofNodes: [],
  };
  const chain = { cniVersion: usualCniVersion, name, plugins: [{ type: 'bridge', bridge: 'br1' }, { type: 'tuning' }] };
  const made: readonly { label: string; detail: string; config: unknown }[] = [
    ...nadTemplates.map(({ label, detail, config }) => ({ label, detail: detail(), config: config(nad) })),
    { label: 'plugins', detail: l10n.t('a list of plugins that work one after the other'), config: chain },
  ];
  return made.map(({ label, detail, config }) => ({
    label,
    kind: 'snippet',
    detail,
    insert: snippetText(writeJson(config, { step, blank: ' ' }, '')),
    isSnippet: true,
    rank: 0,
  }));
}

/** Behind `config:` with nothing there yet, as a block. */
export function configCompletions({ cursor, resource, path, cluster }: CompletionContext): readonly Completion[] {
  const isConfig = cursor.on === 'value' && path.length === 2 && path[0] === 'spec' && path[1] === 'config';
  if (!isConfig || resource?.role !== 'nad' || cursor.quote !== '' || cursor.flow) return [];
  return wholeConfigs(resource, cluster, '  ').map((item) => ({
    ...item,
    insert: ['|-', ...indented(item.insert.split('\n'), 2)].join('\n'),
    column: cursor.indent,
  }));
}
