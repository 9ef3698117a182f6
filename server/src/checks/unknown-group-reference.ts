/** A group that is named but not declared. See docs/checks/unknown-group-reference.md. */

import type { CheckContext, Finding, RuleCheck } from './check';
import type { Attachment, PartReference, Rule } from '../network/model';
import type { Fix } from '../source/edit';
import { parentUri } from '../source/documentUri';
import type { Origin } from '../source/origin';
import { nearestReference } from '../source/nearestName';
import { forCertainty, jointCertainty } from './severity';
import { verb } from './wording';
import type { Certainty } from '../network/model';

const code = 'unknown-group-reference';
export const unknownGroupReference: RuleCheck = {
  code,
  severity: 'error',
  scope: 'rule',
  summary: 'A reference to a security group that the configuration does not declare.',
  covers: [],
  *check(rule, context) {
    const { group, origins } = rule;
    if (isQuestionable(group)) {
      const origin = origins.group ?? rule.headerOrigin;
      yield* finding(group, origin, origin, rule.certainty, rule, context);
    }
    for (const peer of rule.peers) {
      if (peer.kind !== 'group' || !isQuestionable(peer.group)) continue;
      const origin = peer.origin.anchor === rule.origin.anchor ? peer.origin : peer.argumentOrigin;
      const certainty = jointCertainty(rule.certainty, peer.certainty);
      yield* finding(peer.group, origin, peer.origin, certainty, rule, context);
    }
  },
  *checkAttachment(attachment, context) {
    for (const { group, origin, certainty } of attachment.groups) {
      if (!isQuestionable(group)) continue;
      const joint = jointCertainty(attachment.certainty, certainty);
      yield* finding(group, origin, origin, joint, attachment, context);
    }
  },
};

/** Nearly every reference leads to a part, and then there is nothing to say. */
function isQuestionable({ kind }: PartReference): boolean {
  return kind === 'undeclared' || kind === 'literal';
}

function* finding(
  reference: PartReference,
  origin: Origin,
  writtenAt: Origin,
  certainty: Certainty,
  part: Rule | Attachment,
  context: CheckContext,
): Iterable<Finding> {
  const resource = part.kind === 'rule' ? part.resource : part.address;
  if (reference.kind === 'undeclared') {
    // What another module passed in is written in that module's names, and ours mean something else there.
    const isOfSameModule = parentUri(writtenAt.anchor.uri) === parentUri(part.origin.anchor.uri);
    const suggestion = isOfSameModule ? suggestedReference(reference.text, resource, context) : undefined;
    yield {
      code,
      severity: forCertainty('error', certainty),
      certainty,
      message:
        `${reference.text} is not declared, so Terraform ${verb(certainty, 'refuses', 'may refuse')} the configuration.` +
        (suggestion === undefined ? ' Declare it, or name one that is.' : ` Did you mean ${suggestion}?`),
      origin,
      resource,
      related: isOfSameModule ? [] : [{ origin: writtenAt, message: `${reference.text} is written here` }],
      fixes: suggestion === undefined ? [] : replaceReference(origin, reference.text, suggestion),
    };
    return;
  }
  if (
    reference.kind === 'literal' &&
    isGroupId(reference.id) &&
    context.view(reference.id)?.group === undefined
  ) {
    yield {
      code,
      severity: 'information',
      certainty,
      message:
        `${reference.id} is written out and not declared here: what it admits and who carries it cannot be seen. ` +
        'Refer to the group, or read it with a data source, so that it is checked and follows a replacement.',
      origin,
      resource,
      related: [],
      fixes: [],
    };
  }
}

/** An id as the provider gives it; other texts (a name, an account's prefix) are somebody else's group. */
function isGroupId(id: string): boolean {
  return /^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id);
}

/** The closest declared group of the same module, as it would be written there, with the attribute of the reference. */
function suggestedReference(text: string, resource: string, context: CheckContext): string | undefined {
  const match = /^([a-z_][\w-]*\.[\w-]+)(.*)$/i.exec(text);
  if (match === null) return undefined;
  const [, written = '', rest = ''] = match;
  const module = /^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)*/.exec(resource)?.[0] ?? '';
  const candidates = context
    .groupAddresses()
    .filter((address) => address.startsWith(module))
    .map((address) => address.slice(module.length))
    .filter((address) => /^[\w-]+\.[\w-]+$/.test(address));
  const best = nearestReference(written, candidates);
  return best === undefined ? undefined : best + rest;
}

/** Lengths of what may follow a group's address in a bare reference: nothing, `.id`, `[0].id`. */
const SUFFIX_LENGTHS: readonly number[] = [0, 3, 6];

function replaceReference(origin: Origin, text: string, suggestion: string): readonly Fix[] {
  // Other expressions than a bare reference have other lengths: no edit there, it might hit other text.
  if (!SUFFIX_LENGTHS.includes(origin.end - origin.start - text.length)) return [];
  const written = { ...origin, end: origin.start + text.length };
  return [
    {
      title: `Replace by ${suggestion}`,
      preferred: true,
      operations: [{ kind: 'replace', origin: written, newText: suggestion }],
    },
  ];
}
