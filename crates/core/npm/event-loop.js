// Long work gives the event loop its turn.

/** The longest that work may go on within one task, in milliseconds: under the 50 that count as a long task. */
export const MAX_TASK_MS = 20;

/** Resolves in a later task. Timers would be throttled to one a second in a hidden page, so browsers without `scheduler.yield` send themselves a message. */
export function yieldToEventLoop() {
  // Rejected where the caller's own task was aborted, which ends no call.
  if (globalThis.scheduler?.yield) return scheduler.yield().catch(() => {});
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port keeps Node from ending.
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
