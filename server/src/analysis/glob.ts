/**
 * Matching of fileset() patterns: `*`, `?`, `[a-z]`, `{a,b}` within a path segment, `**` across segments (Terraform,
 * "fileset Function"). By dynamic programming instead of a regular expression: the pattern comes from the workspace,
 * and no pattern may take more than (its length × the path's length) steps.
 */

/** Alternatives of a pattern with braces; more than this many and the pattern matches nothing. */
const maxAlternatives = 256;

export function matchGlob(pattern: string, path: string): boolean {
  const alternatives = expandBraces(pattern);
  return alternatives.some((each) => matchSegments(each.split('/'), path.split('/')));
}

function expandBraces(pattern: string): readonly string[] {
  let open = [pattern];
  for (;;) {
    const next: string[] = [];
    let expanded = false;
    for (const text of open) {
      const match = /\{([^{}]*)\}/.exec(text);
      if (match === null) {
        next.push(text);
        continue;
      }
      expanded = true;
      const before = text.slice(0, match.index);
      const behind = text.slice(match.index + match[0].length);
      for (const choice of (match[1] ?? '').split(',')) next.push(before + choice + behind);
      if (next.length > maxAlternatives) return [];
    }
    if (!expanded) return next;
    open = next;
  }
}

function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  // reachable[j]: the pattern's segments so far match the first j segments of the path.
  let reachable = new Array<boolean>(path.length + 1).fill(false);
  reachable[0] = true;
  for (const segment of pattern) {
    const next = new Array<boolean>(path.length + 1).fill(false);
    for (let j = 0; j <= path.length; j++) {
      if (segment === '**') next[j] = reachable[j] === true || (j > 0 && next[j - 1] === true);
      else if (j > 0 && reachable[j - 1] === true) next[j] = matchSegment(segment, path[j - 1] ?? '');
    }
    reachable = next;
  }
  return reachable[path.length] === true;
}

function matchSegment(pattern: string, text: string): boolean {
  const tokens = readTokens(pattern);
  let reachable = new Array<boolean>(text.length + 1).fill(false);
  reachable[0] = true;
  for (const token of tokens) {
    const next = new Array<boolean>(text.length + 1).fill(false);
    for (let j = 0; j <= text.length; j++) {
      if (token === 'any') next[j] = reachable[j] === true || (j > 0 && next[j - 1] === true);
      else if (j > 0 && reachable[j - 1] === true) next[j] = token(text.charAt(j - 1));
    }
    reachable = next;
  }
  return reachable[text.length] === true;
}

type Token = 'any' | ((character: string) => boolean);

function readTokens(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    const close = character === '[' ? pattern.indexOf(']', i + 2) : -1;
    if (character === '*') tokens.push('any');
    else if (character === '?') tokens.push(() => true);
    else if (character === '\\' && i + 1 < pattern.length) {
      const literal = pattern.charAt(++i);
      tokens.push((other) => other === literal);
    } else if (close !== -1) {
      tokens.push(characterClass(pattern.slice(i + 1, close)));
      i = close;
    } else tokens.push((other) => other === character);
  }
  return tokens;
}

function characterClass(content: string): (character: string) => boolean {
  const negated = content.startsWith('^') || content.startsWith('!');
  const members = negated ? content.slice(1) : content;
  const ranges: [string, string][] = [];
  for (let i = 0; i < members.length; i++) {
    const low = members.charAt(i);
    if (members.charAt(i + 1) === '-' && i + 2 < members.length) {
      ranges.push([low, members.charAt(i + 2)]);
      i += 2;
    } else ranges.push([low, low]);
  }
  return (character) => ranges.some(([low, high]) => character >= low && character <= high) !== negated;
}
