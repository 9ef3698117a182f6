/**
 * Which of many edits did it, by asking what would be without some of them. Knows nothing of networks: what an edit is,
 * and how to ask, is for others to say.
 */

/** Up to this many edits are tried one by one first, so that one that suffices is named before a set of others. */
const FEW = 12;

/** How many questions may still be asked; counted down. Questions and not time, so that equal input gives equal answers. */
export interface Questions {
  left: number;
}

/**
 * The edits without which it would be as before, as few as can be found: leaving out any of them would not do. Empty
 * where there are none, or where they are not found with the questions that are left. `decides` tells whether it would
 * be as before without the edits given: not without taking any back, and taking back more is taken to restore no less.
 */
export function guiltyAmong<Edit>(
  edits: readonly Edit[],
  decides: (takenBack: readonly Edit[]) => boolean,
  questions: Questions,
): readonly Edit[] {
  const ask = (takenBack: readonly Edit[]): boolean => {
    if (questions.left <= 0) return false;
    questions.left--;
    return decides(takenBack);
  };
  if (edits.length === 0) return [];
  if (edits.length <= FEW) for (const edit of edits) if (ask([edit])) return [edit];
  if (edits.length === 1 || !ask(edits)) return [];
  const found = smallest(ask, [], false, edits);
  return ask(found) ? found : [];
}

/**
 * Halves what may be left out: about two questions for each doubling of the number of edits, and for each guilty one
 * (U. Junker, "QuickXPlain: Preferred Explanations and Relaxations for Over-Constrained Problems", AAAI 2004).
 */
function smallest<Edit>(
  ask: (takenBack: readonly Edit[]) => boolean,
  sure: readonly Edit[],
  isNew: boolean,
  edits: readonly Edit[],
): readonly Edit[] {
  if (isNew && ask(sure)) return [];
  if (edits.length <= 1) return edits;
  const middle = Math.ceil(edits.length / 2);
  const [first, second] = [edits.slice(0, middle), edits.slice(middle)];
  const ofSecond = smallest(ask, [...sure, ...first], true, second);
  const ofFirst = smallest(ask, [...sure, ...ofSecond], ofSecond.length > 0, first);
  return [...ofFirst, ...ofSecond];
}
