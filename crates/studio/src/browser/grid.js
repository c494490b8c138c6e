// The gallery in the viewport, and the menu of a picture.

/**
 * Reports, now and with each change, between which heights of an element the window lies, and the size of the element.
 * Gives a function that ends it.
 */
export function watchViewport(element, report) {
  let frame = 0;
  const look = () => {
    frame = 0;
    const { top, width, height } = element.getBoundingClientRect();
    report(-top, innerHeight - top, width, height);
  };
  const soon = () => (frame ||= requestAnimationFrame(look));
  // Content above the grid moves it.
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

// The element that got the focus last, unless the visitor has pressed elsewhere since.
let focused;
addEventListener("focusin", ({ target }) => (focused = target));
addEventListener("pointerdown", () => (focused = undefined), true);

/**
 * Gives the focus back to the square of this id, or to its button, that lost it by a move in the page, as rows before it
 * come and go; where it is another element now, to that.
 */
export function keepFocus(id) {
  if (document.activeElement !== document.body || focused?.closest(".cell")?.id !== id) return;
  (focused.isConnected ? focused : document.getElementById(id))?.focus({ preventScroll: true });
}

const EDGE_PX = 8;

/** Opens a popover beside the element that has the focus or was pressed, inside the window, and focuses its first button. */
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
  // It would stay where it is while its picture moves on.
  const close = () => menu.matches(":popover-open") && menu.hidePopover();
  addEventListener("scroll", close, { once: true, passive: true });
}

/** Closes it. */
export function closeMenu(id) {
  const menu = document.getElementById(id);
  if (menu?.matches(":popover-open")) menu.hidePopover();
}
