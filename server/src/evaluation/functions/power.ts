/**
 * Powers of doubles as Go's math.Pow computes them: by squaring the fraction apart from the exponent of two. JavaScript's
 * `**` is a unit in the last place off for some, and Terraform prints that place.
 */

/** base to the exponent; NaN where Go gives NaN. */
export function power(base: number, exponent: number): number {
  const size = Math.abs(exponent);
  if (!Number.isFinite(base) || !Number.isFinite(exponent) || base === 0 || base === 1 || exponent === 0) {
    return base === 1 ? 1 : base ** exponent;
  }
  if (exponent === 1) return base;
  if (size === 0.5) return exponent > 0 ? Math.sqrt(base) : 1 / Math.sqrt(base);
  let whole = Math.trunc(size);
  let rest = size - whole;
  if (rest !== 0 && base < 0) return NaN;
  // Beyond 2^63 only the limits are left.
  if (whole >= 2 ** 63) return base ** exponent;
  let fraction = 1;
  let scale = 0;
  if (rest !== 0) {
    if (rest > 0.5) {
      rest -= 1;
      whole += 1;
    }
    fraction = Math.exp(rest * Math.log(base));
  }
  let square = parts(base);
  for (let left = BigInt(whole); left !== 0n; left >>= 1n) {
    if (Math.abs(square.exponent) > 4096) {
      scale += square.exponent;
      break;
    }
    if ((left & 1n) === 1n) {
      fraction *= square.fraction;
      scale += square.exponent;
    }
    square = { fraction: square.fraction * square.fraction, exponent: square.exponent * 2 };
    if (square.fraction < 0.5) square = { fraction: square.fraction * 2, exponent: square.exponent - 1 };
  }
  return exponent < 0 ? scaled(1 / fraction, -scale) : scaled(fraction, scale);
}

/** fraction × 2^exponent with a fraction of at least a half and less than one. */
function parts(value: number): { fraction: number; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  // Numbers too small for a full fraction are made larger first.
  const lift = Math.abs(value) < 2 ** -1022 ? 54 : 0;
  view.setFloat64(0, value * 2 ** lift);
  const high = view.getUint32(0);
  const exponent = ((high >>> 20) & 0x7ff) - 1022;
  view.setUint32(0, (high & 0x800f_ffff) | (1022 << 20));
  return { fraction: view.getFloat64(0), exponent: exponent - lift };
}

/** value × 2^exponent, in steps that cannot overflow before the result does. */
function scaled(value: number, exponent: number): number {
  let result = value;
  let left = Math.max(-5000, Math.min(5000, exponent));
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  for (; left < -1000; left += 1000) result *= 2 ** -1000;
  return result * 2 ** left;
}
