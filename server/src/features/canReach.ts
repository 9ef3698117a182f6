/** "Can A reach B?" asked by a person: ends to choose from, and the verdict in sentences with places. */

import type { RootAnalysis, Workspace } from '../analysis/workspace';
import type { NetworkModel } from '../network/networkModel';
import { describeServices } from '../network/services';
import { trafficOf } from '../packets/packetSet';
import { portRange } from '../packets/portSet';
import { portTraffic, protocolTraffic } from '../packets/trafficSet';
import { isPortProtocol, parseProtocol, protocolName } from '../packets/protocol';
import type { Endpoint, ReachAnswer, ReachQuery } from '../reachability/answer';
import { readEnd } from '../reachability/endText';
import { describeEndpoint } from '../reachability/names';
import { pathsFrom } from '../reachability/paths';
import { askedTraffic, reach } from '../reachability/reach';
import { relativePath } from '../source/documentUri';
import type { Location } from '../source/origin';

export interface EndpointChoice {
  readonly root: string;
  readonly address: string;
  readonly label: string;
  readonly detail: string;
  readonly kind: 'group' | 'attachment' | 'prefix-list';
}

/** Everything of all roots that can stand at an end, groups first. */
export function endpointChoices(workspace: Workspace): readonly EndpointChoice[] {
  const roots = workspace.roots();
  return roots.flatMap((analysis) => {
    const model = analysis.root.model();
    const where = roots.length > 1 ? ` in ${rootName(workspace, analysis)}` : '';
    const root = rootKey(analysis);
    return [
      ...[...model.groups.values()].map((group): EndpointChoice => {
        const carriers = model.views.get(group.address)?.attachments ?? [];
        const on =
          carriers.length === 0
            ? ''
            : `, on ${carriers
                .slice(0, 2)
                .map((each) => each.address)
                .join(', ')}`;
        const label =
          group.name.kind === 'known' && group.name.value !== '' ? group.name.value : group.address;
        return {
          root,
          address: group.address,
          label,
          detail: `${group.address}${where}${on}`,
          kind: 'group',
        };
      }),
      ...[...model.attachments.values()].map(({ address, label }): EndpointChoice => ({
        root,
        address,
        label: address,
        detail: `${label}${where}`,
        kind: 'attachment',
      })),
      ...[...model.prefixLists.keys()].map((address): EndpointChoice => ({
        root,
        address,
        label: address,
        detail: `prefix list${where}`,
        kind: 'prefix-list',
      })),
    ];
  });
}

export interface ReachQuestion {
  /** Key of the root, as given with a choice; null asks every root, and the first that knows both ends answers. */
  readonly root: string | null;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly port: number | null;
}

export type ReachReply =
  | {
      readonly kind: 'answer';
      readonly verdict: ReachAnswer['verdict'];
      readonly title: string;
      readonly steps: readonly ReachReplyStep[];
    }
  | { readonly kind: 'refusal'; readonly message: string };

export interface ReachReplyStep {
  readonly verdict: 'allow' | 'possibly-allow' | 'deny';
  readonly title: string;
  readonly detail: string;
  readonly location: Location | undefined;
}

export function answerReach(workspace: Workspace, question: ReachQuestion): ReachReply {
  const protocol = parseProtocol(question.protocol);
  if (protocol === undefined) {
    return refusal(
      `${question.protocol} is no protocol. Write tcp, udp, icmp, all, or a number from 0 to 255.`,
    );
  }
  const { port } = question;
  if (port !== null && (!Number.isInteger(port) || port < 0 || port > 65535)) {
    return refusal(`${port} is no port. Write a number from 0 to 65535, or nothing for every port.`);
  }
  const wanted = workspace
    .roots()
    .filter((each) => question.root === null || rootKey(each) === question.root);
  let missing: string | undefined;
  for (const analysis of wanted) {
    const model = analysis.root.model();
    const source = readEnd(model, question.source);
    const destination = readEnd(model, question.destination);
    const unknown = [source, destination].find((end) => end.kind === 'unknown-end');
    if (source.kind === 'end' && destination.kind === 'end') {
      const query: ReachQuery = {
        source: source.endpoint,
        destination: destination.endpoint,
        ...(protocol === 'all' ? {} : { protocol }),
        ...(port === null || protocol === 'all' || !isPortProtocol(protocol)
          ? {}
          : { ports: { from: port, to: port } }),
      };
      return toReply(workspace, model, query, source.endpoint, destination.endpoint);
    }
    if (unknown?.kind === 'unknown-end') {
      const hint = unknown.candidates.length === 0 ? '' : ` Did you mean ${unknown.candidates.join(' or ')}?`;
      missing ??= `Nothing here is called ${unknown.text}.${hint} Write a resource's address, internet, an IP address or a CIDR.`;
    }
  }
  return refusal(missing ?? 'No root module of the workspace has been read yet.');
}

function toReply(
  workspace: Workspace,
  model: NetworkModel,
  query: ReachQuery,
  source: Endpoint,
  destination: Endpoint,
): ReachReply {
  const answer = reach(model, query);
  const verb = { reachable: 'can', 'possibly-reachable': 'may', unreachable: 'cannot' }[answer.verdict];
  const title = `${describeEndpoint(model, source)} ${verb} reach ${describeEndpoint(model, destination)} on ${trafficText(query)}.`;
  const flow = answer.flows[0];
  const proof = (flow?.proof ?? []).map((step): ReachReplyStep => {
    const allows = step.certainty === 'certain' ? 'allow' : 'possibly-allow';
    return {
      verdict: step.verdict === 'deny' ? 'deny' : allows,
      title: step.message,
      detail: step.rule?.address ?? '',
      location: step.origin === undefined ? undefined : workspace.project.locate(step.origin),
    };
  });
  const blockers = answer.blockedBy.map((blocker): ReachReplyStep => {
    const place = blocker.nearest?.headerOrigin ?? blocker.origin;
    return {
      verdict: answer.verdict === 'unreachable' ? 'deny' : 'possibly-allow',
      title: blocker.message,
      detail: blocker.nearest === undefined ? '' : `Nearest rule: ${blocker.nearest.address}`,
      location: place === undefined ? undefined : workspace.project.locate(place),
    };
  });
  const overHops =
    answer.verdict === 'unreachable' ? pathSteps(workspace, model, query, source, destination) : [];
  return { kind: 'answer', verdict: answer.verdict, title, steps: [...proof, ...blockers, ...overHops] };
}

/** The way over several hops that there is although there is no direct one; one step for each hop. */
function pathSteps(
  workspace: Workspace,
  model: NetworkModel,
  query: ReachQuery,
  source: Endpoint,
  destination: Endpoint,
): ReachReplyStep[] {
  const [path] = pathsFrom(model, { source, destination, traffic: askedTraffic(query) })?.paths ?? [];
  if (path === undefined) return [];
  return path.hops.map((hop, index): ReachReplyStep => {
    const origin = hop.proof.at(-1)?.origin;
    const ends = `${describeEndpoint(model, hop.source)} → ${describeEndpoint(model, hop.destination)}`;
    return {
      verdict: path.certainty === 'certain' ? 'allow' : 'possibly-allow',
      title: `Over ${path.hops.length} hops, ${index + 1}: ${ends} on ${describeServices(trafficOf(hop.possible))}`,
      detail: index === path.weakest.hop ? `The weakest link: ${path.weakest.message}` : '',
      location: origin === undefined ? undefined : workspace.project.locate(origin),
    };
  });
}

function trafficText({ protocol, ports }: ReachQuery): string {
  if (protocol === undefined) return 'any port';
  if (ports === undefined) {
    return isPortProtocol(protocol)
      ? `any ${protocolName(protocol) ?? ''} port`
      : describeServices(protocolTraffic(protocol));
  }
  return isPortProtocol(protocol)
    ? describeServices(portTraffic(protocol, portRange(ports.from, ports.to)))
    : 'any port';
}

function refusal(message: string): ReachReply {
  return { kind: 'refusal', message };
}

function rootKey({ root }: RootAnalysis): string {
  return root.environment === undefined ? root.directory : `${root.directory}\t${root.environment}`;
}

function rootName(workspace: Workspace, { root }: RootAnalysis): string {
  const first = workspace.roots()[0]?.root.directory;
  const path = first === undefined ? root.directory : relativePath(first, root.directory);
  const name = path === '.' ? (root.directory.split('/').at(-1) ?? path) : path;
  return root.environment === undefined ? name : `${name} (${root.environment})`;
}
