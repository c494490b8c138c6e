// A dedicated worker of the app, bundled with it.

import { sandboxFetch } from "tintype/sandbox";

import { answerWith } from "./answering.js";
import * as cases from "./cases.js";

answerWith({ ...cases, sandboxed: () => cases.drawnBy(sandboxFetch({ latencyMs: 0 })) });
