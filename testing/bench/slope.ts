/** The straight line through samples over time: how a size drifts. */

export interface Sample {
  /** Hours since the beginning. */
  hours: number;
  value: number;
}

/** Least squares. `perHour`: the slope; `error`: its standard error, samples taken for independent of each other. */
export function slopeOf(samples: readonly Sample[]): { perHour: number; error: number } {
  const n = samples.length;
  const mean = (of: (s: Sample) => number) => samples.reduce((sum, s) => sum + of(s), 0) / n;
  const [atMean, valueMean] = [mean((s) => s.hours), mean((s) => s.value)];
  const spread = samples.reduce((sum, s) => sum + (s.hours - atMean) ** 2, 0);
  const perHour = samples.reduce((sum, s) => sum + (s.hours - atMean) * (s.value - valueMean), 0) / spread;
  const residue = samples.reduce(
    (sum, s) => sum + (s.value - valueMean - perHour * (s.hours - atMean)) ** 2,
    0,
  );
  return { perHour, error: Math.sqrt(residue / (n - 2) / spread) };
}
