// Without workers, the address of their script is of no use.

export function nameWorker() {}
