/** Percentiles and figures for people. */

/** The value below which `share` (0 to 1) of the samples lie, by the nearest rank; NaN for no samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function milliseconds(value: number): string {
  return value < 10
    ? `${value.toFixed(2)} ms`
    : value < 1000
      ? `${value.toFixed(1)} ms`
      : `${(value / 1000).toFixed(2)} s`;
}

/** `p50 1.20 ms, p99 3.10 ms, max 4.00 ms`. */
export function distribution(samples: readonly number[]): string {
  const [half, most, worst] = [0.5, 0.99, 1].map((share) => milliseconds(percentile(samples, share)));
  return `p50 ${half}, p99 ${most}, max ${worst} (${samples.length})`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
