// `npm run audit`: asks the registry for known vulnerabilities of every locked package, and says which of them are part of the
// product. Not every registry answers audits; then it says that nothing was checked, which is no failure of the project and
// no clean bill either. Ends with 1 where there is a vulnerability.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundledPackages } from './bundled-packages.mjs';
import { runCommand } from './run-command.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * What `npm audit --json` came to: `{ state: 'clean' | 'vulnerable' | 'unanswered', lines }`. `output` may have warnings around
 * its JSON; `bundled` are names of packages that the product holds.
 */
export function auditVerdict(output, bundled) {
  const report = reportIn(output);
  if (!report?.metadata?.vulnerabilities || !report.vulnerabilities)
    return {
      state: 'unanswered',
      lines: ['NOT AUDITED: the registry answered no audit, so nothing is known of vulnerabilities.', reasonOf(report)],
    };
  const found = Object.values(report.vulnerabilities);
  if (found.length === 0)
    return {
      state: 'clean',
      lines: [`no known vulnerability in ${report.metadata.dependencies?.total ?? 'all'} packages`],
    };
  const lines = found.map(({ name, severity, via }) => {
    const titles = via.flatMap((one) => (typeof one === 'string' ? [`by ${one}`] : [one.title]));
    return `${severity.padEnd(8)} ${name}${bundled.has(name) ? ' (part of the product)' : ''}: ${titles.join('; ')}`;
  });
  return { state: 'vulnerable', lines: [...lines, `${found.length} packages with known vulnerabilities`] };
}

function reportIn(output) {
  const start = output.indexOf('\n{') + 1;
  const end = output.lastIndexOf('}');
  try {
    return JSON.parse(output.slice(output.startsWith('{') ? 0 : start, end + 1));
  } catch {
    return undefined;
  }
}

/** Without the address, which is whoever's registry it is. */
function reasonOf(report) {
  const words = report?.message ?? report?.error?.summary ?? 'it could not be reached, or its answer could not be read';
  return `It said: ${String(words).replace(/\s+-\s+\w+\s+https?:\S+|https?:\S+/g, '')}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { output } = await runCommand('npm', ['audit', '--json'], { limit: 120_000 });
  let bundled = new Set();
  try {
    bundled = new Set(bundledPackages(root).map(({ name }) => name));
  } catch (fault) {
    console.log(`which packages are part of the product is not known: ${fault.message}`);
  }
  const { state, lines } = auditVerdict(output, bundled);
  for (const line of lines) console.log(line);
  process.exitCode = state === 'vulnerable' ? 1 : 0;
}
