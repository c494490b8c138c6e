// Edge runtimes have no workers of browsers: `worker: true` is refused before it gets here.

export class WorkerModule {
  constructor() {
    throw new Error("Edge runtimes have no workers.");
  }
}
