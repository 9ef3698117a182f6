/** Text as an editor would show it: without the byte order mark, which is no part of a document. */

export function decodeText(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
