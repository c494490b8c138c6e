// Notifications about finished jobs for a user who looks at another tab: a number in the title and on the badge of an
// installed app, and a system notification. All of them are removed when the page becomes visible again.

const TAG = "tintype-ended";

let title, ended, pictures;

/**
 * Counts a finished job and its pictures.
 * @returns the number of pictures since the page was hidden, or `undefined` while it is visible.
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

/** Ignores a rejection. Browsers may refuse a badge or a notification at any time, and nothing depends on it. */
function settled(promise) {
  promise?.catch(() => {});
}

/** Returns the service worker registration, which Chrome on Android and web apps on iOS need for notifications. */
const worker = () => navigator.serviceWorker?.getRegistration();

/** Whether this browser supports notifications, and a service worker controls the page. */
export const canNotify = () => Boolean(globalThis.Notification && navigator.serviceWorker?.controller);

/** Whether the user has allowed notifications. */
export const mayNotify = () => canNotify() && Notification.permission === "granted";

/** Requests permission for notifications in the browser's prompt. Resolves to whether the user allowed them. */
export async function askToNotify() {
  return (await Notification.requestPermission()) === "granted";
}

/** Shows a notification, replacing the last one. */
export function notify(text, icon) {
  const show = async () => (await worker())?.showNotification(title ?? document.title, { body: text, tag: TAG, icon });
  if (mayNotify()) settled(show());
}
