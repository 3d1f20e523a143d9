/**
 * Commands to look closer or to help, with the objects' own names, in backticks. A name that no object can have is replaced: what a dump
 * holds is pasted into a terminal.
 */
import { launcherLabel } from '../launcher-label.ts';
import type { Observed } from './observed.ts';

const safe = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

function word(name: string | undefined, placeholder: string): string {
  return name !== undefined && safe.test(name) ? name : placeholder;
}

function vmName({ vmi, vm }: Observed): string {
  return word(vmi?.name ?? vm?.name, 'VM');
}

/** Chooses the launcher Pods of the VM, whatever they are called. */
function launcherSelector({ vmi, vm }: Observed): string {
  const hostname = (vmi?.running ?? vm?.desired)?.machine.hostname;
  return `-l vm.kubevirt.io/name=${word(launcherLabel(vmi?.name ?? vm?.name ?? '', hostname), 'VM')}`;
}

function inNamespace({ namespace }: Observed): string {
  return `-n ${word(namespace, 'NAMESPACE')}`;
}

/** By its name where it is seen. */
function launcherPod(observed: Observed): string {
  return observed.pod ? word(observed.pod.name, 'POD') : launcherSelector(observed);
}

export function describePod(observed: Observed): string {
  return `\`kubectl describe pod ${launcherPod(observed)} ${inNamespace(observed)}\``;
}

export function getObject(observed: Observed, kind: 'vm' | 'vmi'): string {
  return `\`kubectl get ${kind} ${vmName(observed)} ${inNamespace(observed)} -o yaml\``;
}

export function getPod(observed: Observed): string {
  return `\`kubectl get pod ${launcherSelector(observed)} ${inNamespace(observed)} -o yaml\``;
}

export function getMigrations(observed: Observed): string {
  return `\`kubectl get vmim ${inNamespace(observed)}\``;
}

export function getNad(reference: string | undefined): string {
  const [namespace, name] = (reference ?? '').split('/');
  return `\`kubectl get net-attach-def ${word(name, 'NAD')} -n ${word(namespace, 'NAMESPACE')} -o yaml\``;
}

export function migrateCommand(observed: Observed): string {
  return `\`virtctl migrate ${vmName(observed)} ${inNamespace(observed)}\``;
}

export function restartCommand(observed: Observed): string {
  return `\`virtctl restart ${vmName(observed)} ${inNamespace(observed)}\``;
}

export function getInterfaces(observed: Observed): string {
  return `\`kubectl get vmi ${vmName(observed)} ${inNamespace(observed)} -o jsonpath='{.status.interfaces}'\``;
}

export function consoleCommand(observed: Observed): string {
  return `\`virtctl console ${vmName(observed)} ${inNamespace(observed)}\``;
}

export function launcherLogs(observed: Observed): string {
  return `\`kubectl logs ${launcherPod(observed)} -c compute ${inNamespace(observed)}\``;
}
