/**
 * Characters as users see them. Terraform counts, cuts and pads strings by grapheme clusters.
 */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text's grapheme clusters in order. */
export function graphemes(text: string): readonly string[] {
  // ASCII without CR is one character a cluster; CR LF is one cluster.
  if (/^[\0-\x0c\x0e-\x7f]*$/.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
