/** What is said of configurations that are no JSON: on which characters, how loud, and what the fixes make of them. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { checkFixes } from '../fixes/fixes-hold.ts';

const uri = 'file:///w/nad.yaml';
const id = 'unreadable-cni-config';

function nad(config: string): string {
  return `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: lan\nspec:\n  config: ${config}\n`;
}

/** Findings of the rule as `severity: marked text`. */
function told(text: string, beside: Readonly<Record<string, string>> = {}): string[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, other] of Object.entries(beside)) workspace.setDiskFile(`file:///w/${name}`, other);
  workspace.setDiskFile(uri, text);
  return [...store.of(uri)].flatMap(({ findings, segment }) =>
    findings
      .filter(({ rule }) => rule === id)
      .map(({ severity, span }) => `${severity}: ${segment.text.slice(span.start, span.end)}`),
  );
}

describe('a configuration that is no JSON', () => {
  it.each<[string, string, string[]]>([
    ['in single quotes', `'{"type": "bridge",}'`, ['error: ,']],
    ['with a quote before the fault', `'{"name": "it''s", "type": "bridge",}'`, ['error: ,']],
    ['in double quotes', `"{\\"type\\": \\"bridge\\",}"`, ['error: ,']],
    ['in a block', `|\n    {\n      "type": "bridge"\n      "bridge": "br1"\n    }`, ['error: "bridge"']],
    ['folded, with a comment', `>-\n    {"type": "bridge", # one\n    "bridge": "br1"}`, ['error: # one']],
    ['over lines in quotes, with a comment', `'{"type": "bridge", # one\n    "bridge": "br1"}'`, ['error: # one']],
    ['that nothing is in but blanks', `' '`, [`error:  `]],
    ['that is a list', `'[{"type": "bridge"}]'`, ['error: [{"type": "bridge"}]']],
    ['that is a word', `bridge`, ['information: bridge']],
    ['with an unread escape', `'{\\n"type": "bridge"}'`, ['error: \\']],
  ])('%s is an Error on its character', (_, config, expected) => {
    expect(told(nad(config))).toEqual(expected);
    expect(told(nad(config).replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  it.each([
    ['something left out', `'{"type": "bridge", ...}'`],
    ['an ellipsis in it', `|\n    {\n      "type": "bridge",\n      …\n    }`],
    ['a placeholder', `'{"type": "bridge", "vlan": <vlan>}'`],
    ['a call-out', `|\n    {\n      "type": "bridge", <1>\n      "bridge": "br1",\n    }`],
    ['an arrow', `|\n    {\n      "type": "bridge" <--- the type\n    }`],
    ['a word that may be one', `'{"type": "bridge", "vlan": VLAN}'`],
  ])('with %s is only mentioned', (_, config) => {
    const found = told(nad(config));
    expect(found.length).toBeGreaterThan(0);
    for (const finding of found) expect(finding).toMatch(/^information: /);
  });

  it.each([
    ['templates in it', `'{"type": {{ .Values.type }}, "bridge": "br1"}'`],
    ['a parameter', '\'{"type": "bridge", "vlan": ${VLAN}}\''],
    ['no text', `{type: bridge}`],
    ['nothing', ''],
  ])('is not judged with %s', (_, config) => {
    expect(told(nad(config))).toEqual([]);
  });

  it('is only mentioned in a patch', () => {
    const kustomization = 'resources: [base.yaml]\npatches:\n- path: nad.yaml\n';
    expect(told(nad(`'{"type": "bridge",}'`), { 'kustomization.yaml': kustomization })).toEqual(['information: ,']);
  });
});

describe('its fixes', () => {
  it.each([
    `'{"cniVersion": "0.3.1", "type": "bridge", "bridge": "it''s",}'`,
    `"{\\"cniVersion\\": \\"0.3.1\\", \\"type\\": \\"bridge\\", \\"bridge\\": \\"br1\\",}"`,
    `|-\n    {\n      'cniVersion': "0.3.1",\n      // the type\n      type: "bridge",\n      "bridge": "br1",\n    }`,
    `>-\n    {"cniVersion": "0.3.1", "type": "bridge", # one\n    "bridge": "br1"}`,
    `'{"cniVersion": "0.3.1", "type": "bridge", # one\n    "bridge": "br1"}'`,
  ])('hold for %s', (config) => {
    for (const text of [nad(config), nad(config).replaceAll('\n', '\r\n')]) {
      const { fixed } = checkFixes(text, new Set([id]));
      expect([...fixed]).toEqual([id]);
    }
  });
});
