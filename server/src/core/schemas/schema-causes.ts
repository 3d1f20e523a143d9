/**
 * What KubeVirt's webhook says by its own schema, as `webhooks.ValidateSchema` does before all other rules: spec and status
 * of the kinds that it validates, and the keys at the top. Not what the API server alone objects to (metadata, numbers
 * that Go cannot hold, quantities). Truth: `kubevirt/kubevirt · pkg/util/openapi/openapi.go`, v1.6–v1.9.
 */
import type { SchemaSource } from '../ports.ts';
import type { SchemaFault } from './schema-types.ts';
import { validate, type ValidateInput } from './validate.ts';

/** The shape of a webhook's causes; the schema's have neither type nor field, so the field here is that of the fault. */
export interface SchemaCause {
  readonly type: '';
  readonly message: string;
  readonly field: string;
}

export function schemaCauses(source: SchemaSource, input: ValidateInput): readonly SchemaCause[] {
  return causesOf(validate(source, input));
}

/** The same from faults that are at hand. */
export function causesOf(faults: readonly SchemaFault[]): readonly SchemaCause[] {
  return faults.filter(({ byWebhook }) => byWebhook).map(({ message, field }) => ({ type: '', message, field }));
}
