/**
 * A process of its own that says of one hostile text all that an editor would ask for, and tells on its output what that
 * took. `NAME SIZE [SIZE…]`: the text of each size in turn.
 */
import path from 'node:path';
import { newCounters } from '../../server/src/core/counters.ts';
import { codeLenses } from '../../server/src/core/features/code-lenses.ts';
import { hoverAt } from '../../server/src/core/features/hover.ts';
import { inlayHints } from '../../server/src/core/features/inlay-hints.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { defaultSettings } from '../../server/src/core/settings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { nodeSchemas } from '../../server/src/host/node/schema-files.ts';
import { hostileTexts, type HostileText } from './hostile-texts.ts';

/** What one text took, and what was said of it. */
export interface Judged {
  readonly milliseconds: number;
  readonly findings: number;
  readonly rules: readonly string[];
}

const uri = 'file:///r/a.yaml';

function judge(text: string): Judged {
  const before = process.cpuUsage();
  const workspace = new Workspace(
    newCounters(),
    {},
    nodeSchemas(path.resolve('server/src/core/schemas/generated'), console),
  );
  const store = new FindingStore(workspace);
  workspace.open(uri, 1, text);
  const context = workspace.context(uri);
  const rules = new Set<string>();
  let count = 0;
  for (const { findings } of store.of(uri)) {
    count += findings.length;
    for (const { rule } of findings) rules.add(rule);
  }
  for (const index of workspace.file(uri)?.store.segments.keys() ?? []) {
    const view = workspace.view(uri, index);
    if (!view) continue;
    const { length } = view.segment.text;
    const statusOf = (resource: (typeof view.resources)[number]) => store.status(view, resource);
    const range = { start: 0, end: length };
    inlayHints({ view, range, settings: defaultSettings, context, statusOf, counters: workspace.counters });
    codeLenses(view, defaultSettings, context);
    hoverAt(view, length >> 1, { ...context, statusOf });
  }
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, findings: count, rules: [...rules] };
}

const [name, ...sizes] = process.argv.slice(2);
const judged = sizes.map((size) => judge(hostileTexts[name as HostileText](Number(size))));
process.stdout.write(JSON.stringify(judged));
