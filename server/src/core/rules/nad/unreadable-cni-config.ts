/**
 * A `spec.config` that is no JSON object: the API server takes it as a text, and Multus refuses each Pod that the network
 * is meant for. Truth: `k8snetworkplumbingwg/network-attachment-definition-client · pkg/utils/cniconfig.go`
 * (`getCNIConfigFromSpec`), Go's `encoding/json`.
 */
import * as l10n from '@vscode/l10n';
import type { JsonDocument, JsonFault, JsonSpan } from '../../json/json-tree.ts';
import { isForeignWord, mendAll, mendOf, type JsonMend } from '../../json/mend-json.ts';
import type { NadConfig } from '../../resources/nad.ts';
import { editInScalar } from '../../yaml/edit-in-scalar.ts';
import { spanInScalar } from '../../yaml/locate-json.ts';
import type { Fix, Rule, Subject } from '../rule.ts';

/** The rest of a text with more faults than these is hardly JSON at all. */
const mostTold = 20;

const rule: Rule = {
  id: 'unreadable-cni-config',
  since: '0.3.0',
  severity: 'error',
  summary: 'A CNI configuration that Multus cannot read as a JSON object.',
  fixable: true,
  roles: ['nad'],
  check(subject, report) {
    const config = configOf(subject);
    if (!config || config.cni) return;
    const { node, json } = config;
    const tell = (span: JsonSpan, message: string, data?: number): void => {
      report({
        field: subject.nad?.configField ?? '',
        on: 'value',
        span: firstLine(subject, spanInScalar(subject.document, node, span)),
        message,
        ...(subject.isPatch || isDraft(json) ? { severity: 'information' as const } : {}),
        data,
      });
    };
    if (json.faults.length === 0)
      tell(json.root ?? { start: 0, end: 0 }, l10n.t('Multus refuses this configuration: it is no JSON object.'));
    for (const [index, fault] of json.faults.slice(0, mostTold).entries())
      tell(fault, l10n.t('Multus cannot read this configuration: {0}', fault.message), index);
  },
  fixes({ data }, subject) {
    const config = configOf(subject);
    const fault = config?.json.faults[Number(data)];
    if (!config || !fault) return [];
    const mends = [mendOf(config.json, fault), mendAll(config.json)];
    return mends.flatMap((mend) => (mend ? fixOf(mend, subject) : []));
  },
};

export default rule;

function configOf({ nad }: Subject): NadConfig | undefined {
  return typeof nad?.config === 'object' ? nad.config : undefined;
}

/** Whether something is still to be filled in, or the text belongs to a document about configurations. */
function isDraft({ text, faults }: JsonDocument): boolean {
  const isOpen = ({ code, start, end }: JsonFault): boolean =>
    code === 'ellipsis' ||
    code === 'placeholder' ||
    code === 'call-out' ||
    (code === 'bad-value' && !isForeignWord(text.slice(start, end)));
  return faults.some(isOpen);
}

/** A long part is marked by its first line. */
function firstLine({ text }: Subject, { start, end }: JsonSpan): JsonSpan {
  const line = /^[^\r\n]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start, end: line > 0 ? start + line : end };
}

function fixOf({ title, isSafe, edits }: JsonMend, { nad, document, text }: Subject): readonly Fix[] {
  const changed = nad && editInScalar(document, text, nad.configField, edits);
  return changed ? [{ title, safety: isSafe ? 'safe' : 'unsafe', edit: { in: 'document', edits: changed } }] : [];
}
