// Observers: a text that no longer fits, a screen that is turned.

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
  // A text that has left the page is reported once more, and WebKit 2.50 may have another wrapper for it by then.
  if (!button) return;
  const isOpen = button.getAttribute("aria-expanded") === "true";
  // A pixel is left for fractions of a line.
  button.hidden = !isOpen && text.scrollHeight <= text.clientHeight + 1;
}

// The middle of the view, as a part of the element that is there.
let middle;
let isFollowed = false;
const SETTLED_MS = 100;
// The smallest that matters first.
const PLACES = ".cell, .card__frame, .card, .failures, .interrupted";

/**
 * Keeps in the middle of the view what was there before the screen was turned: with the width, everything above it
 * gets another height. Later calls change nothing.
 */
export function keepMiddleWhenTurned() {
  if (isFollowed) return;
  isFollowed = true;
  let timer;
  const rememberOnceStill = () => {
    clearTimeout(timer);
    timer = setTimeout(rememberPlace, SETTLED_MS);
  };
  addEventListener("scroll", rememberOnceStill, { passive: true });
  new ResizeObserver(rememberOnceStill).observe(document.body);
  matchMedia("(orientation: portrait)").addEventListener("change", () => {
    const place = middle;
    let frames = FRAMES;
    const step = () => {
      restore(place);
      frames -= 1;
      if (frames > 0) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

// The gallery lays out its rows a frame after it has got another width.
const FRAMES = 4;

/** The part of the window that nothing covers, as its `scroll-padding` names it: its middle and its height. */
function view() {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const [top, bottom] = [scrollPaddingTop, scrollPaddingBottom].map((padding) => Number.parseFloat(padding) || 0);
  return { middle: (top + innerHeight - bottom) / 2, height: innerHeight - top - bottom };
}

function rememberPlace() {
  const at = view().middle;
  const element = document.elementFromPoint(innerWidth / 2, at)?.closest(PLACES);
  if (!element) return;
  const { top, height } = element.getBoundingClientRect();
  middle = { element, part: (at - top) / height };
}

function restore(place) {
  if (!place?.element.isConnected) return;
  const { top, height } = place.element.getBoundingClientRect();
  const { middle: at, height: viewHeight } = view();
  const part = height <= viewHeight ? 0.5 : place.part;
  scrollBy({ top: top + part * height - at, behavior: "instant" });
}
