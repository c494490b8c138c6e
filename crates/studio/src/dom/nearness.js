// What is prepared before it is reached.

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
