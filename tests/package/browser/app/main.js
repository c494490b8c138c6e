// A small app for bundlers: the cases of the plain page, by the package's bare name.

import * as cases from "./cases.js";
import * as pageCases from "./page-cases.js";

globalThis.cases = { ...cases, ...pageCases };
