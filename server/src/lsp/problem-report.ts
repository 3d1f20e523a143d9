/** Gathers what a problem report tells; what of it may be shown is decided by `core/features/problem-report.ts`. */
import { problemReportText } from '../core/features/problem-report.ts';
import type { Settings } from '../core/settings.ts';
import type { Session } from './session.ts';

/** Of all that is known; `editor`: the editor in words, where the client knows more than it said of itself. */
export function problemReport(session: Session, editor?: string): string {
  const { workspace, index, options, about, machine, faults } = session;
  const open = workspace.openUris;
  const { program, client, language } = about;
  // Settings of no file in particular where none is open.
  const settings: readonly Settings[] = (open.length > 0 ? open : ['']).map((uri) => workspace.settings(uri));
  return problemReportText({
    versions: [
      ['VirtLens', program],
      ['Editor', editor ?? client],
      ['Language', language],
      ...(machine
        ? ([
            ['System', machine.system],
            ['Runtime', machine.runtime],
          ] as const)
        : []),
      ['Commands by', options.commands ?? 'server'],
      ['Another YAML server', options.otherYamlServer === true ? 'yes' : 'no'],
    ],
    releases: open.map((uri) => {
      const { release, releaseSource, unknownRelease } = workspace.known.cluster(uri);
      return { id: release.id, from: releaseSource.from, isKnown: unknownRelease === undefined };
    }),
    settings,
    counts: [
      ['Files known', workspace.knownUris.length],
      ['Files left out by limits', index.limit?.leftOut ?? 0],
      ['Files open', open.length],
    ],
    findings: open.flatMap((uri) => rulesIn(session, uri)),
    faults: faults.faults,
  });
}

/** A fault in a rule is what many a report is about: it must not keep the report from being made. */
function rulesIn({ findings, faults }: Session, uri: string): readonly string[] {
  try {
    return [...findings.of(uri)].flatMap((document) => document.findings.map(({ rule }) => rule));
  } catch (fault) {
    faults.note('problemReport', fault);
    return ['(cannot be computed)'];
  }
}
