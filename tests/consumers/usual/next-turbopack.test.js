// Next.js with Turbopack.

import { runNext } from "../next.js";

runNext("Turbopack", "--turbopack");
