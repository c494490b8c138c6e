// Reads a page's main thread from a trace: the durations of its tasks between the marks of the measurement.

export const CATEGORIES = ["disabled-by-default-devtools.timeline", "blink.user_timing"];

/** Returns the page's process and its main thread's task time between the marks, total and longest, in ms. */
export function mainThread(events, pageUrl) {
  const { pid, tasks } = tasksOf(events, pageUrl);
  return {
    pid,
    mainThreadMs: tasks.reduce((sum, { dur }) => sum + dur, 0) / 1000,
    longestTaskMs: Math.max(0, ...tasks.map(({ dur }) => dur)) / 1000,
  };
}

/** Returns the page's process and its main thread's tasks between the marks, with wall and CPU time in µs. */
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
