// Medians and their spread.

/** The value in the middle, or between the two in the middle. */
export const median = (values) => quantile(values, 0.5);

/** Median, quartiles and number of the values that are there; `undefined` for none. */
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

/** Joins what two contestants measured in the same round; a round that one of them lacks is left out. */
export function paired(ones, others, join) {
  const rounds = ones.map((one, round) => [one, others[round]]);
  return rounds.filter((pair) => pair.every(Number.isFinite)).map(([one, other]) => join(one, other));
}

/** One contestant's figure as a multiple of another's, round by round; nothing is a multiple of nothing. */
export function ratios(ones, others) {
  return paired(ones, others, (one, other) => one / other).filter(Number.isFinite);
}
