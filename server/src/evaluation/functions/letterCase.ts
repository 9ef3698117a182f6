/**
 * Upper, lower and title case as Go's unicode package maps it: one code point to one code point, where JavaScript may
 * give several ("ß" stays, it does not become "SS").
 */

export function upperCase(text: string): string {
  return mapped(text, simpleUpper);
}

export function lowerCase(text: string): string {
  return mapped(text, simpleLower);
}

/** The first letter of each word in title case. Letters, digits and `_` make words, and what is not ASCII nor space. */
export function titleCase(text: string): string {
  let previous = ' ';
  return mapped(text, (symbol) => {
    const result = isSeparator(previous) ? simpleTitle(symbol) : symbol;
    previous = symbol;
    return result;
  });
}

function mapped(text: string, change: (symbol: string) => string): string {
  return Array.from(text, change).join('');
}

function simpleUpper(symbol: string): string {
  const upper = symbol.toUpperCase();
  if (isOneCodePoint(upper)) return upper;
  const code = symbol.codePointAt(0) ?? 0;
  // Greek with iota subscript has capitals of its own, eight further on.
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8);
  return iotaCapitals.get(symbol) ?? symbol;
}

const iotaCapitals: ReadonlyMap<string, string> = new Map([
  ['\u1fb3', '\u1fbc'],
  ['\u1fc3', '\u1fcc'],
  ['\u1ff3', '\u1ffc'],
]);

function simpleLower(symbol: string): string {
  // I with dot above: the simple mapping drops the dot.
  return symbol === '\u0130' ? 'i' : symbol.toLowerCase();
}

const titleDigraphs: ReadonlyMap<string, string> = new Map([
  ['\u01c4', '\u01c5'],
  ['\u01c6', '\u01c5'],
  ['\u01c7', '\u01c8'],
  ['\u01c9', '\u01c8'],
  ['\u01ca', '\u01cb'],
  ['\u01cc', '\u01cb'],
  ['\u01f1', '\u01f2'],
  ['\u01f3', '\u01f2'],
]);

function simpleTitle(symbol: string): string {
  // Georgian letters have capitals, but no title case.
  if (/[\u10d0-\u10fa\u10fd-\u10ff]/.test(symbol)) return symbol;
  return titleDigraphs.get(symbol) ?? simpleUpper(symbol);
}

function isOneCodePoint(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

function isSeparator(symbol: string): boolean {
  if (symbol <= '\u007f') return !/[0-9A-Za-z_]/.test(symbol);
  return !/[\p{L}\p{Nd}]/u.test(symbol) && /\s/u.test(symbol);
}
