// The visible part of the gallery, and the context menu of a picture.

/**
 * Reports the top and bottom of the viewport relative to an element, and the element's size, now and after each change.
 * Returns a function that stops reporting.
 */
export function watchViewport(element, report) {
  let frame = 0;
  const look = () => {
    frame = 0;
    const { top, width, height } = element.getBoundingClientRect();
    report(-top, innerHeight - top, width, height);
  };
  const soon = () => (frame ||= requestAnimationFrame(look));
  // The body is observed as well, because content above the grid moves it.
  const observer = new ResizeObserver(soon);
  for (const one of [element, document.body]) observer.observe(one);
  const ending = new AbortController();
  for (const type of ["scroll", "resize"]) addEventListener(type, soon, { passive: true, signal: ending.signal });
  look();
  return () => {
    observer.disconnect();
    ending.abort();
    cancelAnimationFrame(frame);
  };
}

// The element that was focused last, unless the user has pressed elsewhere since.
let focused;
addEventListener("focusin", ({ target }) => (focused = target));
addEventListener("pointerdown", () => (focused = undefined), true);

/**
 * Restores the focus of the cell with this id, or of its button, when a change of earlier rows has moved it in the DOM.
 * If the element was replaced, the new one gets the focus.
 */
export function keepFocus(id) {
  if (document.activeElement !== document.body || focused?.closest(".cell")?.id !== id) return;
  (focused.isConnected ? focused : document.getElementById(id))?.focus({ preventScroll: true });
}

const EDGE_PX = 8;

/** Opens a popover beside the focused or pressed element, within the viewport, and focuses its first button. */
export function openMenu(id, anchor) {
  const menu = document.getElementById(id);
  if (!menu || !anchor.isConnected) return;
  menu.showPopover();
  const [at, box] = [anchor, menu].map((element) => element.getBoundingClientRect());
  const below = at.bottom + EDGE_PX / 2;
  const top = below + box.height + EDGE_PX <= innerHeight ? below : at.top - EDGE_PX / 2 - box.height;
  const place = (wanted, most) => `${Math.max(EDGE_PX, Math.min(wanted, most - EDGE_PX))}px`;
  menu.style.left = place(at.right - box.width, innerWidth - box.width);
  menu.style.top = place(top, innerHeight - box.height);
  menu.querySelector("button")?.focus({ preventScroll: true });
  // The menu would stay in place while its picture scrolls away.
  const close = () => menu.matches(":popover-open") && menu.hidePopover();
  addEventListener("scroll", close, { once: true, passive: true });
}

/** Closes the popover. */
export function closeMenu(id) {
  const menu = document.getElementById(id);
  if (menu?.matches(":popover-open")) menu.hidePopover();
}
