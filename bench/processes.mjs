// What a child process has used, read from Linux: CPU time of its threads and its memory at the highest. Elsewhere both
// are undefined, and the benchmark says that it could not measure them; it must never guess them from the wall clock.
import { readFileSync, readdirSync } from 'node:fs';

/** CPU time of all threads so far, in ms, garbage collection included; nanosecond steps. */
export function cpuOf(pid) {
  try {
    let nanoseconds = 0;
    for (const task of readdirSync(`/proc/${pid}/task`))
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ', 1)[0]);
    return nanoseconds > 0 ? nanoseconds / 1e6 : undefined;
  } catch {
    return undefined;
  }
}

/** The most memory that was ever resident, in MB. */
export function peakMemoryOf(pid) {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
