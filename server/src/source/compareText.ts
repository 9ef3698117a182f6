/** The order of texts that is the same on every machine: by UTF-16 code units, as no locale has it. */

/** For `sort`: negative, zero or positive. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
