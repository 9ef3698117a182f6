/**
 * Characters as users see them. Terraform counts, cuts and pads strings by grapheme clusters.
 */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Unicode 15.1 joins Indic conjuncts to one cluster (rule GB9c); the tables that Terraform 1.11 is built with are older
 * and end the cluster behind the virama.
 */
const conjuncts = /(?<=[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]\p{M}*\u200d?\p{M}*)(?=\p{Lo})/u;

/** The text's grapheme clusters in order. */
export function graphemes(text: string): readonly string[] {
  // Printable ASCII is one character a cluster.
  if (/^[ -~]*$/.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment.split(conjuncts)).flat();
}
