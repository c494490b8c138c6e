// Reads the peak memory of processes from Linux. The kernel's counter is exact, so no sampling is needed.

import { readFile, writeFile } from "node:fs/promises";

/** Resets the peak of these processes. Returns `undefined` on systems without such counters. */
export async function watchMemory(pids) {
  if (process.platform !== "linux") return undefined;
  const starts = new Map();
  for (const pid of pids) {
    try {
      // Resets the peak to the current usage.
      await writeFile(`/proc/${pid}/clear_refs`, "5");
      starts.set(pid, fieldOf(await statusOf(pid), "VmRSS"));
    } catch {
      // The exiting process of an earlier page has no memory to report.
    }
  }
  return {
    /** Returns the peak growth of a process since the reset, in bytes. */
    growthOf: async (pid) => fieldOf(await statusOf(pid), "VmHWM") - starts.get(pid),
  };
}

const statusOf = (pid) => readFile(`/proc/${pid}/status`, "utf8");

/** Returns a field of /proc/{pid}/status in bytes. */
export function fieldOf(status, name) {
  return 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)[1]);
}
