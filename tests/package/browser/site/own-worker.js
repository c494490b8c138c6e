// A dedicated worker of the page. It imports the package by path, because import maps do not apply to workers.

import { answerWith } from "./answering.js";
import * as cases from "./cases-by-path.js";
import { sandboxFetch } from "./node_modules/tintype/sandbox/index.js";

answerWith({ ...cases, sandboxed: () => cases.drawnBy(sandboxFetch({ latencyMs: 0 })) });
