// The cost of a call for 1, 2 and 4 times the same input, and whether it is more than linear.

/** Linear is 4, quadratic 16. */
const MOST_TIMES_FOR_FOUR = 7;
/** Linear is 2, quadratic 4. */
const MOST_TIMES_FOR_TWO = 2.9;
/** Costs below this are noise: a first compilation, a garbage collection. */
const FLOOR_MS = 60;
/** A growth that is none goes away when it is measured again: the least of several is the cost without the noise. */
const MOST_ROUNDS = 5;

/** True where the costs of 1, 2 and 4 times an input show more than linear growth, at both steps. */
export function isSteep([one, two, four]) {
  return four > MOST_TIMES_FOR_FOUR * one + FLOOR_MS && four > MOST_TIMES_FOR_TWO * two + FLOOR_MS;
}

/** Measures `cost(factor)` until it is linear, a few times at most; gives the least cost of each. */
export async function costsOf(cost, rounds = MOST_ROUNDS) {
  const least = [Infinity, Infinity, Infinity];
  for (let round = 0; round < rounds; round++) {
    for (const [at, factor] of [1, 2, 4].entries()) least[at] = Math.min(least[at], await cost(factor));
    if (!isSteep(least)) break;
  }
  return least;
}
