import assert from 'node:assert/strict';
import type { RuleDraft } from '../../../server/src/network/ruleWriter';
import { writersWithViews } from '../../../server/src/network/ruleWriter';
import { writersFor } from '../../../server/src/providers/writers';
import { networkOf, type Network } from '../networkOf';

interface Wanted {
  readonly group: string;
  readonly direction?: RuleDraft['direction'];
  readonly protocol?: RuleDraft['protocol'];
  readonly ports?: RuleDraft['ports'];
  readonly peer: string;
  readonly description?: string;
}

function draft(network: Network, wanted: Wanted): RuleDraft {
  const { peer } = wanted;
  return {
    group: network.group(wanted.group),
    direction: wanted.direction ?? 'ingress',
    protocol: wanted.protocol ?? 6,
    ports: 'ports' in wanted ? wanted.ports : { from: 5432, to: 5432 },
    peer: /^[\d:]/.test(peer) ? { kind: 'cidr', text: peer } : { kind: 'group', group: network.group(peer) },
    description: wanted.description ?? '',
  };
}

/** What is inserted, and behind which text; undefined when nothing is written. */
function write(
  network: Network,
  wanted: Wanted,
  withViews = true,
): readonly [behind: string, text: string] | undefined {
  const views = withViews ? (id: string) => network.model.views.get(id) : () => undefined;
  const writers = withViews ? writersWithViews(writersFor, views) : writersFor;
  const operations = writers('aws')?.addRule(draft(network, wanted));
  const [operation] = operations ?? [];
  if (operation === undefined) return undefined;
  assert.equal(operation.kind, 'insert-after');
  return [
    network.text(operation.origin).split('\n')[0] ?? '',
    'newText' in operation ? operation.newText : '',
  ];
}

const groups = `
resource "aws_security_group" "api" {}
resource "aws_security_group" "db" {}
`;

const inlineRule = (peer: string): string => `
    from_port = 1
    to_port = 1
    protocol = "tcp"
    ${peer}`;

describe('adding a rule to an AWS group', () => {
  it('writes the recommended rule resource behind a group without rules', () => {
    const written = write(networkOf(groups), {
      group: 'aws_security_group.db',
      peer: 'aws_security_group.api',
      description: 'API',
    });
    assert.deepEqual(written, [
      'resource "aws_security_group" "db" {}',
      `resource "aws_vpc_security_group_ingress_rule" "db_from_api_5432" {
  security_group_id            = aws_security_group.db.id
  description                  = "API"
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.api.id
}`,
    ]);
  });

  it('writes what it meant: the text read again is the rule that was wanted', () => {
    const cases: Omit<Wanted, 'group'>[] = [
      { peer: 'aws_security_group.api' },
      { peer: 'aws_security_group.db' },
      { peer: '10.0.0.0/8', direction: 'egress', protocol: 17, ports: { from: 53, to: 54 } },
      { peer: '::/0', direction: 'egress', protocol: 'all', ports: undefined },
      { peer: '0.0.0.0/0', protocol: 6, ports: undefined },
      { peer: '0.0.0.0/0', protocol: 1, ports: { from: 8, to: 0 } },
      { peer: '0.0.0.0/0', protocol: 58, ports: undefined },
      { peer: '0.0.0.0/0', protocol: 50, ports: undefined },
    ];
    const oldRule = `resource "aws_security_group_rule" "x" {
  type = "ingress"
  security_group_id = aws_security_group.db.id
}`;
    for (const style of ['vpc', 'old', 'inline'] as const) {
      for (const wanted of cases) {
        const source =
          style === 'inline'
            ? `resource "aws_security_group" "api" {}
resource "aws_security_group" "db" {
  ingress {${inlineRule('self = true')}
  }
}`
            : groups + (style === 'old' ? oldRule : '');
        const network = networkOf(source);
        const full: Wanted = { group: 'aws_security_group.db', ...wanted };
        const written = write(network, full);
        assert.ok(written !== undefined, `${style} ${wanted.peer}`);
        const text =
          style === 'inline' ? source.replace(/\n\}$/, `\n${written[1]}\n}`) : `${source}\n${written[1]}`;
        const after = networkOf(text);
        const added = after.rules.filter(
          ({ address }) => !network.rules.some((rule) => rule.address === address),
        );
        const [rule] = added.length > 0 ? added : after.rules.slice(-1);
        const expected = draft(network, full);
        assert.equal(rule?.direction, expected.direction);
        assert.deepEqual(rule.protocol, { kind: 'protocol', protocol: expected.protocol }, text);
        assert.ok(rule.ports.kind !== 'invalid' && rule.ports.kind !== 'unknown', text);
        if (expected.ports !== undefined) {
          const { ports } = rule;
          const read =
            ports.kind === 'icmp'
              ? [ports.type, ports.code]
              : ports.kind === 'range'
                ? [ports.from, ports.to]
                : [];
          assert.deepEqual(read, [expected.ports.from, expected.ports.to], text);
        }
        const [peer] = rule.peers;
        if (expected.peer.kind === 'cidr') {
          assert.equal(peer?.kind === 'cidr' && peer.text, expected.peer.text, text);
        } else {
          assert.ok(peer?.kind === 'group', text);
          assert.deepEqual(peer.group, { kind: 'part', address: expected.peer.group.address }, text);
        }
      }
    }
  });

  it('uses aws_security_group_rule where the group does', () => {
    const network = networkOf(`${groups}
resource "aws_security_group_rule" "db_from_api_5432" {
  type              = "egress"
  security_group_id = aws_security_group.db.id
}`);
    assert.deepEqual(write(network, { group: 'aws_security_group.db', peer: 'aws_security_group.api' }), [
      'resource "aws_security_group" "db" {}',
      `resource "aws_security_group_rule" "db_from_api_5432_2" {
  type                     = "ingress"
  security_group_id        = aws_security_group.db.id
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  source_security_group_id = aws_security_group.api.id
}`,
    ]);
  });

  it('writes an inline block behind the last one, where the group has inline blocks', () => {
    const network = networkOf(`
resource "aws_security_group" "api" {}
resource "aws_security_group" "db" {
  ingress {${inlineRule('self = true')}
  }
  ingress {
    description = "last"${inlineRule('self = true')}
  }
}`);
    assert.deepEqual(write(network, { group: 'aws_security_group.db', peer: 'aws_security_group.api' }), [
      'ingress {',
      `ingress {
  from_port       = 5432
  to_port         = 5432
  protocol        = "tcp"
  security_groups = [aws_security_group.api.id]
}`,
    ]);
    const egress = write(network, {
      group: 'aws_security_group.db',
      direction: 'egress',
      peer: '0.0.0.0/0',
      protocol: 'all',
      ports: undefined,
    });
    assert.match(egress?.[1] ?? '', /^egress \{\n[^]*protocol += "-1"/);
  });

  it('writes nothing inline that would make groups depend on each other in a circle', () => {
    const network = networkOf(`
resource "aws_security_group" "api" {
  ingress {${inlineRule('self = true')}
  }
}
resource "aws_security_group" "jobs" {
  ingress {${inlineRule('security_groups = [aws_security_group.api.id]')}
  }
}
resource "aws_security_group" "db" {
  ingress {${inlineRule('security_groups = [aws_security_group.jobs.id]')}
  }
}`);
    const egress = (group: string, peer: string) => write(network, { group, peer, direction: 'egress' });
    assert.equal(egress('aws_security_group.api', 'aws_security_group.db'), undefined);
    assert.notEqual(egress('aws_security_group.db', 'aws_security_group.api'), undefined);
    assert.notEqual(egress('aws_security_group.api', 'aws_security_group.api'), undefined);
  });

  it('writes nothing inline without seeing the rules that groups have', () => {
    const network = networkOf(`
resource "aws_security_group" "db" {
  ingress {${inlineRule('self = true')}
  }
}`);
    const wanted = { group: 'aws_security_group.db', peer: '10.0.0.0/8' };
    assert.equal(write(network, wanted, false), undefined);
    assert.notEqual(write(networkOf(groups), wanted, false), undefined);
  });

  it('writes nothing beside a list of objects, an empty list, or rules that are not known', () => {
    const wanted = { group: 'aws_security_group.db', peer: '10.0.0.0/8' };
    for (const ingress of [
      'ingress = [{ from_port = 1, to_port = 1, protocol = "tcp", self = true }]',
      'ingress = []',
      'ingress = var.rules',
    ]) {
      const network = networkOf(`variable "rules" {}\nresource "aws_security_group" "db" {\n ${ingress}\n}`);
      assert.equal(write(network, wanted), undefined, ingress);
    }
  });

  it('names groups by their keys, and none that stands in another module', () => {
    const network = networkOf({
      'main.tf': `
resource "aws_security_group" "db" { count = 1 }
resource "aws_security_group" "api" { for_each = toset(["a $\${b}"]) }
module "other" { source = "./other" }`,
      'other/main.tf': `
resource "aws_security_group" "api" {}
resource "aws_security_group" "db" {}`,
    });
    const keyed = write(network, {
      group: 'aws_security_group.db[0]',
      peer: 'aws_security_group.api["a ${b}"]',
    });
    assert.match(keyed?.[1] ?? '', /security_group_id +?= aws_security_group\.db\[0\]\.id/);
    assert.ok(keyed?.[1].includes('= aws_security_group.api["a $${b}"].id'), keyed?.[1]);
    const inModule = write(network, {
      group: 'module.other.aws_security_group.db',
      peer: 'module.other.aws_security_group.api',
    });
    assert.match(inModule?.[1] ?? '', /referenced_security_group_id = aws_security_group\.api\.id/);
    assert.equal(
      write(network, { group: 'aws_security_group.db[0]', peer: 'module.other.aws_security_group.api' }),
      undefined,
    );
  });

  it('writes nothing inline where the block makes several groups', () => {
    const network = networkOf(`
resource "aws_security_group" "one" {
  count = 1
  ingress {${inlineRule('self = true')}
  }
}
resource "aws_security_group" "two" {
  count = 2
  ingress {${inlineRule('self = true')}
  }
}`);
    assert.notEqual(write(network, { group: 'aws_security_group.one[0]', peer: '10.0.0.0/8' }), undefined);
    assert.equal(write(network, { group: 'aws_security_group.two[0]', peer: '10.0.0.0/8' }), undefined);
  });

  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html, Description
  it('keeps to the characters that EC2 allows in descriptions', () => {
    const written = write(networkOf(groups), {
      group: 'aws_security_group.db',
      peer: '10.0.0.0/8',
      description: 'Jörg "says" ${var.x}',
    });
    assert.match(written?.[1] ?? '', /description += "J rg says \$\$\{var\.x\}"/);
  });
});

describe('the expression of a group', () => {
  const network = networkOf({
    'main.tf': `
resource "aws_security_group" "one" {
  ingress {${inlineRule('self = true')}
  }
}
resource "aws_security_group" "many" { for_each = toset(["a", "b"]) }
resource "aws_security_group_rule" "one" {
  type              = "ingress"
  security_group_id = aws_security_group.one.id
}
resource "aws_security_group_rule" "many" {
  for_each          = toset(["a", "b"])
  type              = "ingress"
  security_group_id = aws_security_group.many[each.key].id
}
data "aws_security_group" "old" { name = "old" }
module "other" { source = "./other" }`,
    'other/main.tf': 'resource "aws_security_group" "x" {}',
  });
  const expression = (group: string, rule: string): string | undefined =>
    writersFor('aws')?.groupExpression(network.group(group), network.rule(rule));

  it('is its id, with its key', () => {
    assert.equal(
      expression('aws_security_group.one', 'aws_security_group_rule.one'),
      'aws_security_group.one.id',
    );
    assert.equal(
      expression('aws_security_group.many["a"]', 'aws_security_group_rule.one'),
      'aws_security_group.many["a"].id',
    );
    assert.equal(
      expression('aws_security_group.one', 'aws_security_group_rule.many["a"]'),
      'aws_security_group.one.id',
    );
    assert.equal(
      expression('data.aws_security_group.old', 'aws_security_group_rule.one'),
      'data.aws_security_group.old.id',
    );
  });

  it('is none where instances would have to be paired, from another module, and in the own block', () => {
    assert.equal(expression('aws_security_group.many["a"]', 'aws_security_group_rule.many["a"]'), undefined);
    assert.equal(expression('module.other.aws_security_group.x', 'aws_security_group_rule.one'), undefined);
    assert.equal(expression('aws_security_group.one', 'aws_security_group.one.ingress[0]'), undefined);
  });
});

describe('writers', () => {
  it('are there for AWS alone', () => {
    assert.equal(writersFor('elsewhere'), undefined);
    assert.notEqual(writersFor('aws'), undefined);
  });
});
