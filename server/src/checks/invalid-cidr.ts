/** A source or destination that is no prefix. See docs/checks/invalid-cidr.md. */

import type { Peer, Rule } from '../network/model';
import type { EditOperation, Fix } from '../source/edit';
import type { RuleCheck } from './check';
import { forCertainty, jointCertainty } from './severity';
import { fromFile, isLiteral, literalFix, peerOrigin, verb, writtenElsewhere } from './wording';

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
  if (peer.problem === 'wrong-family') return movedToItsFamily(peer, rule);
  if (peer.suggestion === undefined) return [];
  const where = fromFile(rule, peer.origin);
  return literalFix(`Replace by "${peer.suggestion}"${where}`, peer, peer.suggestion, true);
}

/** Wider is no alignment but a list over several lines. */
const mostWidth = 40;

/** Moves what is of the wrong family to the argument that takes it, where all that both arguments hold is literal. */
function movedToItsFamily({ takenBy, argument }: InvalidPeer, rule: Rule): readonly Fix[] {
  // JSON writes arguments in another way.
  if (takenBy === undefined || rule.origin.anchor.uri.endsWith('.json')) return [];
  const own = rule.peers.filter((peer) => peer.argument === argument);
  const others = rule.peers.filter((peer) => peer.argument === takenBy);
  const [first] = own;
  const told = new Set(rule.peers.map(({ argumentOrigin }) => argumentOrigin.start));
  // An empty list has no peers, and may be the very argument.
  if (first === undefined || !rule.origins.peers.every(({ start }) => told.has(start))) return [];
  const texts = (peers: readonly Peer[]): readonly string[] | undefined => {
    const literals = peers.flatMap((peer) => {
      if (peer.kind !== 'cidr' && peer.kind !== 'invalid-cidr') return [];
      const { origin, argumentOrigin } = peer;
      const isInside =
        origin.anchor === argumentOrigin.anchor &&
        argumentOrigin.start <= origin.start &&
        origin.end <= argumentOrigin.end;
      return isInside && isLiteral(origin, peer.text) ? [peer.text] : [];
    });
    return literals.length === peers.length ? literals : undefined;
  };
  const isMoved = (peer: Peer): boolean => peer.kind === 'invalid-cidr' && peer.problem === 'wrong-family';
  const staying = texts(own.filter((peer) => !isMoved(peer)));
  const moving = texts(own.filter(isMoved));
  const there = texts(others);
  if (staying === undefined || moving === undefined || there === undefined) return [];
  const isScalar = first.origin.end === first.argumentOrigin.end;
  // As wide as it stands there, so that equals signs that are in line stay so.
  const before = first.origin.start - first.argumentOrigin.start - (isScalar ? ' = ' : ' = [').length;
  const width = before <= mostWidth ? before : 0;
  const write = (name: string, values: readonly string[]): string => {
    const quoted = values.map((value) => `"${value}"`).join(', ');
    const padded = name.padEnd(width);
    return isScalar ? `${padded} = ${quoted}` : `${padded} = [${quoted}]`;
  };
  const [other] = others;
  if (isScalar && other !== undefined) return [];
  const moved = write(takenBy, [...there, ...moving]);
  const left = write(argument, staying);
  const operations: EditOperation[] = [
    {
      kind: 'replace',
      origin: other?.argumentOrigin ?? first.argumentOrigin,
      newText: moved,
    },
  ];
  if (other !== undefined) {
    const { argumentOrigin: origin } = first;
    operations.push(
      staying.length === 0 ? { kind: 'remove', origin } : { kind: 'replace', origin, newText: left },
    );
  } else if (staying.length > 0) {
    operations.splice(
      0,
      1,
      { kind: 'replace', origin: first.argumentOrigin, newText: left },
      { kind: 'insert-after', origin: first.argumentOrigin, newText: moved, separate: false },
    );
  }
  return [{ title: `Move to ${takenBy}`, preferred: true, operations }];
}
