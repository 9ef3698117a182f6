/** "Did you mean …": the nearest of some names by edit distance. It knows nothing of what the names are for. */

/**
 * The candidate that the fewest single-character edits turn `text` into, if they are few: at most a third of its
 * length, and never more than five. The first of equals; undefined when none is near.
 */
export function nearestName(text: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let limit = Math.min(5, Math.floor(text.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= limit) continue;
    const distance = editDistance(text, candidate, limit);
    if (distance < limit) {
      best = candidate;
      limit = distance;
    }
  }
  return best;
}

/**
 * Insertions, deletions and replacements of UTF-16 units (Wagner and Fischer), one row at a time; `limit` when there are
 * at least that many.
 */
function editDistance(left: string, right: string, limit: number): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < right.length; j++) {
      const replaced = (previous[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    // No row has a smaller minimum than the one before.
    if (Math.min(...row) >= limit) return limit;
    previous = row;
  }
  return previous[right.length] ?? limit;
}
