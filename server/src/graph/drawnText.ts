/**
 * Text of a workspace as drawings may show it: made harmless, measured without a font, cut where it is too long. The
 * escaping of each format is in the file of that format.
 */

/**
 * One line without control characters, marks that reverse the writing direction, and halves of characters: no name
 * may break a file that it is written into, or show what it does not say.
 */
export function oneLine(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      // eslint-disable-next-line no-control-regex -- these are the characters meant.
      .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '\ufffd')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      .trim()
  );
}

/** For XML and HTML, in text and in quoted attributes. */
export function escapeXml(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const NARROW = /[iljtfrI.,:;'|!()[\]/\- ]/;
const WIDE = /[mwMW@%…→←✕]/;

/** Width in pixels of the text in a common sans-serif font, a little more rather than less. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x1100) width += character === '…' || (code >= 0x2000 && code < 0x2600) ? 0.95 : 1.15;
    else if (NARROW.test(character)) width += 0.36;
    else if (WIDE.test(character)) width += 0.9;
    else width += character >= 'A' && character <= 'Z' ? 0.7 : 0.58;
  }
  return width * fontSize;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text, cut to the width with an ellipsis; of a long name both ends tell something, so the middle goes. */
export function cutText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  const room = width - textWidth('…', fontSize);
  let front = '';
  let back = '';
  let [first, last] = [0, characters.length - 1];
  for (let used = 0; first < last;) {
    const fromFront = front.length <= back.length;
    const next = characters[fromFront ? first : last] ?? '';
    used += textWidth(next, fontSize);
    if (used > room) break;
    if (fromFront) {
      front += next;
      first += 1;
    } else {
      back = next + back;
      last -= 1;
    }
  }
  return `${front}…${back}`;
}
