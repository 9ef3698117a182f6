import assert from 'node:assert/strict';
import { singlePort } from '../../server/src/packets/portSet';
import { TCP } from '../../server/src/packets/protocol';
import { portTraffic, type TrafficSet } from '../../server/src/packets/trafficSet';
import type { Endpoint } from '../../server/src/reachability/answer';
import { answerOverHops } from '../../server/src/reachability/hopAnswer';
import { pathsFrom, type PathQuery } from '../../server/src/reachability/paths';
import { networkOf } from '../providers/networkOf';

/** A network with one public subnet; what stands in it has a public address where it asks for one. */
const base = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.main.id
}
`;

function group(name: string, ...rules: readonly string[]): string {
  return `resource "aws_security_group" "${name}" {
  vpc_id = aws_vpc.main.id
}
${rules.map((rule, index) => rule.replace('NAME', `${name}_${index}`).replace('GROUP', `aws_security_group.${name}.id`)).join('\n')}
`;
}

function rule(direction: 'ingress' | 'egress', peer: string, from: number, to = from): string {
  return `resource "aws_vpc_security_group_${direction}_rule" "NAME" {
  security_group_id = GROUP
  ip_protocol = "tcp"
  from_port = ${from}
  to_port = ${to}
  ${/^[\d.]+\//.test(peer) ? `cidr_ipv4 = "${peer}"` : `referenced_security_group_id = aws_security_group.${peer}.id`}
}`;
}

function instance(name: string, isPublic = false): string {
  return `resource "aws_instance" "${name}" {
  subnet_id = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.${name}.id]
  associate_public_ip_address = ${isPublic}
}
`;
}

/** `a > b` for a certain path, `a > b ?` for one that is only possible. */
function pathsOf(text: string, query: PathQuery): string[] {
  const { paths } = pathsFrom(networkOf(base + text).model, query) ?? { paths: [] };
  return paths.map(({ hops, certainty }) => {
    const ends = hops.map(({ destination }) =>
      'id' in destination ? destination.id.replace('aws_instance.', '') : destination.kind,
    );
    return ends.join(' > ') + (certainty === 'certain' ? '' : ' ?');
  });
}

const internet: Endpoint = { kind: 'internet' };
const attachment = (name: string): Endpoint => ({ kind: 'attachment', id: `aws_instance.${name}` });
const port = (number: number): TrafficSet => portTraffic(TCP, singlePort(number));

const bastionAndApp =
  group('bastion', rule('ingress', '0.0.0.0/0', 22), rule('egress', '10.0.0.0/16', 0, 65535)) +
  group(
    'app',
    rule('ingress', 'bastion', 22),
    rule('ingress', '10.0.0.0/16', 9000),
    rule('egress', 'db', 5432),
  ) +
  group('db', rule('ingress', 'app', 5432)) +
  instance('bastion', true) +
  instance('app') +
  instance('db');

describe('paths over several hops', () => {
  it('lead through whatever is reached, by the fewest hops', () => {
    assert.deepEqual(pathsOf(bastionAndApp, { source: internet }), [
      'bastion',
      'bastion > app',
      'bastion > app > db',
    ]);
  });

  it('are as long as was asked for at most', () => {
    assert.deepEqual(pathsOf(bastionAndApp, { source: internet, maxHops: 2 }), ['bastion', 'bastion > app']);
  });

  it('end with a hop on the ports asked for, whatever the hops before carry', () => {
    assert.deepEqual(pathsOf(bastionAndApp, { source: internet, traffic: port(5432) }), [
      'bastion > app > db',
    ]);
    assert.deepEqual(pathsOf(bastionAndApp, { source: internet, traffic: port(9000) }), ['bastion > app']);
    assert.deepEqual(pathsOf(bastionAndApp, { source: internet, traffic: port(23) }), []);
  });

  it('are found on the port asked for though a shorter one leads there on another', () => {
    const text =
      group('web', rule('ingress', '0.0.0.0/0', 443), rule('ingress', 'bastion', 22)) +
      group('bastion', rule('ingress', '0.0.0.0/0', 22), rule('egress', 'web', 22)) +
      instance('web', true) +
      instance('bastion', true);
    const query: PathQuery = { source: internet, destination: attachment('web'), traffic: port(22) };
    assert.deepEqual(pathsOf(text, query), ['bastion > web']);
    assert.deepEqual(pathsOf(text, { source: internet, destination: attachment('web') }), ['web']);
  });

  it('lead through rules that admit the addresses of a subnet', () => {
    const text =
      group('web', rule('ingress', '0.0.0.0/0', 443), rule('egress', '0.0.0.0/0', 0, 65535)) +
      group('cache', rule('ingress', '10.0.0.0/25', 6379)) +
      group('logs', rule('ingress', '10.0.0.0/23', 514)) +
      group('far', rule('ingress', '10.9.0.0/16', 514)) +
      ['web', 'cache', 'logs', 'far'].map((name) => instance(name, name === 'web')).join('');
    assert.deepEqual(pathsOf(text, { source: internet }), ['web', 'web > cache ?', 'web > logs']);
  });

  it('are certain where a longer one is and the shorter may be', () => {
    const text =
      `variable "who" { type = string }\n` +
      group('web', rule('ingress', '0.0.0.0/0', 443), rule('egress', 'app', 80)) +
      group(
        'app',
        rule('ingress', 'web', 80),
        rule('ingress', '0.0.0.0/0', 8080).replace('"0.0.0.0/0"', 'var.who'),
      ) +
      instance('web', true) +
      instance('app', true);
    assert.deepEqual(pathsOf(text, { source: internet, destination: attachment('app') }), ['web > app']);
  });

  it('go in circles once', () => {
    const text =
      group('a', rule('ingress', 'b', 1), rule('egress', 'b', 1)) +
      group('b', rule('ingress', 'a', 1), rule('egress', 'a', 1)) +
      instance('a') +
      instance('b');
    assert.deepEqual(pathsOf(text, { source: attachment('a') }), ['b']);
  });

  it('lead to the internet once, and to parts of it that rules name', () => {
    const text =
      group(
        'a',
        rule('egress', 'b', 1),
        rule('egress', '198.51.100.0/24', 443),
        rule('egress', '8.8.8.8/32', 53),
      ) +
      group('b', rule('ingress', 'a', 1), rule('egress', '0.0.0.0/0', 443)) +
      instance('a', true) +
      instance('b', true);
    assert.deepEqual(pathsOf(text, { source: attachment('a') }), ['b', 'cidr', 'b > internet']);
  });

  it('name the hop that admits the most beyond what it needs', () => {
    const text = bastionAndApp.replace(
      'from_port = 5432\n  to_port = 5432\n  referenced_security_group_id = aws_security_group.app.id',
      'from_port = 0\n  to_port = 65535\n  cidr_ipv4 = "10.0.0.0/8"',
    );
    const { model } = networkOf(base + text);
    const [path] = pathsFrom(model, { source: internet, destination: attachment('db') })?.paths ?? [];
    assert.equal(path?.weakest.code, 'admits-more-than-needed');
    assert.equal(path.weakest.hop, path.hops.length - 1);
    assert.match(
      path.weakest.message,
      /aws_vpc_security_group_ingress_rule\.db_0 admits 10\.0\.0\.0\/8 where 10\.0\.0\.0\/24/,
    );
  });

  it('that are missing are told by the way that lacks the least', () => {
    const text = bastionAndApp.replace(
      'referenced_security_group_id = aws_security_group.db.id',
      'cidr_ipv4 = "10.9.0.0/16"',
    );
    const { model } = networkOf(base + text);
    const { paths, nearestWay } = answerOverHops(model, { source: internet, destination: attachment('db') });
    assert.deepEqual(paths, []);
    assert.deepEqual(
      nearestWay?.ends.map((end) => ('id' in end ? end.id : end.kind)),
      ['internet', 'aws_instance.bastion', 'aws_instance.app', 'aws_instance.db'],
    );
    assert.deepEqual(
      nearestWay.broken.flatMap(({ blockers }) => blockers.map(({ step }) => step)),
      ['source-egress'],
    );
  });
});
