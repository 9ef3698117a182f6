/** A prefix with address bits behind its length. See docs/checks/host-bits-set.md. */

import type { Peer, Rule } from '../network/model';
import { addressBits } from '../packets/ipAddress';
import { formatIpPrefix } from '../packets/ipPrefix';
import type { Fix } from '../source/edit';
import type { RuleCheck } from './check';
import { forCertainty, jointCertainty } from './severity';
import { fromFile, literalFix, peerOrigin, verb, writtenElsewhere } from './wording';

const code = 'host-bits-set';

type CidrPeer = Peer & { readonly kind: 'cidr' };

/** From this length down, the written address and what the prefix holds have nothing to do with each other. */
const FAR_WIDER: Readonly<Record<4 | 6, number>> = { 4: 7, 6: 19 };

export const hostBitsSet: RuleCheck = {
  code,
  severity: 'error',
  scope: 'rule',
  summary: 'A CIDR block has address bits behind its prefix length, which the provider refuses.',
  covers: [],
  *check(rule) {
    for (const peer of rule.peers) {
      if (peer.kind !== 'cidr' || !peer.hostBitsSet) continue;
      const certainty = jointCertainty(rule.certainty, peer.certainty);
      const canonical = formatIpPrefix(peer.prefix);
      const wide = peer.prefix.length <= FAR_WIDER[peer.prefix.family];
      yield {
        code,
        severity: forCertainty('error', certainty),
        certainty,
        message:
          `"${peer.text}"${fromFile(rule, peer.origin)} has address bits behind its prefix length, so the plan ` +
          `${verb(certainty, 'fails', 'may fail')}. ` +
          (wide
            ? `As a block it would be ${canonical}, which is not just that address: write "${single(peer)}" for one host.`
            : `The block is "${canonical}"; the one host is "${single(peer)}".`),
        origin: peerOrigin(rule, peer),
        resource: rule.resource,
        related: writtenElsewhere(rule, peer, `"${peer.text}"`),
        fixes: fixes(peer, rule, canonical, wide),
      };
    }
  },
};

function single(peer: CidrPeer): string {
  return `${peer.text.slice(0, peer.text.indexOf('/'))}/${addressBits(peer.prefix.family)}`;
}

/** The block as the provider would suggest it, and the one host; the host first where the block is enormous. */
function fixes(peer: CidrPeer, rule: Rule, canonical: string, wide: boolean): readonly Fix[] {
  const where = fromFile(rule, peer.origin);
  const host = single(peer);
  const block = literalFix(`Replace by the block "${canonical}"${where}`, peer, canonical, !wide);
  const one = literalFix(`Replace by the one host "${host}"${where}`, peer, host, wide);
  return wide ? [...one, ...block] : [...block, ...one];
}
