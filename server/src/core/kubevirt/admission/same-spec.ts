/**
 * Whether two VMIs have the same spec to KubeVirt, which lets users change none of it. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-update-admitter.go`, v1.6–v1.9.
 */
import type { Release } from '../releases/release.ts';
import { isSameValue } from '../same-value.ts';
import { semanticSpec } from '../semantic-form.ts';
import { memberAt } from './admitted-object.ts';

export function isSameSpec(one: unknown, other: unknown, release: Release): boolean {
  const [first, second] = [memberAt(one, 'spec'), memberAt(other, 'spec')];
  return isSameValue(semanticSpec(first, release), semanticSpec(second, release));
}
