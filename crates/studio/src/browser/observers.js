// Observers: an element that comes near, a text that no longer fits, a screen that is turned.

/** Presses a button whenever it comes within two screens of what is seen. */
export function pressWhenNear(button) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.at(-1).isIntersecting) return;
      button.click();
      // Observed again once there is a new page: it may still be near, which would be no change of the intersection.
      observer.unobserve(button);
      requestAnimationFrame(() => button.isConnected && observer.observe(button));
    },
    { rootMargin: "200%" },
  );
  observer.observe(button);
}

const buttons = new WeakMap();

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) update(target);
});

/** Shows the button while lines of the text are hidden, or were before it was opened. */
export function showButtonWhenClamped(text, button) {
  buttons.set(text, button);
  observer.observe(text);
}

function update(text) {
  const button = buttons.get(text);
  const isOpen = button.getAttribute("aria-expanded") === "true";
  // A pixel is left for fractions of a line.
  button.hidden = !isOpen && text.scrollHeight <= text.clientHeight + 1;
}

// The middle of the window, as a part of the element that is there.
let middle;
let isFollowed = false;
const SETTLED_MS = 100;
// The smallest that matters first.
const PLACES = ".card__frame, .card, .failures, .interrupted, .composer > *";

/**
 * Keeps in the middle of the window what was there before the screen was turned: with the width, everything above it
 * gets another height. Later calls change nothing.
 */
export function keepMiddleWhenTurned() {
  if (isFollowed) return;
  isFollowed = true;
  let timer;
  const noteOnceStill = () => {
    clearTimeout(timer);
    timer = setTimeout(note, SETTLED_MS);
  };
  addEventListener("scroll", noteOnceStill, { passive: true });
  new ResizeObserver(noteOnceStill).observe(document.body);
  matchMedia("(orientation: portrait)").addEventListener("change", () => requestAnimationFrame(restore));
}

function note() {
  const element = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(PLACES);
  if (!element) return;
  const { top, height } = element.getBoundingClientRect();
  middle = { element, part: (innerHeight / 2 - top) / height };
}

function restore() {
  if (!middle?.element.isConnected) return;
  const { top, height } = middle.element.getBoundingClientRect();
  const part = height <= innerHeight ? 0.5 : middle.part;
  scrollBy({ top: top + part * height - innerHeight / 2, behavior: "instant" });
}
