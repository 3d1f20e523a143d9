/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import duplicateKey from './text/duplicate-key.ts';
import absentNotUnpluggable from './interface/absent-not-unpluggable.ts';
import bootableInterfaceWithLaunchSecurity from './interface/bootable-interface-with-launch-security.ts';
import deprecatedField from './interface/deprecated-field.ts';
import duplicateBootOrder from './interface/duplicate-boot-order.ts';
import duplicatePortName from './interface/duplicate-port-name.ts';
import invalidBootOrder from './interface/invalid-boot-order.ts';
import invalidDhcpOptions from './interface/invalid-dhcp-options.ts';
import invalidInterfaceName from './interface/invalid-interface-name.ts';
import invalidNtpServer from './interface/invalid-ntp-server.ts';
import invalidPortName from './interface/invalid-port-name.ts';
import invalidPortNumber from './interface/invalid-port-number.ts';
import invalidPortRanges from './interface/invalid-port-ranges.ts';
import invalidRunStrategy from './interface/invalid-run-strategy.ts';
import linkStateOnSriov from './interface/link-state-on-sriov.ts';
import malformedMacAddress from './interface/malformed-mac-address.ts';
import malformedPciAddress from './interface/malformed-pci-address.ts';
import probeWithoutPodNetwork from './interface/probe-without-pod-network.ts';
import reservedMacAddress from './interface/reserved-mac-address.ts';
import unsupportedInterfaceModel from './interface/unsupported-interface-model.ts';
import unsupportedInterfaceState from './interface/unsupported-interface-state.ts';
import unsupportedProtocol from './interface/unsupported-protocol.ts';
import invalidProjectFile from './invalid-project-file.ts';
import networksAnnotationMismatch from './networks-annotation-mismatch.ts';
import type { Rule } from './rule.ts';
import unreadableYaml from './text/unreadable-yaml.ts';
import unregisteredBindingPlugin from './unregistered-binding-plugin.ts';
import unusedSuppression from './unused-suppression.ts';

export const rules: readonly Rule[] = [
  absentNotUnpluggable,
  bootableInterfaceWithLaunchSecurity,
  deprecatedField,
  duplicateBootOrder,
  duplicateKey,
  duplicatePortName,
  invalidBootOrder,
  invalidDhcpOptions,
  invalidInterfaceName,
  invalidNtpServer,
  invalidPortName,
  invalidPortNumber,
  invalidPortRanges,
  invalidProjectFile,
  invalidRunStrategy,
  linkStateOnSriov,
  malformedMacAddress,
  malformedPciAddress,
  networksAnnotationMismatch,
  probeWithoutPodNetwork,
  reservedMacAddress,
  unreadableYaml,
  unregisteredBindingPlugin,
  unsupportedInterfaceModel,
  unsupportedInterfaceState,
  unsupportedProtocol,
  unusedSuppression,
];
