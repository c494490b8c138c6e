// Next.js with webpack.

import { runNext } from "../next.js";

runNext("webpack", "--webpack");
