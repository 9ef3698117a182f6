/** A source or destination that is no prefix. See docs/checks/invalid-cidr.md. */

import type { Peer, Rule } from '../network/model';
import type { Fix } from '../source/edit';
import type { RuleCheck } from './check';
import { forCertainty, jointCertainty } from './severity';
import { fromFile, literalFix, peerOrigin, verb, writtenElsewhere } from './wording';

const code = 'invalid-cidr';

type InvalidPeer = Peer & { readonly kind: 'invalid-cidr' };

export const invalidCidr: RuleCheck = {
  code,
  severity: 'error',
  scope: 'rule',
  summary: 'A source or destination is not a CIDR block, so the plan or apply fails.',
  covers: [],
  *check(rule) {
    for (const peer of rule.peers) {
      if (peer.kind !== 'invalid-cidr') continue;
      const certainty = jointCertainty(rule.certainty, peer.certainty);
      const text = `"${peer.text}"${fromFile(rule, peer.origin)}`;
      yield {
        code,
        severity: forCertainty('error', certainty),
        certainty,
        message: `${text} ${problemText(peer)}, so Terraform ${verb(certainty, 'refuses', 'may refuse')} the rule. ${adviceText(peer)}`,
        origin: peerOrigin(rule, peer),
        resource: rule.resource,
        related: writtenElsewhere(rule, peer, `"${peer.text}"`),
        fixes: fixes(peer, rule),
      };
    }
  },
};

function problemText(peer: InvalidPeer): string {
  switch (peer.problem) {
    case 'not-an-address':
      return 'is not an IP address';
    case 'missing-length':
      return 'is an address without a prefix length';
    case 'length-out-of-range':
      return 'has a prefix length that is out of range';
    case 'wrong-family':
      return `is of the other IP family than ${peer.argument} takes`;
  }
}

function adviceText(peer: InvalidPeer): string {
  if (peer.problem === 'wrong-family') return 'Move it to the argument for its family.';
  if (peer.suggestion !== undefined) return `Did you mean "${peer.suggestion}"?`;
  return 'Write a CIDR block such as "10.0.0.0/16".';
}

function fixes(peer: InvalidPeer, rule: Rule): readonly Fix[] {
  if (peer.suggestion === undefined || peer.problem === 'wrong-family') return [];
  const where = fromFile(rule, peer.origin);
  return literalFix(`Replace by "${peer.suggestion}"${where}`, peer, peer.suggestion, true);
}
