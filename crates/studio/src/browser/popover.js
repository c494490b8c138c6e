// Popovers beside the control that opens them.

const EDGE_PX = 8;

/** Opens a popover above a control, within the viewport, and focuses its pressed button. */
export function openAbove(id, controlId) {
  const [popover, control] = [id, controlId].map((one) => document.getElementById(one));
  if (!popover || !control || popover.matches(":popover-open")) return;
  popover.showPopover();
  const [at, box] = [control, popover].map((element) => element.getBoundingClientRect());
  const place = (wanted, most) => `${Math.max(EDGE_PX, Math.min(wanted, most - EDGE_PX))}px`;
  popover.style.left = place(at.left, innerWidth - box.width);
  popover.style.top = place(at.top - EDGE_PX / 2 - box.height, innerHeight - box.height);
  const pressed = popover.querySelector("[aria-pressed=true]") ?? popover.querySelector("button");
  pressed?.focus({ preventScroll: true });
}
