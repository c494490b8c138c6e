// A page's main thread, read from a trace: how long its tasks took between the marks of the measurement.

export const CATEGORIES = ["disabled-by-default-devtools.timeline", "blink.user_timing"];

/** The page's process and the milliseconds of its main thread's tasks between the marks, in all and the longest. */
export function mainThread(events, pageUrl) {
  const { pid, tasks } = tasksOf(events, pageUrl);
  return {
    pid,
    mainThreadMs: tasks.reduce((sum, { dur }) => sum + dur, 0) / 1000,
    longestTaskMs: Math.max(0, ...tasks.map(({ dur }) => dur)) / 1000,
  };
}

/** The page's process and the tasks of its main thread between the marks: microseconds by the clock and of the processor. */
export function tasksOf(events, pageUrl) {
  const pid = processOf(events, pageUrl);
  const own = events.filter((event) => event.pid === pid);
  const { tid } = own.find((event) => event.name === "thread_name" && event.args.name === "CrRendererMain");
  const from = timeOf(own, "bench-start");
  const to = timeOf(own, "bench-end");
  const tasks = own
    .filter((event) => event.tid === tid && event.name === "RunTask")
    .filter(({ ts, dur }) => ts < to && ts + dur > from)
    .map(({ ts, dur, tdur }) => ({ dur: Math.min(ts + dur, to) - Math.max(ts, from), tdur }));
  return { pid, tasks };
}

function processOf(events, pageUrl) {
  const frames = events
    .filter((event) => event.name === "TracingStartedInBrowser")
    .flatMap((event) => event.args.data.frames);
  return frames.find((frame) => frame.url === pageUrl).processId;
}

const timeOf = (events, mark) => events.find((event) => event.name === mark).ts;
