/**
 * Characters as users see them. Terraform counts, cuts and pads strings by grapheme clusters.
 */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text's grapheme clusters in order. */
export function graphemes(text: string): readonly string[] {
  // Printable ASCII is one character a cluster.
  if (/^[ -~]*$/.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
