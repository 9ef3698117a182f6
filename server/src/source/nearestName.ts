/** "Did you mean …": the nearest of some names by edit distance. It knows nothing of what the names are for. */

/**
 * The candidate that the fewest single-character edits turn `text` into, if they are few: at most a third of its
 * length, and never more than five. Of equals the first in the alphabet, so that the answer does not hang on the order
 * of declarations; undefined when none is near.
 */
export function nearestName(text: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let smallest = Math.min(5, Math.floor(text.length / 3)) + 1;
  for (const candidate of candidates) {
    // One that is just as near counts as well, once there is one.
    const limit = best === undefined ? smallest : smallest + 1;
    if (Math.abs(candidate.length - text.length) >= limit) continue;
    const distance = editDistance(text, candidate, limit);
    if (distance < smallest || (distance === smallest && best !== undefined && candidate < best)) {
      best = candidate;
      smallest = distance;
    }
  }
  return best;
}

/**
 * As `nearestName`, of names with dots such as `aws_security_group.api`: each part must be near on its own. Otherwise
 * the long type would make every short name look like a misspelt `api`, and the fix would admit another group.
 */
export function nearestReference(text: string, candidates: Iterable<string>): string | undefined {
  const parts = text.split('.');
  const isNear = (candidate: string): boolean => {
    const others = candidate.split('.');
    return (
      others.length === parts.length &&
      parts.every((part, index) => nearestName(part, [others[index] ?? '']) !== undefined)
    );
  };
  return nearestName(text, [...candidates].filter(isNear));
}

/**
 * Insertions, deletions and replacements of UTF-16 units, and swaps of two neighbours, which are one slip of the fingers
 * (optimal string alignment), one row at a time; `limit` when there are at least that many.
 */
function editDistance(left: string, right: string, limit: number): number {
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < right.length; j++) {
      const replaced = (previous[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      const isSwap = i > 0 && j > 0 && left[i] === right[j - 1] && left[i - 1] === right[j];
      const swapped = isSwap ? (before[j - 1] ?? 0) + 1 : replaced;
      row.push(Math.min(replaced, swapped, (previous[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    // No later row has a smaller minimum than these two.
    if (Math.min(...row) >= limit && Math.min(...previous) + 1 >= limit) return limit;
    before = previous;
    previous = row;
  }
  return previous[right.length] ?? limit;
}
