/**
 * The example of three tiers: exactly the intended path, and for every rule, route, association, gateway and entry that
 * is taken away, an answer that names it or what lacks it. What is taken away comes from the example's syntax trees.
 */
import assert from 'node:assert/strict';
import type { NetworkModel } from '../../server/src/network/networkModel';
import { singlePort } from '../../server/src/packets/portSet';
import { TCP } from '../../server/src/packets/protocol';
import { portTraffic } from '../../server/src/packets/trafficSet';
import type { Blocker, Endpoint } from '../../server/src/reachability/answer';
import { answerOverHops } from '../../server/src/reachability/hopAnswer';
import { reach } from '../../server/src/reachability/reach';
import { documentUri } from '../../server/src/source/documentUri';
import { createSourceFile } from '../../server/src/source/sourceFile';
import { parseDocument } from '../../server/src/syntax/parse';
import type { Block } from '../../server/src/syntax/tree';
import { networkOf } from '../providers/networkOf';
import { threeTierFiles } from './threeTier';

const alb = 'module.alb.aws_lb.this';
const service = 'module.service.aws_ecs_service.this';
const database = 'module.database.aws_rds_cluster.this';
const cache = 'module.cache.aws_elasticache_replication_group.this';
const network = 'module.network';

const files = threeTierFiles();

function end(text: string): Endpoint {
  return text === 'internet' ? { kind: 'internet' } : { kind: 'attachment', id: text };
}

/** What a piece of the example is, with the file's text without it. */
interface Piece {
  /** `modules/alb/main.tf aws_lb.this`, with ` ingress[0]` for a block in it. */
  readonly name: string;
  readonly without: Record<string, string>;
}

/** Every rule, route, association, gateway and entry of an access list. */
function pieces(): readonly Piece[] {
  const wanted =
    /^aws_(vpc_security_group_(ingress|egress)_rule|network_acl_rule|network_acl_association|route|route_table_association)$/;
  return Object.entries(files).flatMap(([file, text]) => {
    if (!file.endsWith('.tf')) return [];
    const tree = parseDocument(createSourceFile(documentUri(`file:///${file}`), text));
    const piece = (name: string, start: number, finish: number): Piece => ({
      name: `${file} ${name}`,
      without: { ...files, [file]: text.slice(0, start) + text.slice(finish) },
    });
    return tree.items.flatMap(({ node, start }) => {
      if (node.kind !== 'block' || node.type.text !== 'resource') return [];
      const [type, label] = node.labels.map((each) => each.text);
      const address = `${type ?? ''}.${label ?? ''}`;
      if (wanted.test(type ?? '')) return [piece(address, start + node.span.start, start + node.span.end)];
      if (type === 'aws_internet_gateway') {
        // Without the whole gateway Terraform would refuse the route; without its network it leads nowhere.
        return node.body.items.flatMap((item) =>
          item.kind === 'argument' && item.name.text === 'vpc_id'
            ? [piece(`${address} vpc_id`, start + item.span.start, start + item.span.end)]
            : [],
        );
      }
      const blocks = node.body.items.filter((item): item is Block => item.kind === 'block');
      return blocks
        .filter((block) => ['route', 'ingress', 'egress'].includes(block.type.text))
        .map((block) => {
          const same = blocks.filter((each) => each.type.text === block.type.text);
          const name = `${address} ${block.type.text}[${same.indexOf(block)}]`;
          return piece(name, start + block.span.start, start + block.span.end);
        });
    });
  });
}

/** What is in the way of the traffic, the source's end first; undefined where it certainly flows. */
function inTheWay(
  model: NetworkModel,
  from: string,
  to: string,
  port: number,
): readonly Blocker[] | undefined {
  const [source, destination] = [end(from), end(to)];
  const direct = reach(model, { source, destination, protocol: TCP, ports: { from: port, to: port } });
  if (direct.verdict === 'reachable') return undefined;
  const traffic = portTraffic(TCP, singlePort(port));
  const { paths, nearestWay } = answerOverHops(model, { source, destination, traffic });
  if (paths.some(({ certainty }) => certainty === 'certain')) return undefined;
  return nearestWay?.broken.flatMap(({ blockers }) => blockers) ?? direct.blockedBy;
}

/** In words: the step, the code, and what is named: an element, or the group whose rules are asked. */
function inWords(model: NetworkModel, { step, code, element, origin, nearest }: Blocker): string {
  const group = [...model.groups.values()].find(
    ({ headerOrigin }) => headerOrigin.anchor === origin?.anchor && nearest === undefined,
  );
  const owner = nearest?.group.kind === 'part' ? nearest.group.address : undefined;
  return `${step} ${code}: ${element ?? group?.address ?? owner ?? 'nothing'}`;
}

const questions: readonly (readonly [from: string, to: string, port: number])[] = [
  ['internet', alb, 443],
  ['internet', service, 80],
  ['internet', database, 5432],
  ['internet', cache, 6379],
  [service, 'internet', 443],
];

const access = (name: string): string => `${network}.aws_network_acl.${name}`;

/** The first question that each piece breaks when it is taken away, and what the answer names. */
const named: Readonly<Record<string, readonly [to: string, blocker: string]>> = {
  'modules/alb/main.tf aws_vpc_security_group_ingress_rule.https': [
    alb,
    'destination-ingress no-ingress-rule: module.alb.aws_security_group.this',
  ],
  'modules/alb/main.tf aws_vpc_security_group_egress_rule.targets': [
    service,
    'source-egress egress-removed-by-terraform: module.alb.aws_security_group.this',
  ],
  'modules/service/main.tf aws_vpc_security_group_ingress_rule.load_balancer': [
    service,
    'destination-ingress no-ingress-rule: module.service.aws_security_group.this',
  ],
  'modules/service/main.tf aws_vpc_security_group_egress_rule.backends': [
    database,
    'source-egress port-not-admitted: module.service.aws_security_group.this',
  ],
  'modules/service/main.tf aws_vpc_security_group_egress_rule.https': [
    'internet',
    'source-egress no-matching-egress-rule: module.service.aws_security_group.this',
  ],
  'modules/database/main.tf aws_vpc_security_group_ingress_rule.clients': [
    database,
    'destination-ingress no-ingress-rule: module.database.aws_security_group.this',
  ],
  'modules/cache/main.tf aws_vpc_security_group_ingress_rule.clients': [
    cache,
    'destination-ingress no-ingress-rule: module.cache.aws_security_group.this',
  ],
  'modules/network/routes.tf aws_internet_gateway.this vpc_id': [
    alb,
    `route gateway-not-attached: ${network}.aws_route_table.public.route[0]`,
  ],
  'modules/network/routes.tf aws_route_table.public route[0]': [
    alb,
    `route no-route: ${network}.aws_route_table.public`,
  ],
  'modules/network/routes.tf aws_route_table_association.public': [
    alb,
    `route no-route: ${network}.aws_subnet.public["eu-central-1a"]`,
  ],
  'modules/network/routes.tf aws_route.app_to_internet': [
    'internet',
    `route no-route: ${network}.aws_route_table.app`,
  ],
  'modules/network/routes.tf aws_route_table_association.app': [
    'internet',
    `route no-route: ${network}.aws_subnet.app["eu-central-1a"]`,
  ],
  'modules/network/access_lists.tf aws_network_acl.public ingress[0]': [
    alb,
    `destination-acl denied-by-access-list: ${access('public')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.public ingress[1]': [
    service,
    `source-acl replies-denied-by-access-list: ${access('public')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.public egress[0]': [
    service,
    `source-acl denied-by-access-list: ${access('public')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.public egress[1]': [
    'internet',
    `route nat-denied-by-access-list: ${access('public')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.public egress[2]': [
    alb,
    `destination-acl replies-denied-by-access-list: ${access('public')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.app ingress[0]': [
    service,
    `destination-acl denied-by-access-list: ${access('app')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.app ingress[1]': [
    database,
    `source-acl replies-denied-by-access-list: ${access('app')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.app egress[0]': [
    service,
    `destination-acl replies-denied-by-access-list: ${access('app')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.app egress[1]': [
    database,
    `source-acl denied-by-access-list: ${access('app')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.app egress[2]': [
    cache,
    `source-acl denied-by-access-list: ${access('app')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl.app egress[3]': [
    'internet',
    `source-acl denied-by-access-list: ${access('app')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl_rule.database_from_app': [
    database,
    `destination-acl denied-by-access-list: ${access('database')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl_rule.cache_from_app': [
    cache,
    `destination-acl denied-by-access-list: ${access('database')}`,
  ],
  'modules/network/access_lists.tf aws_network_acl_rule.replies_to_app': [
    database,
    `destination-acl replies-denied-by-access-list: ${access('database')}`,
  ],
};

describe('the example of three tiers', () => {
  it('is reached from the internet over exactly the intended path, for certain', () => {
    const { model } = networkOf(files);
    const { paths } = answerOverHops(model, { source: end('internet') });
    assert.deepEqual(
      paths.map(({ certainty, hops }) => [
        certainty,
        ...hops.map(({ destination }) => ('id' in destination ? destination.id : destination.kind)),
      ]),
      [
        ['certain', alb],
        ['certain', alb, service],
        ['certain', alb, service, cache],
        ['certain', alb, service, database],
      ],
    );
  });

  it('has the entrance as its weakest link, because no rule admits more than it needs', () => {
    const { model } = networkOf(files);
    const { paths } = answerOverHops(model, { source: end('internet'), destination: end(database) });
    assert.deepEqual(
      paths.map(({ weakest }) => [weakest.hop, weakest.code]),
      [[0, 'admits-most-addresses']],
    );
  });

  for (const { name, without } of pieces()) {
    if (name.endsWith('aws_network_acl_association.database')) {
      it(`lets more through without ${name}, since the network’s own list allows everything`, () => {
        const { model } = networkOf(without);
        for (const [from, to, port] of questions) assert.equal(inTheWay(model, from, to, port), undefined);
      });
      continue;
    }
    it(`names what is missing without ${name}`, () => {
      const { model } = networkOf(without);
      const broken = questions.flatMap(([from, to, port]) => {
        const blockers = inTheWay(model, from, to, port);
        return blockers === undefined ? [] : [{ to, blockers }];
      });
      const [first] = broken;
      assert.deepEqual(
        [first?.to, ...(first?.blockers.map((blocker) => inWords(model, blocker)) ?? [])],
        named[name],
      );
    });
  }

  it('breaks by every piece that is listed', () => {
    const names = new Set(pieces().map(({ name }) => name));
    assert.deepEqual(
      Object.keys(named).filter((name) => !names.has(name)),
      [],
    );
  });
});
