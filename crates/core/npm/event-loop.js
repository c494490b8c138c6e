// Yielding to the event loop during long work.

/** The time limit of work within one task, in milliseconds. Browsers count tasks over 50 ms as long tasks. */
export const MAX_TASK_MS = 20;

/**
 * Resolves in a later task, after all queued tasks. Uses a `MessageChannel`, because hidden pages throttle timers to
 * one per second, and continuations of `scheduler.yield` run before all timers and messages of the page.
 * @returns {Promise<void>}
 */
export function yieldToEventLoop() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port keeps the Node process alive.
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
