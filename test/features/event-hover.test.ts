/** What hovers tell of events of launcher Pods, in both forms that Kubernetes has, and of which they tell nothing. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { hoverAt } from '../../server/src/core/features/hover.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';

const uri = 'file:///lab/events.yaml';
const launcher = 'kind: Pod, name: virt-launcher-till-x2x2x, namespace: shop';

function hoverOn(part: string, text: string): string | undefined {
  const workspace = new Workspace(newCounters());
  workspace.setDiskFile(uri, text);
  const view = workspace.view(uri, 0);
  return view && hoverAt(view, text.indexOf(part), workspace.context(uri))?.markdown;
}

const event = (object: string, message = 'Add net1 [] from shop/stock'): string =>
  `apiVersion: v1\nkind: Event\ninvolvedObject: { ${object} }\nreason: AddedInterface\nmessage: '${message}'\ncount: 3\n`;

describe('the hover of an event', () => {
  it('tells on reason and message what it means', () => {
    for (const part of ['AddedInterface', 'Add net1']) {
      const told = hoverOn(part, event(launcher));
      expect(told).toContain('**Event `AddedInterface`** of Pod `virt-launcher-till-x2x2x`');
      expect(told).toContain('Multus attached net1 by shop/stock.');
    }
    expect(hoverOn('count', event(launcher))).toBeUndefined();
  });

  it('reads the newer form, and events in lists', () => {
    const newer = `apiVersion: events.k8s.io/v1\nkind: Event\nregarding: { ${launcher} }\nreason: NoNetworkFound\nnote: cannot find a network-attachment-definition (stock) in namespace (shop)\n`;
    expect(hoverOn('cannot', newer)).toContain('Multus finds no NAD shop/stock.');
    const item = event(launcher).trimEnd().replaceAll('\n', '\n    ');
    const list = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n  - ${item}\n`;
    expect(hoverOn('Add net1', list)).toContain('Multus attached net1');
    const unsaid = list.replace('kind: List', 'kind: EventList').replaceAll(/ {4}kind: Event\n/g, '');
    expect(hoverOn('Add net1', unsaid)).toContain('Multus attached net1');
  });

  it('tells nothing of other objects and other events', () => {
    expect(hoverOn('Add net1', event('kind: Pod, name: shop-5d7c'))).toBeUndefined();
    expect(hoverOn('Add net1', event('kind: Node, name: virt-launcher-x'))).toBeUndefined();
    expect(hoverOn('Add net1', event(launcher).replace('reason: AddedInterface', 'reason: Pulled'))).toBeUndefined();
    expect(hoverOn('Add net1', event(launcher).replace('reason: AddedInterface', 'reason: {}'))).toBeUndefined();
  });
});
