/**
 * Text in the forms of Go's fmt and strconv, which show through in Terraform: floating point verbs and quoted strings.
 * The directives of format() that use them stand in functions/.
 */

import type { DecimalDigits, TerraformNumber } from './number';
import { isFiniteNumber, plainText, roundDigits, shortestDigits, sign, toDecimal } from './number';

/**
 * A number by verb: `e` with exponent, `f` without, `g` whichever is shorter. `precision` counts decimals (`e`, `f`) or
 * significant digits (`g`); -1 means as many as identify the number.
 */
export function formatFloat(value: TerraformNumber, verb: 'e' | 'f' | 'g', precision: number): string {
  if (!isFiniteNumber(value)) return sign(value) > 0 ? '+Inf' : '-Inf';
  const shortest = precision < 0;
  if (shortest) return formatShortest(shortestDigits(value), verb);
  const exact = toDecimal(value);
  switch (verb) {
    case 'e':
      return exponentText(roundDigits(exact, precision + 1), precision);
    case 'f':
      return fixedText(roundDigits(exact, exact.point + precision), precision);
    case 'g': {
      const significant = precision === 0 ? 1 : precision;
      const digits = roundDigits(exact, significant);
      const count = digits.digits.length;
      const limit = significant > count && count >= digits.point ? count : significant;
      return generalText(digits, limit);
    }
  }
}

function formatShortest(digits: DecimalDigits, verb: 'e' | 'f' | 'g'): string {
  switch (verb) {
    case 'e':
      return exponentText(digits, Math.max(0, digits.digits.length - 1));
    case 'f':
      return plainText(digits);
    case 'g':
      return generalText(digits, 6);
  }
}

/** Go's %g: an exponent below 10^-4 and from 10^limit on. */
function generalText(digits: DecimalDigits, limit: number): string {
  const exponent = digits.point - 1;
  if (digits.digits !== '' && (exponent < -4 || exponent >= Math.max(limit, 1))) {
    return exponentText(digits, digits.digits.length - 1);
  }
  return plainText(digits);
}

function exponentText({ digits, point, negative }: DecimalDigits, decimals: number): string {
  const first = digits.charAt(0) || '0';
  const rest = digits.slice(1, 1 + decimals).padEnd(decimals, '0');
  const exponent = digits === '' ? 0 : point - 1;
  const exponentDigits = String(Math.abs(exponent)).padStart(2, '0');
  const mantissa = rest === '' ? first : `${first}.${rest}`;
  return `${negative ? '-' : ''}${mantissa}e${exponent < 0 ? '-' : '+'}${exponentDigits}`;
}

function fixedText(digits: DecimalDigits, decimals: number): string {
  const plain = plainText(digits);
  if (decimals === 0) return plain;
  const dot = plain.indexOf('.');
  return dot < 0 ? `${plain}.${'0'.repeat(decimals)}` : plain.padEnd(dot + 1 + decimals, '0');
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** Go's %q: what is not printable is escaped. */
export function goQuote(text: string): string {
  const inside = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => {
    const short = shortEscapes.get(character);
    if (short !== undefined) return short;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return `"${inside}"`;
}
