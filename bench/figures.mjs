// Statistics of paired samples. Medians, because a garbage collection in one sample must not decide; intervals by
// resampling with a fixed seed, so that the same samples always give the same figures.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that a share of all lies below, between neighbours by the straight line. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/**
 * How many times `ours` lies over `base`: the ratio of the medians, and the interval that holds it in 95 of 100
 * resamplings of the rounds (each round's two samples stay together, since the same noise met both).
 */
export function ratioOf(ours, base) {
  let state = 1;
  const pick = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * ours.length);
  };
  const resampled = [];
  for (let round = 0; round < 500; round++) {
    const rounds = ours.map(pick);
    resampled.push(median(rounds.map((at) => ours[at])) / median(rounds.map((at) => base[at])));
  }
  resampled.sort((a, b) => a - b);
  return { ratio: median(ours) / median(base), low: resampled[12], high: resampled[487] };
}
