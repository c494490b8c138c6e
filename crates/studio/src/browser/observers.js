// Observers of clamped texts and of screen rotation.

const buttons = new WeakMap();

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) update(target);
});

/** Shows the button while the text is clamped, or was before it was expanded. */
export function showButtonWhenClamped(text, button) {
  buttons.set(text, button);
  observer.observe(text);
}

function update(text) {
  const button = buttons.get(text);
  // A removed text is reported once more, and WebKit 2.50 may have another wrapper object for it by then.
  if (!button) return;
  const isOpen = button.getAttribute("aria-expanded") === "true";
  // A tolerance of one pixel for fractional line heights.
  button.hidden = !isOpen && text.scrollHeight <= text.clientHeight + 1;
}

// The element in the middle of the viewport, and the relative position within it.
let middle;
let isFollowed = false;
const SETTLED_MS = 100;
// The elements whose position is preserved, smallest first.
const PLACES = ".cell, .card__frame, .card, .failures, .interrupted";

/**
 * Keeps the content in the middle of the viewport when the screen is rotated, because the content above it changes its
 * height with the width. Later calls have no effect.
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

// The gallery lays out its rows one frame after its width has changed.
const FRAMES = 4;

/** Returns the middle and the height of the uncovered part of the viewport, as set by `scroll-padding`. */
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
