/** Finding a logical network by a name KubeVirt derived from it: a Pod interface, tap, bridge or renamed NIC. */
import { matchDerivedName } from '../kubevirt/derived-names.ts';
import { launcherFor, type FactContext } from '../workspace/launcher.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { joinField, spanOf } from '../yaml/locate.ts';
import type { Span } from '../yaml/tree.ts';

export interface NetworkMatch {
  readonly network: string;
  /** `VirtualMachine tenant-a/web`. */
  readonly vm: string;
  readonly podInterface: string;
  /** Where the network's name stands. */
  readonly span: Span;
}

/** Networks of a document's VMs that a derived name (or the logical name itself) belongs to. */
export function* findNetworks(view: DocumentView, context: FactContext, name: string): Iterable<NetworkMatch> {
  for (const resource of view.resources) {
    const launcher = launcherFor(view.document, resource, context);
    for (const answer of launcher?.networks ?? []) {
      if (!answer.known) continue;
      const podInterface = matchDerivedName(
        launcher?.vm.spec.networks ?? [],
        answer.network,
        context.cluster.release,
        name,
      );
      if (podInterface === undefined) continue;
      const vmName = resource.name.state === 'stated' ? resource.name.value : '';
      yield {
        network: answer.network.name,
        vm: `${resource.kind} ${launcher?.namespace.namespace ?? ''}/${vmName}`,
        podInterface,
        span: spanOf(view.document, joinField(answer.field, 'name'), 'value'),
      };
    }
  }
}
