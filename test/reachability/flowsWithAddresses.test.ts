/**
 * Questions about a set of addresses and everybody, answered for groups that are alike at once, against the same question
 * about each group alone.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NetworkModel } from '../../server/src/network/networkModel';
import { parseIpPrefix } from '../../server/src/packets/ipPrefix';
import type { Endpoint, Flow } from '../../server/src/reachability/answer';
import { reach } from '../../server/src/reachability/reach';
import { networkOf } from '../providers/networkOf';
import { ALL_FEATURES, smallNetworks } from './simulator/generateNetwork';
import { writeNetwork } from './simulator/writeNetwork';

const ADDRESSES: readonly Endpoint[] = [
  { kind: 'internet' },
  ...['9.9.9.9/32', '52.0.0.0/8', '10.0.0.0/8', '0.0.0.0/0'].flatMap((text): readonly Endpoint[] => {
    const prefix = parseIpPrefix(text);
    return prefix === undefined ? [] : [{ kind: 'cidr', prefix }];
  }),
];

function told(flows: readonly Flow[]): unknown {
  return flows.map(({ source, destination, certain, possible, proof, example }) => ({
    source,
    destination,
    certain,
    possible,
    proof,
    example,
  }));
}

/** What is said of each group among all of them is what is said of it alone. */
function compareEach(model: NetworkModel): number {
  let compared = 0;
  for (const addresses of ADDRESSES) {
    for (const axis of ['source', 'destination'] as const) {
      const other = axis === 'source' ? 'destination' : 'source';
      const { flows } = reach(model, { [other]: addresses });
      for (const id of model.views.keys()) {
        const ofGroup = flows.filter(({ [axis]: end }) => end.kind === 'group' && end.id === id);
        if (ofGroup.length === 0) continue;
        const alone = reach(model, { [axis]: { kind: 'group', id }, [other]: addresses });
        assert.deepEqual(told(ofGroup), told(alone.flows));
        compared++;
      }
    }
  }
  return compared;
}

/** Groups in one subnet that say much the same, some in another order. */
const ALIKE = `
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "v" {
  vpc_id = aws_vpc.v.id
}

resource "aws_route_table" "v" {
  vpc_id = aws_vpc.v.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.v.id
  }
}

resource "aws_subnet" "s" {
  vpc_id                  = aws_vpc.v.id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_route_table_association" "s" {
  subnet_id      = aws_subnet.s.id
  route_table_id = aws_route_table.v.id
}

${[
  ['52.1.0.0/16', '52.2.0.0/16'],
  ['52.2.0.0/16', '52.1.0.0/16'],
  ['52.1.0.0/16', '0.0.0.0/0'],
  ['0.0.0.0/0', '52.1.0.0/16'],
  ['52.1.0.0/16', '52.1.0.0/16'],
  ['52.1.0.0/16', '52.2.0.0/16'],
]
  .map(
    (prefixes, group) => `
resource "aws_security_group" "g${group}" {
  vpc_id = aws_vpc.v.id
${prefixes
  .map(
    (prefix, index) => `
  ingress {
    protocol    = "tcp"
    from_port   = ${440 + index}
    to_port     = 443
    cidr_blocks = ["${prefix}"]
  }
`,
  )
  .join('')}}

resource "aws_instance" "g${group}" {
  ami                    = "ami-12345678"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.s.id
  vpc_security_group_ids = [aws_security_group.g${group}.id]
}
`,
  )
  .join('')}`;

describe('questions about addresses and everybody', () => {
  it('say of groups that are alike what is said of each alone, with the rules of each', () => {
    const { model } = networkOf(ALIKE);
    assert.ok(compareEach(model) >= 10);
    const { flows } = reach(model, { source: { kind: 'internet' } });
    for (const flow of flows) {
      const rules = flow.proof.flatMap(({ rule }) => rule?.address ?? []);
      const group = flow.destination.kind === 'group' ? flow.destination.id : '';
      assert.ok(rules.length > 0 && rules.every((rule) => rule.startsWith(group)), rules.join());
    }
  });

  it('say of each group of random networks what is said of it alone', () => {
    fc.assert(
      fc.property(smallNetworks(ALL_FEATURES), (network) => {
        compareEach(networkOf(writeNetwork(network)).model);
      }),
      { numRuns: 100 },
    );
  });
});
