/**
 * Terraform's numbers: binary floating point with 512 bits, and arithmetic on them, exact to the last bit and in the
 * last printed digit. Not here: conversions to other types (convert.ts) and the verbs of format() (functions/).
 *
 * cty holds a number as a Go big.Float and lets its precision show: a literal has 512 bits, a count or a length 64,
 * what went through a float64 (log, pow) 53, and a sum has that of its wider operand. `length([1]) / length([1, 2, 3])`
 * prints 20 digits, `1 / 3` prints 155. So precision is part of a number here too. Decimal arithmetic would round
 * elsewhere than Terraform does.
 */

/**
 * Opaque: use the functions of this file. A JavaScript number is a safe integer of 512 bits precision, -0 or an
 * infinity (Terraform has both); anything else is a BinaryFloat.
 */
export type TerraformNumber = number | BinaryFloat;

/** mantissa × 2^exponent; the mantissa is odd, or 0 with exponent 0. Precision in bits. */
export interface BinaryFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

const fullPrecision = 512;
/** Go's int64 and float64. */
const integerPrecision = 64;
const doublePrecision = 53;

/** Decimal exponents beyond this are refused: their digits alone would fill a screen, or all memory. */
const largestDecimalExponent = 20_000;
const largestTextLength = 20_000;

/** A number from an integer that is safe; what a literal of the same text gives. */
export function fromInteger(value: number): TerraformNumber {
  return value;
}

/** A number that Terraform computes as a machine integer: `count.index`, `length()`, `index()`. */
export function fromMachineInteger(value: number | bigint): TerraformNumber {
  return normalized(BigInt(value), 0, integerPrecision);
}

/** An integer of any size with the precision of a literal; beyond 512 bits it is rounded. */
export function fromBigInteger(value: bigint): TerraformNumber {
  return normalized(value, 0, fullPrecision);
}

/** A number that Terraform computes as a float64: `log()`, `pow()`. NaN is undefined. */
export function fromDouble(value: number): TerraformNumber | undefined {
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value) || Object.is(value, -0)) return value;
  const { mantissa, exponent } = doubleParts(value);
  return normalized(mantissa, exponent, doublePrecision);
}

function doubleParts(value: number): { mantissa: bigint; exponent: number } {
  let exponent = 0;
  let scaled = value;
  // Scaling by powers of two is exact; an integer below 2^53 times a power of two remains.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent -= 1;
  }
  return { mantissa: BigInt(scaled), exponent };
}

const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eEpP])([+-]?\d+))?$/;
const infinityPattern = /^([+-]?)[iI]nf$/;

/**
 * Reads a number as Terraform converts text: decimal digits with optional sign, fraction and exponent (`p` means a
 * power of two), or `Inf`. Undefined for anything else, and for magnitudes beyond 10^±20000.
 */
export function parseNumber(text: string): TerraformNumber | undefined {
  if (text.length > 0 && text.length < 16 && /^(?:0|[1-9]\d*)$/.test(text)) return Number(text);
  if (text.length > largestTextLength) return undefined;
  const infinity = infinityPattern.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  const match = numberPattern.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponentLetter = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > largestDecimalExponent) return undefined;
  const binary = exponentLetter === 'p' || exponentLetter === 'P';
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return sign === '-' ? -0 : 0;
  const signed = sign === '-' ? -digits : digits;
  const power = (binary ? 0 : exponent) - fraction.length;
  const shift = binary ? exponent : 0;
  if (power >= 0) return normalized(signed * 10n ** BigInt(power), shift, fullPrecision);
  return quotient(signed, 10n ** BigInt(-power), shift, fullPrecision);
}

/** dividend / divisor × 2^shift, rounded to nearest even. */
function quotient(dividend: bigint, divisor: bigint, shift: number, precision: number): TerraformNumber {
  const wanted = precision + 2 - bitLength(dividend) + bitLength(divisor);
  const extra = Math.max(0, wanted);
  const scaled = dividend << BigInt(extra);
  const whole = scaled / divisor;
  // One more bit that says whether anything was cut off keeps rounding exact.
  const sticky = whole * divisor === scaled ? 0n : whole < 0n || (whole === 0n && dividend < 0n) ? -1n : 1n;
  return normalized(whole * 2n + sticky, shift - extra - 1, precision);
}

function bitLength(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16);
  if (digits === '0') return 0;
  return (digits.length - 1) * 4 + (32 - Math.clz32(parseInt(digits.charAt(0), 16)));
}

function trailingZeros(value: bigint): number {
  const lowest = value & -value;
  return bitLength(lowest) - 1;
}

/** The number mantissa × 2^exponent rounded to `precision` bits, ties to even, in its one representation. */
function normalized(mantissa: bigint, exponent: number, precision: number): TerraformNumber {
  if (mantissa === 0n) return precision === fullPrecision ? 0 : { mantissa: 0n, exponent: 0, precision };
  let magnitude = mantissa < 0n ? -mantissa : mantissa;
  let scale = exponent;
  const excess = bitLength(magnitude) - precision;
  if (excess > 0) {
    const cut = BigInt(excess);
    const rest = magnitude & ((1n << cut) - 1n);
    const half = 1n << (cut - 1n);
    magnitude >>= cut;
    scale += excess;
    if (rest > half || (rest === half && (magnitude & 1n) === 1n)) magnitude += 1n;
  }
  const zeros = trailingZeros(magnitude);
  if (zeros > 0) {
    magnitude >>= BigInt(zeros);
    scale += zeros;
  }
  const signed = mantissa < 0n ? -magnitude : magnitude;
  if (precision === fullPrecision && scale >= 0 && scale <= 53) {
    const whole = signed << BigInt(scale);
    if (whole >= BigInt(Number.MIN_SAFE_INTEGER) && whole <= BigInt(Number.MAX_SAFE_INTEGER)) {
      return Number(whole);
    }
  }
  return { mantissa: signed, exponent: scale, precision };
}

/** Finite numbers as mantissa, exponent and precision. */
function parts(value: TerraformNumber): BinaryFloat {
  if (typeof value !== 'number') return value;
  return { mantissa: BigInt(value), exponent: 0, precision: fullPrecision };
}

export function isFiniteNumber(value: TerraformNumber): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

export function isInteger(value: TerraformNumber): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : value.exponent >= 0;
}

/** -1, 0 or 1; that of -0 is 0. */
export function sign(value: TerraformNumber): -1 | 0 | 1 {
  if (typeof value === 'number') return value > 0 ? 1 : value < 0 ? -1 : 0;
  return value.mantissa > 0n ? 1 : value.mantissa < 0n ? -1 : 0;
}

function isNegative(value: TerraformNumber): boolean {
  return sign(value) < 0 || Object.is(value, -0);
}

/** Negative when left is less, 0 when equal in size (precision aside), positive when greater. */
export function compareNumbers(left: TerraformNumber, right: TerraformNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  if (!isFiniteNumber(left)) return sign(left);
  if (!isFiniteNumber(right)) return -sign(right);
  const signs = sign(left) - sign(right);
  if (signs !== 0) return signs;
  const { first, second } = aligned(parts(left), parts(right));
  return first < second ? -1 : first > second ? 1 : 0;
}

export function equalNumbers(left: TerraformNumber, right: TerraformNumber): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  return compareNumbers(left, right) === 0;
}

/** Equal also in precision and in the sign of zero: nothing can tell the two apart. */
export function identicalNumbers(left: TerraformNumber, right: TerraformNumber): boolean {
  if (typeof left === 'number' || typeof right === 'number') return Object.is(left, right);
  return (
    left.mantissa === right.mantissa && left.exponent === right.exponent && left.precision === right.precision
  );
}

/** Both mantissas over the smaller exponent. */
function aligned(
  left: BinaryFloat,
  right: BinaryFloat,
): { first: bigint; second: bigint; exponent: number; precision: number } {
  const exponent = Math.min(left.exponent, right.exponent);
  return {
    first: left.mantissa << BigInt(left.exponent - exponent),
    second: right.mantissa << BigInt(right.exponent - exponent),
    exponent,
    precision: Math.max(left.precision, right.precision),
  };
}

/** The sum; undefined where there is none (infinities of both signs). */
export function add(left: TerraformNumber, right: TerraformNumber): TerraformNumber | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  if (!isFiniteNumber(left) || !isFiniteNumber(right)) {
    return definite(approximate(left) + approximate(right));
  }
  const { first, second, exponent, precision } = aligned(parts(left), parts(right));
  return normalized(first + second, exponent, precision);
}

export function subtract(left: TerraformNumber, right: TerraformNumber): TerraformNumber | undefined {
  return add(left, negate(right));
}

export function negate(value: TerraformNumber): TerraformNumber {
  if (typeof value === 'number') return -value;
  return value.mantissa === 0n ? -0 : { ...value, mantissa: -value.mantissa };
}

export function absolute(value: TerraformNumber): TerraformNumber {
  if (typeof value === 'number') return Math.abs(value);
  return value.mantissa < 0n ? { ...value, mantissa: -value.mantissa } : value;
}

/** The product; undefined for 0 × infinity. */
export function multiply(left: TerraformNumber, right: TerraformNumber): TerraformNumber | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product;
  }
  if (!isFiniteNumber(left) || !isFiniteNumber(right)) {
    return definite(approximate(left) * approximate(right));
  }
  // Terraform shows the sign of zero: 0 * -1 is -0.
  if (sign(left) === 0 || sign(right) === 0) return isNegative(left) === isNegative(right) ? 0 : -0;
  const first = parts(left);
  const second = parts(right);
  // cty multiplies in 512 bits and then keeps as many as the operands have or the product needs.
  const product = normalized(
    first.mantissa * second.mantissa,
    first.exponent + second.exponent,
    fullPrecision,
  );
  const operands = Math.max(first.precision, second.precision);
  if (operands >= fullPrecision) return product;
  const exact = parts(product);
  const bits = bitLength(exact.mantissa) - trailingZeros(exact.mantissa);
  return normalized(exact.mantissa, exact.exponent, Math.max(operands, bits));
}

/** The quotient; undefined for 0 / 0 and infinity / infinity. Division by zero is an infinity, as in cty. */
export function divide(left: TerraformNumber, right: TerraformNumber): TerraformNumber | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    const result = left / right;
    // A quotient that is a safe integer was not rounded: both operands are exact.
    if (Number.isSafeInteger(result) && result * right === left) return result;
  }
  if (!isFiniteNumber(left) || !isFiniteNumber(right) || sign(right) === 0) {
    return definite(approximate(left) / approximate(right));
  }
  const first = parts(left);
  const second = parts(right);
  const precision = Math.max(first.precision, second.precision);
  const negative = second.mantissa < 0n;
  const dividend = negative ? -first.mantissa : first.mantissa;
  const divisor = negative ? -second.mantissa : second.mantissa;
  return quotient(dividend, divisor, first.exponent - second.exponent, precision);
}

/** The remainder of division with the quotient cut towards zero; its sign is that of the dividend. */
export function modulo(left: TerraformNumber, right: TerraformNumber): TerraformNumber | undefined {
  if (!isFiniteNumber(left) || !isFiniteNumber(right)) return multiply(left, right);
  if (sign(right) === 0) return left;
  if (typeof left === 'number' && typeof right === 'number') return 0 + (left % right);
  const ratio = divide(left, right);
  const whole = ratio === undefined ? undefined : truncate(ratio);
  const product = whole === undefined ? undefined : multiply(right, whole);
  return product === undefined ? undefined : subtract(left, product);
}

/** Towards zero. */
function truncate(value: TerraformNumber): TerraformNumber {
  if (typeof value === 'number' || value.exponent >= 0) return value;
  return normalized(integerPart(value), 0, value.precision);
}

function integerPart(value: BinaryFloat): bigint {
  if (value.exponent >= 0) return value.mantissa << BigInt(value.exponent);
  // BigInt division cuts towards zero.
  return value.mantissa / (1n << BigInt(-value.exponent));
}

export function floor(value: TerraformNumber): TerraformNumber {
  if (isInteger(value) || typeof value === 'number') return value;
  const whole = integerPart(value);
  return normalized(value.mantissa < 0n ? whole - 1n : whole, 0, fullPrecision);
}

export function ceil(value: TerraformNumber): TerraformNumber {
  if (isInteger(value) || typeof value === 'number') return value;
  const whole = integerPart(value);
  return normalized(value.mantissa > 0n ? whole + 1n : whole, 0, fullPrecision);
}

/** The integer it is; undefined when it has a fraction or is infinite. */
export function toBigInteger(value: TerraformNumber): bigint | undefined {
  if (!isFiniteNumber(value) || !isInteger(value)) return undefined;
  return integerPart(parts(value));
}

/** The safe integer it is, as a JavaScript number; undefined when it is none. */
export function toInteger(value: TerraformNumber): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value + 0 : undefined;
  const whole = toBigInteger(value);
  if (whole === undefined) return undefined;
  const result = Number(whole);
  return Number.isSafeInteger(result) ? result : undefined;
}

/** The nearest double. */
export function toNumber(value: TerraformNumber): number {
  return approximate(value);
}

function approximate(value: TerraformNumber): number {
  if (typeof value === 'number') return value;
  const { digits, point, negative } = toDecimal(value);
  return Number(`${negative ? '-' : ''}0.${digits}e${point}`);
}

function definite(value: number): TerraformNumber | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** 0.digits × 10^point, exact; no trailing zeros; zero has no digits. */
export interface DecimalDigits {
  readonly digits: string;
  readonly point: number;
  readonly negative: boolean;
}

/** All decimal digits of a finite number. */
export function toDecimal(value: TerraformNumber): DecimalDigits {
  const { mantissa, exponent } = parts(value);
  const negative = mantissa < 0n || Object.is(value, -0);
  return { ...decimalOf(mantissa < 0n ? -mantissa : mantissa, exponent), negative };
}

function decimalOf(magnitude: bigint, exponent: number): { digits: string; point: number } {
  if (magnitude === 0n) return { digits: '', point: 0 };
  // A power of two below zero has exactly that many decimals: 2^-n = 5^n / 10^n.
  const fraction = Math.max(0, -exponent);
  const scaled = exponent >= 0 ? magnitude << BigInt(exponent) : magnitude * 5n ** BigInt(fraction);
  const all = scaled.toString();
  return { digits: all.replace(/0+$/, ''), point: all.length - fraction };
}

/** Rounds to so many significant digits, ties to even. */
export function roundDigits(decimal: DecimalDigits, count: number): DecimalDigits {
  const { digits, point, negative } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { digits: '', point: 0, negative };
  const rest = digits.slice(count);
  const kept = digits.slice(0, count);
  const tie = rest === '5';
  const up = tie ? count > 0 && (kept.charCodeAt(count - 1) & 1) === 1 : rest.charAt(0) >= '5';
  return up ? roundedUp(kept, point, negative) : trimmed(kept, point, negative);
}

function trimmed(digits: string, point: number, negative: boolean): DecimalDigits {
  const kept = digits.replace(/0+$/, '');
  return { digits: kept, point: kept === '' ? 0 : point, negative };
}

function roundedUp(digits: string, point: number, negative: boolean): DecimalDigits {
  const kept = digits.replace(/9+$/, '');
  if (kept === '') return { digits: '1', point: point + 1, negative };
  const last = kept.length - 1;
  return { digits: kept.slice(0, last) + String(Number(kept.charAt(last)) + 1), point, negative };
}

/**
 * The fewest digits that identify the number among those of its precision, chosen as Go's big.Float does
 * (math/big/ftoa.go): the first digit position at which cutting or rounding up stays within half a unit in the last
 * binary place.
 */
export function shortestDigits(value: TerraformNumber): DecimalDigits {
  const exact = toDecimal(value);
  const { mantissa, exponent, precision } = parts(value);
  if (mantissa === 0n || (exponent >= 0 && bitLength(mantissa) + exponent <= precision)) return exact;
  const magnitude = mantissa < 0n ? -mantissa : mantissa;
  // Over 2^scale the last place of the number counts 2, so that half of it is 1.
  const widen = precision + 1 - bitLength(magnitude);
  const scaled = magnitude << BigInt(widen);
  const scale = exponent - widen;
  const inclusive = (scaled & 2n) === 0n;
  const lower = decimalOf(scaled - 1n, scale);
  const upper = decimalOf(scaled + 1n, scale);
  for (let index = 0; index < exact.digits.length; index += 1) {
    const digit = exact.digits.charAt(index);
    const low = lower.digits.charAt(index) || '0';
    const high = upper.digits.charAt(index) || '0';
    const mayCut = low !== digit || (inclusive && index + 1 === lower.digits.length);
    const mayRaise =
      digit !== high && (inclusive || Number(digit) + 1 < Number(high) || index + 1 < upper.digits.length);
    if (mayCut && mayRaise) return roundDigits(exact, index + 1);
    const kept = exact.digits.slice(0, index + 1);
    if (mayCut) return trimmed(kept, exact.point, exact.negative);
    if (mayRaise) return roundedUp(kept, exact.point, exact.negative);
  }
  return exact;
}

/** The text Terraform converts it to: no exponent, as many digits as needed. */
export function formatNumber(value: TerraformNumber): string {
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return '-0';
    if (value === Infinity) return '+Inf';
    return value === -Infinity ? '-Inf' : String(value);
  }
  return plainText(shortestDigits(value));
}

/** Digits without an exponent: `0.00123`, `1230`, and `0` for none. */
export function plainText({ digits, point, negative }: DecimalDigits): string {
  const minus = negative ? '-' : '';
  if (digits === '') return `${minus}0`;
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${minus}${digits}${'0'.repeat(point - digits.length)}`;
  return `${minus}${digits.slice(0, point)}.${digits.slice(point)}`;
}
