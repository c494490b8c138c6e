// The news of ended jobs for a user who looks at another tab: a number in the title and on the badge of an installed app,
// and a notification. All of it is withdrawn when the page is seen again.

const TAG = "tintype-ended";

let title, ended, pictures;

/**
 * Counts a job that has ended with so many pictures.
 * @returns the pictures since the page was left, or `undefined` while it is seen.
 */
export function noteEnd(count) {
  if (document.visibilityState === "visible") return undefined;
  if (title === undefined) {
    [title, ended, pictures] = [document.title, 0, 0];
    document.addEventListener("visibilitychange", withdraw);
  }
  [ended, pictures] = [ended + 1, pictures + count];
  document.title = `(${ended}) ${title}`;
  settled(navigator.setAppBadge?.(ended));
  return pictures;
}

function withdraw() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", withdraw);
  document.title = title;
  title = undefined;
  settled(navigator.clearAppBadge?.());
  settled(close());
}

async function close() {
  const registration = await worker();
  for (const notification of (await registration?.getNotifications({ tag: TAG })) ?? []) notification.close();
}

/** Browsers may refuse a badge or a notification at any time, and nothing depends on it. */
function settled(promise) {
  promise?.catch(() => {});
}

/** Chrome on Android and web apps of iOS show notifications of a service worker alone. */
const worker = () => navigator.serviceWorker?.getRegistration();

/** Whether this browser has notifications, and the page a worker for them. */
export const canNotify = () => Boolean(globalThis.Notification && navigator.serviceWorker?.controller);

/** Whether the user has allowed notifications. */
export const mayNotify = () => canNotify() && Notification.permission === "granted";

/** Asks the user for notifications, in the browser's words. Resolves to whether they are allowed. */
export async function askToNotify() {
  return (await Notification.requestPermission()) === "granted";
}

/** Shows a notification in the place of the last one. */
export function notify(text, icon) {
  const show = async () => (await worker())?.showNotification(title ?? document.title, { body: text, tag: TAG, icon });
  if (mayNotify()) settled(show());
}
