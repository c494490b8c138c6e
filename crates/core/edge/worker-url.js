// Edge runtimes have no workers, so init({ worker }) has no effect.

export function setWorkerUrl() {}
