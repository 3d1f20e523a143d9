/**
 * A protocol of a port, or of a range of ports, other than TCP and UDP. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import { correctionOf, type Correction } from '../machine/correction.ts';
import { writtenAt } from '../machine/written-values.ts';
import type { Subject } from '../rule.ts';
import { interfaceAt, memberIndex } from './interface-at.ts';

const protocols = ['TCP', 'UDP'];

export default causeRule({
  id: 'unsupported-protocol',
  since: '0.2.0',
  summary: 'A protocol other than TCP and UDP.',
  advice: ({ place }, subject) => {
    const written = protocolAt(place, subject);
    const [meant] = choices(written);
    if (meant?.safety === 'safe') return l10n.t('Write {0}, in capitals.', meant.value);
    return written === ''
      ? l10n.t('A range needs its protocol: TCP or UDP.')
      : l10n.t('KubeVirt forwards TCP and UDP only.');
  },
  fixes: ({ field }, subject) =>
    choices(protocolAt(field, subject)).flatMap(({ value, safety }) =>
      subject.plan(l10n.t('Use {0}', value), safety, [written(subject, field, value)]),
    ),
});

function protocolAt(field: string, subject: Subject): string {
  const own = interfaceAt(subject, field)?.own;
  const port = memberIndex(field, 'ports');
  const range = memberIndex(field, 'portRanges');
  if (port !== undefined) return own?.ports[port]?.protocol ?? '';
  return range === undefined ? '' : (own?.portRanges[range]?.protocol ?? '');
}

/** One where only the letters' size is wrong; else both, for nobody can tell what SCTP was to become. */
function choices(written: string): readonly Correction[] {
  const meant = correctionOf(written.trim(), protocols);
  if (meant?.safety === 'safe') return [meant];
  const first = written.toUpperCase().startsWith('U') ? 'UDP' : 'TCP';
  return [first, ...protocols.filter((protocol) => protocol !== first)].map((value) => ({ value, safety: 'unsafe' }));
}

function written(subject: Subject, field: string, value: string): EditStep {
  const parent = field.replace(/\.protocol$/, '');
  return writtenAt(subject, field) === undefined
    ? { do: 'insert-entry', field: parent, key: 'protocol', value, at: 'first' }
    : { do: 'set', field, value };
}
