/**
 * A value as short text for hovers and messages: Terraform's own notation on one line, cut to a length. What is not
 * known is written as users know it, `(known after apply)`; sensitive values are not shown.
 */

import { Marks } from './value';
import type { UnknownReason, UnknownValue, Value } from './value';
import { formatNumber } from './number';

const defaultLength = 120;

/** At most `length` UTF-16 units, an ellipsis included where something was left out. */
export function renderValue(value: Value, length: number = defaultLength): string {
  const text = render(value, length);
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}

/** `room` only bounds the work: a list of ten thousand elements is not rendered to show forty characters of it. */
function render(value: Value, room: number): string {
  if ((value.marks & Marks.sensitive) !== 0) return '(sensitive value)';
  if ((value.marks & Marks.ephemeral) !== 0) return '(ephemeral value)';
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value.slice(0, room + 1));
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'list':
    case 'set':
    case 'tuple':
      return renderSequence(value.elements, room);
    case 'map':
    case 'object':
      return renderEntries(value.entries, room);
    case 'unknown':
      return renderUnknown(value, room);
  }
}

function renderSequence(elements: readonly Value[], room: number): string {
  return `[${joined(elements, room, render)}]`;
}

function renderEntries(entries: ReadonlyMap<string, Value>, room: number): string {
  if (entries.size === 0) return '{}';
  const inside = joined(
    entries,
    room,
    ([key, element], left) =>
      `${/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? key : JSON.stringify(key)} = ${render(element, left)}`,
  );
  return `{ ${inside} }`;
}

function joined<T>(items: Iterable<T>, room: number, text: (item: T, room: number) => string): string {
  const parts: string[] = [];
  let left = room;
  for (const item of items) {
    if (left <= 0) {
      parts.push('…');
      break;
    }
    const part = text(item, left);
    parts.push(part);
    left -= part.length + 2;
  }
  return parts.join(', ');
}

function renderUnknown(value: UnknownValue, room: number): string {
  if (value.reference !== undefined) return value.reason.detail;
  if (value.candidates !== undefined && value.candidates.length > 0) {
    const parts = joined(value.candidates, room, render);
    return value.candidates.length === 1 ? `(known after apply: ${parts})` : `(one of ${parts})`;
  }
  if (value.elements !== undefined) {
    const { certain, possible, closed } = value.elements;
    const known = joined(certain, room, render);
    const perhaps = possible.length === 0 ? '' : `perhaps ${joined(possible, room, render)}`;
    const more = closed ? '' : 'and more known after apply';
    return `[${[known, perhaps, more].filter((part) => part !== '').join(', ')}]`;
  }
  return reasonText(value.reason);
}

/** Why a value is not known, in parentheses, for people. */
function reasonText(reason: UnknownReason): string {
  const named = reason.detail === '' ? '' : `: ${reason.detail}`;
  switch (reason.kind) {
    case 'known-after-apply':
    case 'computed-from-unknown':
    case 'condition':
    case 'non-deterministic':
      return `(known after apply${named})`;
    case 'data-source':
      return `(read during apply${named})`;
    case 'variable-without-value':
      return `(no value${named})`;
    case 'module-not-installed':
      return `(module not installed${named})`;
    case 'undeclared':
      return `(not declared${named})`;
    case 'unsupported-function':
    case 'provider-function':
      return `(not evaluated${named})`;
    case 'file-not-available':
      return `(file not available${named})`;
    case 'cycle':
      return `(refers to itself${named})`;
    case 'error':
      return `(error${named})`;
    case 'missing-expression':
      return '(no value yet)';
    case 'too-large':
      return `(too large${named})`;
  }
}
