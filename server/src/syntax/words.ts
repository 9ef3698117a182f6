/**
 * The words of a text as strings that are shared: a workspace says `from_port` ten thousand times, and means one string.
 * A cache, not a table: what falls out of it is merely made anew.
 */

/** A power of two. */
const size = 1 << 12;
const longest = 48;
/** A string shorter than this is a copy however it is cut; a longer one would keep the whole text it was cut from. */
const shortestSlice = 13;

const known = new Array<string>(size).fill('');

/** The text from `start` to `end`, as a string that is shared with others of the same text if it is short. */
export function wordOf(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest) return text.slice(start, end);
  let hash = length;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  const slot = (hash ^ (hash >>> 12)) & (size - 1);
  const found = known[slot] ?? '';
  if (found.length === length && text.startsWith(found, start)) return found;
  const word = length < shortestSlice ? text.slice(start, end) : copyOf(text, start, end);
  known[slot] = word;
  return word;
}

function copyOf(text: string, start: number, end: number): string {
  const codes: number[] = [];
  for (let i = start; i < end; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}
