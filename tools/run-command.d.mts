export const root: string;
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly show?: boolean;
  readonly limit?: number;
}
export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly ms: number;
}
export function runCommand(command: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
export function endGroup(pid: number | undefined, signal: NodeJS.Signals): void;
