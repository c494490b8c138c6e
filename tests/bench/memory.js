// The peak memory of processes, as Linux keeps it: exact, with nothing to sample.

import { readFile, writeFile } from "node:fs/promises";

/** Resets the peak of these processes; `undefined` where the system keeps no such figures. */
export async function watchMemory(pids) {
  if (process.platform !== "linux") return undefined;
  const starts = new Map();
  for (const pid of pids) {
    try {
      // Sets the peak to what is in use now.
      await writeFile(`/proc/${pid}/clear_refs`, "5");
      starts.set(pid, fieldOf(await statusOf(pid), "VmRSS"));
    } catch {
      // The exiting process of an earlier page has no memory to report.
    }
  }
  return {
    /** The most that a process has used since, beyond what it used then, in bytes. */
    growthOf: async (pid) => fieldOf(await statusOf(pid), "VmHWM") - starts.get(pid),
  };
}

const statusOf = (pid) => readFile(`/proc/${pid}/status`, "utf8");

/** A field of /proc/{pid}/status, in bytes. */
export function fieldOf(status, name) {
  return 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)[1]);
}
