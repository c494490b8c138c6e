// Applies the changes that `cargo xtask serve --dev` reports: replaces the style sheets, or reloads the page.
const changes = new EventSource("/changes");

changes.addEventListener("style", () => {
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
    const address = new URL(link.href);
    address.searchParams.set("changed", Date.now());
    link.href = address.href;
  }
});

changes.addEventListener("page", () => location.reload());
