// A small app for bundlers: the cases of the plain page, importing the package by its bare name.

import * as cases from "./cases.js";
import * as pageCases from "./page-cases.js";

globalThis.cases = { ...cases, ...pageCases };
