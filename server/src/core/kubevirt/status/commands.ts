/**
 * Commands to look closer or to help, with the objects' own names, in backticks. A name that no object can have is replaced: what a dump
 * holds is pasted into a terminal.
 */
import type { Observed } from './observed.ts';

const safe = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

function word(name: string | undefined, placeholder: string): string {
  return name !== undefined && safe.test(name) ? name : placeholder;
}

function vmName({ vmi, vm }: Observed): string {
  return word(vmi?.name ?? vm?.name, 'VM');
}

function inNamespace({ namespace }: Observed): string {
  return `-n ${word(namespace, 'NAMESPACE')}`;
}

export function describePod(observed: Observed): string {
  const { pod } = observed;
  const which = pod ? word(pod.name, 'POD') : `-l vm.kubevirt.io/name=${vmName(observed)}`;
  return `\`kubectl describe pod ${which} ${inNamespace(observed)}\``;
}

export function getObject(observed: Observed, kind: 'vm' | 'vmi'): string {
  return `\`kubectl get ${kind} ${vmName(observed)} ${inNamespace(observed)} -o yaml\``;
}

export function getPod(observed: Observed): string {
  return `\`kubectl get pod -l vm.kubevirt.io/name=${vmName(observed)} ${inNamespace(observed)} -o yaml\``;
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
  const which = observed.pod ? word(observed.pod.name, 'POD') : `-l vm.kubevirt.io/name=${vmName(observed)}`;
  return `\`kubectl logs ${which} -c compute ${inNamespace(observed)}\``;
}
