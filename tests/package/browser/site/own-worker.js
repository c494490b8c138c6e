// A dedicated worker of the page's own. Import maps do not reach workers: here the package is named by its path.

import { answerWith } from "./answering.js";
import * as cases from "./cases-by-path.js";
import { sandboxFetch } from "./node_modules/tintype/sandbox/index.js";

answerWith({ ...cases, sandboxed: () => cases.drawnBy(sandboxFetch({ latencyMs: 0 })) });
