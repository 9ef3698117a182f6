/**
 * Fixes that bring back what an edit took: from the text of the earlier version, placed where the later one has room
 * for it. A fix is offered only where it is plain what it does.
 */

import { containsPrefix, prefixListAddresses } from '../packets/addressSet';
import { isEmptyTrafficSet, isTrafficSubset } from '../packets/trafficSet';
import type { Rule } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { parentUri } from '../source/documentUri';
import { ruleName } from '../reachability/names';
import { ruleTraffic } from '../reachability/rulePackets';
import type { EditOperation, Fix } from '../source/edit';
import { sameOrigin, type Origin } from '../source/origin';
import { editedPeers, isUntouched } from './blame';
import type { BlamedChange, Comparison } from './comparison';
import { editedItem, editedValueBehind } from './editedItem';
import type { ReviewTexts } from './reviewTexts';

/**
 * The fix that brings the rules back, all of them; undefined when that cannot be written. `title` replaces the one that
 * names the rule, where a new rule is kept beside the restored one.
 */
export function restoreFix(
  comparison: Comparison,
  restorations: readonly BlamedChange[],
  reviewTexts: ReviewTexts,
  title?: string,
): Fix | undefined {
  const texts = withPlainBreaks(reviewTexts);
  const operations: EditOperation[] = [];
  const titles: string[] = [];
  const done = new Set<Origin['anchor']>();
  for (const blamed of restorations) {
    const { before } = blamed.change;
    // Several peers of one rule are restored together, and so are several instances of one block.
    if (before === undefined || done.has(before.origin.anchor)) continue;
    const edit = restoreEdit(comparison, blamed, before, texts);
    if (edit === undefined) return undefined;
    done.add(before.origin.anchor);
    // Several rules may be made from one item.
    const isDone = edit.operations.every(
      (one) =>
        one.kind === 'replace' &&
        operations.some((other) => other.kind === 'replace' && sameOrigin(other.origin, one.origin)),
    );
    if (isDone) continue;
    operations.push(...edit.operations);
    titles.push(edit.keepsNew && title !== undefined ? title : edit.title);
  }
  const [first] = titles;
  if (first === undefined) return undefined;
  const more = titles.length > 1 ? ` and ${titles.length - 1} more` : '';
  return { title: first + more, operations, preferred: true };
}

/** Edits have `\n` for every line break; whoever applies them writes the file's own. */
function withPlainBreaks(texts: ReviewTexts): ReviewTexts {
  return {
    ...texts,
    baseText: (origin) => texts.baseText(origin)?.replaceAll('\r\n', '\n'),
    afterText: (origin) => texts.afterText(origin)?.replaceAll('\r\n', '\n'),
  };
}

interface RestoreEdit {
  readonly title: string;
  readonly operations: readonly EditOperation[];
  /** The later rule stays beside the restored one. */
  readonly keepsNew: boolean;
}

function restoreEdit(
  comparison: Comparison,
  blamed: BlamedChange,
  before: Rule,
  texts: ReviewTexts,
): RestoreEdit | undefined {
  const { after } = blamed.change;
  const wasBlock = texts.baseText(before.origin);
  if (wasBlock === undefined) return undefined;
  const name = ruleName(before);
  const current = after ?? sameBlock(comparison.after, blamed, before, wasBlock, texts);
  if (current === undefined) {
    const block = before.declaredAs === 'standalone' ? blockInPlace(texts, before) : undefined;
    if (block !== undefined) {
      // What is written as before makes no rule for a reason that stands elsewhere.
      if (texts.afterText(block) === wasBlock) return restoreSource(blamed, name, texts);
      const operation: EditOperation = { kind: 'replace', origin: block, newText: wasBlock };
      return {
        title: `Restore ${name} as it is in ${texts.label}`,
        operations: [operation],
        keepsNew: false,
      };
    }
    const operations = putBack(comparison.after, blamed, before, wasBlock);
    return operations === undefined ? undefined : { title: `Put ${name} back`, operations, keepsNew: false };
  }
  const isBlock = texts.afterText(current.origin);
  if (isBlock === undefined) return undefined;
  if (isBlock === wasBlock || editElsewhere(blamed, before, current, texts)) {
    const source = restoreSource(blamed, name, texts);
    if (source !== undefined || isBlock === wasBlock) return source;
  }
  const beside = after === undefined ? undefined : keepBeside(comparison, before, after, wasBlock, isBlock);
  if (beside !== undefined) {
    return { title: `Restore ${name} and keep the new rule beside it`, operations: beside, keepsNew: true };
  }
  if (isUnderOtherType(before, current)) return undefined;
  const replace: EditOperation = { kind: 'replace', origin: current.origin, newText: wasBlock };
  return { title: `Restore ${name} as it is in ${texts.label}`, operations: [replace], keepsNew: false };
}

/** Of a rule whose own text is as before: the item that its peer was written in. */
function restoreSource(
  { peer, change }: BlamedChange,
  name: string,
  texts: ReviewTexts,
): RestoreEdit | undefined {
  const edit =
    editedItem(texts, peer.origin) ?? (change.before && editedValueBehind(texts, change.before.origin));
  return (
    edit && {
      title: `Restore what ${name} is made from as it is in ${texts.label}`,
      operations: [{ kind: 'replace', origin: edit.item, newText: edit.wasText }],
      keepsNew: false,
    }
  );
}

/** In JSON a block's type stands outside its text: the earlier text would become a resource of the later one's type. */
function isUnderOtherType(before: Rule, current: Rule): boolean {
  const isJson = current.origin.anchor.uri.endsWith('.json');
  return isJson && before.declaredAs === 'standalone' && before.resourceType !== current.resourceType;
}

/** The block of a rule resource that is still there and makes no rule any more, as with `count = 0`. */
function blockInPlace(texts: ReviewTexts, removed: Rule): Origin | undefined {
  const was = texts.baseItem(removed.origin);
  return was && texts.afterItem(was);
}

/**
 * Another rule of the later version that was made from the same block as one that is gone: then not the block was
 * removed, but an element of what it iterates over.
 */
function sameBlock(
  after: NetworkModel,
  blamed: BlamedChange,
  removed: Rule,
  block: string,
  texts: ReviewTexts,
): Rule | undefined {
  if (removed.declaredAs === 'standalone') {
    return after.rules.find((rule) => withoutKey(rule.resource) === withoutKey(removed.resource));
  }
  return after.views
    .get(blamed.group)
    ?.rules[removed.direction].find((rule) => texts.afterText(rule.origin) === block);
}

function withoutKey(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

function editElsewhere(blamed: BlamedChange, before: Rule, after: Rule, texts: ReviewTexts): boolean {
  return blamed.peer.origin.anchor !== before.origin.anchor && isUntouched(blamed.peer, after, texts);
}

/** The restored rule in the later one's place, and that one after it; undefined where both would clash or mix. */
function keepBeside(
  comparison: Comparison,
  before: Rule,
  after: Rule,
  wasBlock: string,
  isBlock: string,
): EditOperation[] | undefined {
  const edited = editedPeers(comparison, before, after);
  const sharesPeers = edited.added.length < after.peers.length;
  const sharesBlock = comparison.after.rules.some(
    (rule) => rule !== after && sameOrigin(rule.origin, after.origin),
  );
  if (sharesPeers || sharesBlock || !admitsMore(comparison, before, after)) return undefined;
  const replace: EditOperation = { kind: 'replace', origin: after.origin, newText: wasBlock };
  const second = withoutOldDescription(isBlock, wasBlock);
  if (after.declaredAs === 'inline') {
    if (isBlock.startsWith('{')) return [{ ...replace, newText: `${wasBlock}, ${isBlock}` }];
    return [
      replace,
      { kind: 'insert-after', origin: after.origin, newText: unindented(second), separate: true },
    ];
  }
  const newText = relabelled(comparison.after, after, second);
  if (newText === undefined) return undefined;
  return [replace, { kind: 'insert-after', origin: after.origin, newText, separate: true }];
}

/** What was said of the group does not hold for the address; what was written for the address stays. */
function withoutOldDescription(block: string, wasBlock: string): string {
  const line = /^[ \t]*description\s*=\s*(?<text>"(?:[^"\\]|\\.)*")[ \t]*\n/m;
  const was = line.exec(wasBlock)?.groups?.text;
  return was !== undefined && line.exec(block)?.groups?.text === was ? block.replace(line, '') : block;
}

/** Whether the later rule admits somebody whom the restored one does not, so that it is worth keeping. */
function admitsMore(comparison: Comparison, before: Rule, after: Rule): boolean {
  if (isEmptyTrafficSet(ruleTraffic(after).possible)) return false;
  const wider = !isTrafficSubset(ruleTraffic(after).possible, ruleTraffic(before).possible);
  const covered = prefixListAddresses(
    before.peers.flatMap((peer) => (peer.kind === 'cidr' ? [peer.prefix] : [])),
  );
  return editedPeers(comparison, before, after).added.some((peer) => {
    if (peer.kind === 'invalid-cidr') return false;
    return wider || peer.kind !== 'cidr' || !containsPrefix(covered, peer.prefix);
  });
}

/** The block of a rule resource under a label that no other rule of its type has. */
function relabelled(model: NetworkModel, rule: Rule, block: string): string | undefined {
  const groups = /^(?<head>resource\s+"[^"]+"\s+")(?<label>[^"]+)(?<tail>"[\s\S]*)$/.exec(block)?.groups;
  const { head, label, tail } = groups ?? {};
  if (head === undefined || label === undefined || tail === undefined) return undefined;
  const taken = new Set(
    model.rules
      .filter((other) => other.resourceType === rule.resourceType)
      .map((other) => withoutKey(other.resource).split('.').at(-1)),
  );
  let fresh = `${label}_address`;
  for (let number = 2; taken.has(fresh); number++) fresh = `${label}_address_${number}`;
  return head + fresh + tail;
}

/** The removed block, where the later version has room for it. */
function putBack(
  after: NetworkModel,
  blamed: BlamedChange,
  removed: Rule,
  block: string,
): EditOperation[] | undefined {
  const view = after.views.get(blamed.group);
  const directory = parentUri(removed.origin.anchor.uri);
  // References in the text hold only in the module that they were written in.
  const near = (origin: Origin): boolean => parentUri(origin.anchor.uri) === directory;
  const siblings =
    view?.rules[removed.direction].filter((rule) => rule.declaredAs === removed.declaredAs) ?? [];
  const group = view?.group;
  if (removed.declaredAs === 'standalone') {
    const anchors = [
      ...siblings
        .map((rule) => rule.origin)
        .filter((origin) => origin.anchor.uri === removed.origin.anchor.uri),
      ...(group === undefined ? [] : [group.origin]),
      ...siblings.map((rule) => rule.origin),
    ];
    const origin = anchors.find(near);
    return origin && [{ kind: 'insert-after', origin, newText: unindented(block), separate: true }];
  }
  const sibling = siblings
    .map((rule) => rule.origin)
    .filter(near)
    .at(-1);
  if (block.startsWith('{')) return undefined;
  if (sibling !== undefined) {
    return [{ kind: 'insert-after', origin: sibling, newText: unindented(block), separate: true }];
  }
  if (group === undefined || !near(group.origin) || group.inline[removed.direction] !== 'absent') {
    return undefined;
  }
  const newText = unindented(block)
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
  return [{ kind: 'insert-after', origin: group.headerOrigin, newText, separate: false }];
}

/** The block as if it stood at the left margin. Its first line has no indentation, as a block's span starts behind it. */
export function unindented(block: string): string {
  const lines = block.split('\n');
  const indentation = /^[ \t]*/.exec(lines.at(-1) ?? '')?.[0] ?? '';
  return lines
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line))
    .join('\n');
}

/** The fix that takes back a new or widened rule. */
export function revertFix(
  comparison: Comparison,
  blamed: BlamedChange,
  reviewTexts: ReviewTexts,
): Fix | undefined {
  const texts = withPlainBreaks(reviewTexts);
  const { before, after } = blamed.change;
  if (after === undefined) return undefined;
  const shared = comparison.after.rules.some(
    (rule) => rule !== after && sameOrigin(rule.origin, after.origin),
  );
  const name = ruleName(after);
  if (before === undefined) {
    if (shared) return undefined;
    return {
      title: `Remove ${name}`,
      operations: [{ kind: 'remove', origin: after.origin }],
      preferred: false,
    };
  }
  const newText = texts.baseText(before.origin);
  if (newText === undefined || newText === texts.afterText(after.origin)) return undefined;
  if (isUnderOtherType(before, after)) return undefined;
  return {
    title: `Restore ${name} as it is in ${texts.label}`,
    operations: [{ kind: 'replace', origin: after.origin, newText }],
    preferred: false,
  };
}
