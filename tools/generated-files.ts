/**
 * The committed files that are generated from tables of the product: settings and rules. `tools/generate.mjs` writes
 * them, `npm run generate -- --check` fails when one is stale.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settingDefinitions } from '../server/src/core/settings.ts';
import { rules } from '../server/src/core/rules/registry.ts';

/** Text by path relative to the project root. */
export function generatedFiles(root: string): Record<string, string> {
  const nls = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
  const keptTexts = Object.entries(nls).filter(([key]) => !key.startsWith('settings.'));
  const settingTexts: [string, string][] = [];
  const properties: Record<string, unknown> = {};
  for (const { key, schema, scope, description } of settingDefinitions) {
    settingTexts.push([`settings.${key}`, description]);
    const enumDescriptions = schema.enumDescriptions?.map((text, index) => {
      settingTexts.push([`settings.${key}.${index}`, text]);
      return `%settings.${key}.${index}%`;
    });
    const shown: Record<string, unknown> =
      key === 'rules'
        ? {
            properties: Object.fromEntries(
              rules.map((rule) => [rule.id, { ...schema.additionalProperties, default: rule.severity }]),
            ),
          }
        : {};
    properties[`virtlens.${key}`] = {
      ...schema,
      ...(enumDescriptions && { enumDescriptions }),
      ...shown,
      scope,
      markdownDescription: `%settings.${key}%`,
    };
  }
  properties['virtlens.trace.server'] = {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    markdownDescription: '%settings.trace.server%',
  };
  settingTexts.push(['settings.trace.server', 'Log the messages between editor and server in the output channel.']);

  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    capabilities?: Record<string, unknown>;
    contributes?: Record<string, unknown>;
  };
  manifest.capabilities = {
    ...manifest.capabilities,
    untrustedWorkspaces: {
      supported: 'limited',
      description: '%capabilities.untrustedWorkspaces%',
      restrictedConfigurations: settingDefinitions
        .filter(({ needsTrust }) => needsTrust)
        .map(({ key }) => `virtlens.${key}`),
    },
  };
  manifest.contributes = { ...manifest.contributes, configuration: { title: 'VirtLens', properties } };
  return {
    'package.json': JSON.stringify(manifest, null, 2) + '\n',
    'package.nls.json': JSON.stringify(Object.fromEntries([...keptTexts, ...settingTexts]), null, 2) + '\n',
    'docs/settings.md': settingsPage(),
    'docs/rules/README.md': rulesPage(),
  };
}

function settingsPage(): string {
  const rows = settingDefinitions.map(({ key, schema, scope, description, needsTrust }) => {
    const type = schema.enum ? schema.enum.map((value) => `\`${value}\``).join(', ') : schema.type;
    return `| \`virtlens.${key}\` | ${type} | \`${JSON.stringify(schema.default)}\` | ${scope} | ${description}${needsTrust ? ' *Only in trusted workspaces.*' : ''} |`;
  });
  return `<!-- Generated from server/src/core/settings.ts by \`npm run generate\`. -->

# Settings

The same keys work in VS Code's settings, in the initialization options and in \`workspace/configuration\` of any other
editor (below the section \`virtlens\`). They apply at once, without reload. Facts that belong to a project rather than to a
person go into [\`.virtlens.yaml\`](project-file.md), which the command line reads too; where both speak, the project file wins.
What is marked *only in trusted workspaces* keeps its default until you trust the workspace.

| setting | values | default | scope | meaning |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

VS Code itself cuts the hints of a line at 43 characters, too short for an annotation. The extension raises that default
to 120 for YAML; \`editor.inlayHints.maximumLength\` below \`[yaml]\` in your settings says otherwise. Hints as a whole are
switched by VS Code's own \`editor.inlayHints.enabled\` (\`offUnlessPressed\` shows them while a key is held).
`;
}

function rulesPage(): string {
  const rows = rules.map(
    (rule) =>
      `| [\`${rule.id}\`](${rule.id}.md) | ${rule.severity} | ${rule.fixable ? 'yes' : 'no'} | ${rule.since} | ${rule.summary} |`,
  );
  return `<!-- Generated from server/src/core/rules by \`npm run generate\`. -->

# Rules

What the severities promise: **error** – certain to be refused, by the API server, by KubeVirt, or (content of a NAD) by
Multus or the CNI that reads it. **warning** – accepted, and then it fails, is ignored, or costs a migration or a restart.
**information** – depends on what cannot be seen here, or worth knowing. **hint** – a nicer way. A finding that rests on
something unknown is never above information.

Set a severity by \`virtlens.rules\` or by \`rules\` in \`.virtlens.yaml\` (\`off\` silences a rule). Silence one place with a
comment that names the rule and says why:

\`\`\`yaml
# virtlens-disable-next-line unregistered-binding-plugin -- registered by the platform team next week
\`\`\`

For what is found inside a text over several lines, as the JSON of a NAD, the comment stands above the line that the text
begins on.

| rule | severity | quick fix | since | what it finds |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
