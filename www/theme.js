// Runs before the first paint, so that a chosen theme does not flash in as the other one.
try {
  document.documentElement.dataset.theme = localStorage.getItem("tintype.theme") ?? "system";
} catch {
  // Storage is off: the system's theme holds.
}
