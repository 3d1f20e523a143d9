/**
 * Everything that VirtLens knows to be wrong with one CNI configuration, each fault under the id of the rule that tells
 * it. It looks at the configuration and at the NAD's own name only; what other objects have to do with it is said
 * elsewhere. Truth: the sources that `checks/` and `types/` name.
 */
import type { CniConfig } from './cni-config.ts';
import type { CniFault, CniOwner } from './cni-fault.ts';
import { checkAliases } from './checks/aliases.ts';
import { checkCombinations } from './checks/combinations.ts';
import { checkOvn } from './checks/ovn.ts';
import { checkRequired } from './checks/required.ts';
import { checkStructure } from './checks/structure.ts';
import { checkValues } from './checks/values.ts';

export type { CniFault, CniMend, CniOwner } from './cni-fault.ts';

export function checkCni(config: CniConfig, owner: CniOwner): readonly CniFault[] {
  return [
    ...checkStructure(config),
    ...checkValues(config),
    ...checkRequired(config, owner),
    ...checkCombinations(config),
    ...checkAliases(config),
    ...checkOvn(config, owner),
  ];
}
