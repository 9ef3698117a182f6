/**
 * CSV as Go's encoding/csv reads it (RFC 4180): empty lines are skipped, quotes only around whole fields.
 */

import { FunctionError } from '../functionTable';

interface Reading {
  readonly text: string;
  position: number;
  line: number;
}

/** Records of a text, each with the 1-based line it begins on. */
export function readCsv(
  text: string,
): readonly { readonly fields: readonly string[]; readonly line: number }[] {
  const reading: Reading = { text: text.replaceAll('\r\n', '\n'), position: 0, line: 1 };
  const records: { fields: readonly string[]; line: number }[] = [];
  while (reading.position < reading.text.length) {
    if (reading.text.charAt(reading.position) === '\n') {
      reading.position += 1;
      reading.line += 1;
      continue;
    }
    const line = reading.line;
    records.push({ fields: readRecord(reading), line });
  }
  return records;
}

function readRecord(reading: Reading): readonly string[] {
  const fields: string[] = [];
  for (;;) {
    fields.push(reading.text.charAt(reading.position) === '"' ? readQuoted(reading) : readBare(reading));
    const next = reading.text.charAt(reading.position);
    reading.position += 1;
    if (next !== ',') {
      reading.line += 1;
      return fields;
    }
  }
}

/** Up to a comma or the line's end. */
function readBare(reading: Reading): string {
  const start = reading.position;
  while (reading.position < reading.text.length && !/[,\n]/.test(reading.text.charAt(reading.position))) {
    reading.position += 1;
  }
  const field = reading.text.slice(start, reading.position);
  if (field.includes('"')) {
    throw new FunctionError(`CSV parse error on line ${reading.line}: bare " in non-quoted-field`);
  }
  return field;
}

function readQuoted(reading: Reading): string {
  const misplaced = (line: number): FunctionError =>
    new FunctionError(`CSV parse error on line ${line}: extraneous or missing " in quoted-field`);
  let field = '';
  reading.position += 1;
  for (;;) {
    const quote = reading.text.indexOf('"', reading.position);
    if (quote < 0) throw misplaced(reading.line);
    const part = reading.text.slice(reading.position, quote);
    reading.line += part.split('\n').length - 1;
    field += part;
    reading.position = quote + 1;
    const next = reading.text.charAt(reading.position);
    if (next !== '"') {
      if (next !== '' && next !== ',' && next !== '\n') throw misplaced(reading.line);
      return field;
    }
    field += '"';
    reading.position += 1;
  }
}
