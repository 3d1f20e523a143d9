/**
 * Finds and reads golden files: `*.jsonl`, one JSON object a line. A difference file (`diff-v1.8.4.jsonl`, or with a
 * prefix, `repo-diff-v1.8.4.jsonl`) belongs to the case files of its folder that begin with the same prefix.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, ReleaseDifference } from './case.ts';

/** One file of cases. */
export interface GoldenFile {
  readonly folder: string;
  readonly lines: readonly JsonObject[];
  /** By release, then by the id of the case. */
  readonly differences: ReadonlyMap<string, ReadonlyMap<string, ReleaseDifference>>;
}

interface DifferenceFile {
  readonly prefix: string;
  readonly release: string;
  readonly byId: ReadonlyMap<string, ReleaseDifference>;
}

const differenceName = /^(.*?)diff-(v\d+\.\d+\.\d+)\.jsonl$/;

/** The case files at or below some folders (a path may also name one file). Throws on what cannot be read. */
export function readGoldenFolders(starts: readonly string[]): readonly GoldenFile[] {
  const files = [...new Set(starts.flatMap((start) => jsonLinesBelow(path.resolve(start))))];
  const differences = new Map<string, readonly DifferenceFile[]>();
  return files
    .filter((file) => !differenceName.test(path.basename(file)))
    .map((file) => {
      const folder = path.dirname(file);
      const inFolder = differences.get(folder) ?? readDifferences(folder);
      differences.set(folder, inFolder);
      return { folder, lines: readJsonLines(file), differences: differencesFor(path.basename(file), inFolder) };
    });
}

function jsonLinesBelow(start: string): string[] {
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = path.join(start, entry.name);
      return entry.isDirectory() ? jsonLinesBelow(inner) : entry.name.endsWith('.jsonl') ? [inner] : [];
    });
}

function readDifferences(folder: string): readonly DifferenceFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const match = differenceName.exec(name);
      if (!match) return [];
      const lines = readJsonLines(path.join(folder, name)) as unknown as ReleaseDifference[];
      return [{ prefix: match[1] ?? '', release: match[2] ?? '', byId: new Map(lines.map((line) => [line.id, line])) }];
    });
}

/** Of several prefixes that fit, the longest counts. */
function differencesFor(name: string, all: readonly DifferenceFile[]): GoldenFile['differences'] {
  const fitting = all.filter(({ prefix }) => name.startsWith(prefix));
  const longest = Math.max(0, ...fitting.map(({ prefix }) => prefix.length));
  return new Map(fitting.filter(({ prefix }) => prefix.length === longest).map(({ release, byId }) => [release, byId]));
}

function readJsonLines(file: string): JsonObject[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line) as JsonObject];
      } catch (problem) {
        throw new Error(`${file}:${index + 1}: ${problem instanceof Error ? problem.message : String(problem)}`);
      }
    });
}
