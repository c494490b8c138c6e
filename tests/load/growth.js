// Compares the cost of a call for 1, 2 and 4 times an input, to detect growth that is more than linear.

/** The limit of the cost of 4 times the input; linear growth has 4, quadratic growth 16. */
const MOST_TIMES_FOR_FOUR = 7;
/** The limit of the cost of 4 times the input relative to 2 times; linear growth has 2, quadratic growth 4. */
const MOST_TIMES_FOR_TWO = 2.9;
/** Costs below this are noise, such as a first compilation or a garbage collection. */
const FLOOR_MS = 60;
/** The maximum number of rounds. Noise disappears in the minimum of several measurements, while real growth stays. */
const MOST_ROUNDS = 5;

/** Whether the costs of 1, 2 and 4 times an input show more than linear growth at both steps. */
export function isSteep([one, two, four]) {
  return four > MOST_TIMES_FOR_FOUR * one + FLOOR_MS && four > MOST_TIMES_FOR_TWO * two + FLOOR_MS;
}

/** Measures `cost(factor, round)` until it is linear, at most `rounds` times. Returns the minimum for each factor. */
export async function costsOf(cost, rounds = MOST_ROUNDS) {
  const least = [Infinity, Infinity, Infinity];
  for (let round = 0; round < rounds; round++) {
    for (const [at, factor] of [1, 2, 4].entries()) least[at] = Math.min(least[at], await cost(factor, round));
    if (!isSteep(least)) break;
  }
  return least;
}
