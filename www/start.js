// Starts Studio. A file of its own, because a strict Content Security Policy allows no script inside the page.
// Trunk writes the names of the two modules into the page's links.
const address = (id) => document.getElementById(id).href;

try {
  const { default: init } = await import(address("studio-js"));
  await init({ module_or_path: address("studio-wasm") });
  document.getElementById("start").remove();
} catch (reason) {
  document.getElementById("start-failed").hidden = false;
  throw reason;
}
