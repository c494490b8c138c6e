// Computes medians, their spread, and ratios of contestants.

/** Returns the median; the mean of the two middle values if their number is even. */
export const median = (values) => quantile(values, 0.5);

/** Returns the median, quartiles and number of the finite values; `undefined` if there are none. */
export function summary(values) {
  const present = values.filter((value) => Number.isFinite(value));
  if (present.length === 0) return undefined;
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(present, part));
  return { median: middle, low, high, count: present.length };
}

function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

/** Joins the values of two contestants round by round, and drops rounds that either of them lacks. */
export function paired(ones, others, join) {
  const rounds = ones.map((one, round) => [one, others[round]]);
  return rounds.filter((pair) => pair.every(Number.isFinite)).map(([one, other]) => join(one, other));
}

/** Divides one contestant's values by another's, round by round, and drops results that are not finite. */
export function ratios(ones, others) {
  return paired(ones, others, (one, other) => one / other).filter(Number.isFinite);
}
