/** What one rule says, in words: its ports, and whom it names. */

import type { Workspace } from '../analysis/workspace';
import type { Certainty, Peer, Rule } from '../network/model';
import type { NetworkModel } from '../network/networkModel';
import { referenceId } from '../network/networkModel';
import { serviceName } from '../network/services';
import { protocolName } from '../packets/protocol';
import { code, escapeText } from './markdown';
import { groupMarkdown } from './names';

/** Peers that are named before the rest is folded into a count. */
const shownPeers = 6;

/** Markdown: `… lets in prod-api on tcp/5432 postgres.` */
export function ruleSentence(workspace: Workspace, model: NetworkModel, rule: Rule): string {
  const who = peersText(workspace, model, rule);
  const isCertain = rule.certainty === 'certain';
  const doubt = isCertain ? '' : ' Whether the rule exists is known only after apply.';
  const [does, may] = verbs[rule.action][rule.direction];
  return `${code(rule.address)} ${isCertain ? does : may} ${who} on ${portsText(rule)}.${doubt}`;
}

/** What a rule does for certain, and what it may do. */
const verbs = {
  allow: { ingress: ['lets in', 'may let in'], egress: ['lets out to', 'may let out to'] },
  deny: { ingress: ['keeps out', 'may keep out'], egress: ['lets nothing out to', 'may let nothing out to'] },
} as const;

/** Whom a rule, or an entry of an access list, names. Markdown. */
export function peersText(
  workspace: Workspace,
  model: NetworkModel,
  rule: { readonly peers: readonly Peer[]; readonly certainty: Certainty },
): string {
  const peers = rule.peers.slice(0, shownPeers).map((peer) => peerMarkdown(workspace, model, rule, peer));
  const rest = rule.peers.length - peers.length;
  return peers.length === 0 ? 'nobody' : `${peers.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function peerMarkdown(
  workspace: Workspace,
  model: NetworkModel,
  rule: { readonly certainty: Certainty },
  peer: Peer,
): string {
  const may = peer.certainty === 'certain' || rule.certainty === 'possible' ? '' : '_perhaps_ ';
  switch (peer.kind) {
    case 'cidr':
      return may + code(peer.text);
    case 'group': {
      if (peer.self) return `${may}the group itself`;
      const id = referenceId(peer.group);
      if (id !== undefined) return may + groupMarkdown(workspace, model, id);
      return peer.group.kind === 'undeclared'
        ? `${code(peer.group.text)}, which is not declared,`
        : 'a group known after apply';
    }
    case 'prefix-list': {
      const id = referenceId(peer.list);
      const title = id === undefined ? undefined : model.prefixLists.get(id)?.title;
      return title === undefined
        ? `${may}prefix list ${code(id ?? 'known after apply')}`
        : `${may}${escapeText(title)} (${code(id ?? '')})`;
    }
    case 'invalid-cidr':
      return `${code(peer.text)}, which is no CIDR,`;
    case 'unknown':
      return `_${escapeText(peer.reason)}_`;
  }
}

/** Protocol and ports with the name of the service: `tcp/5432 postgres`. Markdown. */
export function portsText({ protocol, ports }: Pick<Rule, 'protocol' | 'ports'>): string {
  if (protocol.kind === 'unknown') return '_a protocol known after apply_';
  if (protocol.kind === 'invalid') {
    return protocol.text === ''
      ? 'no protocol that is known'
      : `${code(protocol.text)}, which is no protocol`;
  }
  if (protocol.protocol === 'all') return 'every protocol and port';
  const name = protocolName(protocol.protocol) ?? `protocol ${protocol.protocol}`;
  switch (ports.kind) {
    case 'all':
      return `all ${name}`;
    case 'range': {
      const single = ports.from === ports.to;
      const service = single ? serviceName(protocol.protocol, ports.from) : undefined;
      const range = single ? String(ports.from) : `${ports.from}-${ports.to}`;
      return `${name}/${range}${service === undefined ? '' : ` ${service}`}`;
    }
    case 'icmp':
      return ports.type === -1
        ? `all ${name}`
        : `${name} type ${ports.type}${ports.code === -1 ? '' : ` code ${ports.code}`}`;
    case 'invalid':
      return `${name} ports ${code(`${ports.from}-${ports.to}`)}, which is no port range`;
    case 'unknown':
      return `${name}, ports known after apply`;
  }
}
