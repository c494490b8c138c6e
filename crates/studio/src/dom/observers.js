// What is told by observers: an element that comes near, and a text that no longer fits.

/** Presses a button whenever it comes within two screens of what is seen. */
export function pressWhenNear(button) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.at(-1).isIntersecting) return;
      button.click();
      // Looked at anew once there is a new page: it may be near still, and that would be no change.
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
