/**
 * Fixes that take back edits of routes, gateways, access lists, subnets and attachments: what was changed reads as it
 * did, what is gone is put back, what is new is removed. By the texts of the earlier version, as in restore.ts.
 */

import type { NetworkModel } from '../network/networkModel';
import { parentUri } from '../source/documentUri';
import type { EditOperation, Fix } from '../source/edit';
import type { Origin } from '../source/origin';
import type { Comparison } from './comparison';
import { editedValueBehind } from './editedItem';
import { ownersOf } from './networkBlame';
import { placesOf, type NetworkEdit } from './networkEdits';
import { unindented } from './restore';
import type { ReviewTexts } from './reviewTexts';

interface TakenBack {
  readonly title: string;
  readonly operations: readonly EditOperation[];
}

/** The fix that takes all the edits back; undefined where one of them cannot be written. */
export function takeBackFix(
  comparison: Comparison,
  edits: readonly NetworkEdit[],
  texts: ReviewTexts,
  preferred: boolean,
): Fix | undefined {
  const done = new Set<string>();
  const anchors: Origin['anchor'][] = [];
  const titles: string[] = [];
  const operations: EditOperation[] = [];
  for (const edit of edits) {
    const found = takeBack(comparison, edit, texts);
    if (found === undefined) return undefined;
    // Several instances of one block, or several arguments of one, are restored together.
    const key = found.operations.map(
      (each) => `${String(anchorNumber(anchors, each.origin))} ${textOf(each)}`,
    );
    if (key.every((each) => done.has(each))) continue;
    for (const each of key) done.add(each);
    titles.push(found.title);
    operations.push(...found.operations);
  }
  const [first] = titles;
  if (first === undefined) return undefined;
  const more = titles.length > 1 ? ` and ${String(titles.length - 1)} more` : '';
  return { title: first + more, operations, preferred };
}

function anchorNumber(anchors: Origin['anchor'][], { anchor }: Origin): number {
  const at = anchors.indexOf(anchor);
  return at < 0 ? anchors.push(anchor) - 1 : at;
}

function textOf(operation: EditOperation): string {
  const { kind, origin } = operation;
  return `${kind} ${String(origin.start)} ${String(origin.end)} ${'newText' in operation ? operation.newText : ''}`;
}

function takeBack(comparison: Comparison, edit: NetworkEdit, texts: ReviewTexts): TakenBack | undefined {
  const { before, after, inner } = edit;
  const address = (after ?? before)?.address ?? '';
  const was = placesOf(edit).before ?? before?.origin;
  const is = placesOf(edit).after;
  const restored = `Restore ${address} as it is in ${texts.label}`;
  if (placesOf(edit).before === undefined && is !== undefined) {
    // A new instance of a block that was there: what makes the instances was edited.
    const whole = inner === undefined ? undefined : wholeItem(texts, was);
    if (inner?.kind === 'entry') {
      return { title: `Remove the new entry of ${address}`, operations: [removal(is)] };
    }
    if (whole !== undefined) return { title: restored, operations: [whole] };
    const isInstance = address.endsWith(']') && hasSiblings(comparison.before, address);
    if (isInstance || inner !== undefined) return undefined;
    return { title: `Remove ${address}`, operations: [removal(is)] };
  }
  if (was === undefined) return undefined;
  if (inner?.kind === 'entry' && is !== undefined) {
    const newText = plain(texts.baseText(was));
    if (newText !== undefined && newText !== plain(texts.afterText(is))) {
      return { title: restored, operations: [{ kind: 'replace', origin: is, newText }] };
    }
  }
  const whole = wholeItem(texts, was);
  if (whole !== undefined) return { title: restored, operations: [whole] };
  const behind = editedValueBehind(texts, was);
  if (behind !== undefined) {
    const newText = behind.wasText.replaceAll('\r\n', '\n');
    return {
      title: `Restore what ${address} is made from as it is in ${texts.label}`,
      operations: [{ kind: 'replace', origin: behind.item, newText }],
    };
  }
  // What is written as before is not there for a reason that stands elsewhere.
  if (is !== undefined || inner !== undefined || isWritten(texts, was)) return undefined;
  const text = plain(texts.baseText(was));
  const place = text === undefined ? undefined : placeFor(comparison.after, edit, was);
  if (text === undefined || place === undefined || was.anchor.uri.endsWith('.json')) return undefined;
  return {
    title: `Put ${address} back`,
    operations: [{ kind: 'insert-after', origin: place, newText: unindented(text), separate: true }],
  };
}

function isWritten(texts: ReviewTexts, was: Origin): boolean {
  const item = texts.baseItem(was);
  return item !== undefined && texts.afterItem(item) !== undefined;
}

function removal(origin: Origin): EditOperation {
  return { kind: 'remove', origin };
}

/** The whole block as it was, where it still stands and reads differently. */
function wholeItem(texts: ReviewTexts, was: Origin | undefined): EditOperation | undefined {
  const item = was && texts.baseItem(was);
  const now = item && texts.afterItem(item);
  if (item === undefined || now === undefined) return undefined;
  const newText = plain(texts.baseText(item));
  if (newText === undefined || newText === plain(texts.afterText(now))) return undefined;
  return { kind: 'replace', origin: now, newText };
}

/** Edits have `\n` for every line break; whoever applies them writes the file's own. */
function plain(text: string | undefined): string | undefined {
  return text?.replaceAll('\r\n', '\n');
}

function hasSiblings(model: NetworkModel, address: string): boolean {
  const block = address.replace(/\[[^\]]*\]$/, '');
  const isSibling = (other: { readonly address: string }): boolean =>
    other.address.replace(/\[[^\]]*\]$/, '') === block;
  return (
    model.topology.parts.some(isSibling) ||
    model.forwardings.parts.some(isSibling) ||
    [...model.subnets.values(), ...model.attachments.values()].some(isSibling)
  );
}

/** After what it belongs to, or else after another declaration of the file that it stood in. */
function placeFor(after: NetworkModel, { before }: NetworkEdit, was: Origin): Origin | undefined {
  const directory = parentUri(was.anchor.uri);
  const parts = [
    ...after.topology.parts,
    ...after.subnets.values(),
    ...after.networks.values(),
    ...after.attachments.values(),
    ...after.forwardings.parts,
    ...after.groups.values(),
  ];
  // References in the text hold only in the module that they were written in.
  const near = parts.filter(({ origin }) => parentUri(origin.anchor.uri) === directory);
  const owners = before === undefined ? [] : ownersOf(before);
  const owner = owners
    .flatMap((id) => near.filter(({ address }) => address === id))
    .find(({ origin }) => origin.anchor.uri === was.anchor.uri);
  const found =
    owner ??
    near.findLast(({ origin }) => origin.anchor.uri === was.anchor.uri) ??
    near.find(({ address }) => owners.includes(address));
  return found?.origin;
}
