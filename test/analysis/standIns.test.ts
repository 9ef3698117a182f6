import assert from 'node:assert/strict';
import type { Workspace } from '../../server/src/analysis/workspace';
import type { Peer, Rule } from '../../server/src/network/model';
import { formatIpPrefix } from '../../server/src/packets/ipPrefix';
import { findingTexts, openWorkspace, placeText } from './open';

const source = 'terraform-aws-modules/security-group/aws';

const call = (inputs: string, from = source): string => `
resource "aws_security_group" "app" {
  name = "app"
}

resource "aws_vpc" "main" {
  cidr_block = "10.9.0.0/16"
}

module "web" {
  source = "${from}"
  name   = "web"
  vpc_id = aws_vpc.main.id
${inputs}
}

output "web" {
  value = module.web.security_group_id
}
`;

function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      return formatIpPrefix(peer.prefix);
    case 'group':
      return peer.self ? 'self' : peer.group.kind === 'part' ? peer.group.address : peer.group.kind;
    case 'prefix-list':
      return peer.list.kind === 'literal' ? peer.list.id : peer.list.kind;
    case 'invalid-cidr':
      return `${peer.text}?`;
    case 'unknown':
      return 'unknown';
  }
}

function ruleText({ address, direction, protocol, ports, peers, certainty }: Rule): string {
  const what = protocol.kind === 'protocol' ? String(protocol.protocol) : protocol.kind;
  const range = ports.kind === 'range' ? `${String(ports.from)}-${String(ports.to)}` : ports.kind;
  const may = certainty === 'certain' ? '' : ' may';
  return `${address.replace('module.web.', '')}: ${direction} ${what} ${range} ${peers.map(peerText).join()}${may}`;
}

const rules = (workspace: Workspace): string[] =>
  (workspace.roots()[0]?.root.model().rules ?? []).map(ruleText);

/** The rules of a call of the module, which is not installed. Protocols are numbers. */
const rulesOf = (inputs: string, from?: string): string[] =>
  rules(openWorkspace({ '/main.tf': call(inputs, from) }));

describe('a call of the public module of security groups that is not installed', () => {
  it('makes a group under its own address, which the outputs lead to', () => {
    const workspace = openWorkspace({ '/main.tf': call('') });
    const model = workspace.roots()[0]?.root.model() ?? assert.fail();
    const group = model.groups.get('module.web.aws_security_group.this_name_prefix[0]');
    assert.deepEqual(group?.network, { kind: 'part', address: 'aws_vpc.main' });
    assert.equal(model.views.get('module.web.aws_security_group.this_name_prefix[0]')?.uses.length, 1);
    const named = openWorkspace({ '/main.tf': call('  use_name_prefix = false') });
    const own = named.roots()[0]?.root.model().groups.get('module.web.aws_security_group.this[0]');
    assert.deepEqual(own?.name, { kind: 'known', value: 'web' });
    assert.deepEqual(rules(workspace), []);
  });

  it('makes a rule for each named rule, from the lists for all rules', () => {
    assert.deepEqual(
      rulesOf(`
  ingress_cidr_blocks = ["10.0.0.0/8"]
  ingress_rules       = ["ssh-tcp", "all-icmp", "dns-udp"]
  egress_rules        = ["all-all"]`),
      [
        'aws_security_group_rule.ingress_rules[0]: ingress 6 22-22 10.0.0.0/8',
        'aws_security_group_rule.ingress_rules[1]: ingress 1 icmp 10.0.0.0/8',
        'aws_security_group_rule.ingress_rules[2]: ingress 17 53-53 10.0.0.0/8',
        // The module lets everything out where no list is given.
        'aws_security_group_rule.egress_rules[0]: egress all all 0.0.0.0/0,::/0',
      ],
    );
  });

  it('makes a rule for each map, by name or by ports, from its own list or that for all', () => {
    assert.deepEqual(
      rulesOf(`
  ingress_cidr_blocks = ["10.0.0.0/8"]
  ingress_with_cidr_blocks = [
    { rule = "postgresql-tcp", cidr_blocks = "10.1.0.0/16,10.2.0.0/16" },
    { from_port = 8080, to_port = 8090, protocol = "tcp" },
  ]
  egress_with_ipv6_cidr_blocks = [{ rule = "https-443-tcp", ipv6_cidr_blocks = "2001:db8::/32" }]`),
      [
        'aws_security_group_rule.ingress_with_cidr_blocks[0]: ingress 6 5432-5432 10.1.0.0/16,10.2.0.0/16',
        'aws_security_group_rule.ingress_with_cidr_blocks[1]: ingress 6 8080-8090 10.0.0.0/8',
        'aws_security_group_rule.egress_with_ipv6_cidr_blocks[0]: egress 6 443-443 2001:db8::/32',
      ],
    );
  });

  it('makes rules for groups, for itself and for prefix lists', () => {
    assert.deepEqual(
      rulesOf(`
  ingress_with_source_security_group_id = [
    { rule = "mysql-tcp", source_security_group_id = aws_security_group.app.id },
  ]
  ingress_with_self = [{ rule = "all-all" }]
  egress_with_prefix_list_ids = [{ rule = "https-443-tcp", prefix_list_ids = "pl-12345678" }]`),
      [
        'aws_security_group_rule.ingress_with_source_security_group_id[0]: ingress 6 3306-3306 aws_security_group.app',
        'aws_security_group_rule.ingress_with_self[0]: ingress all all self',
        'aws_security_group_rule.egress_with_prefix_list_ids[0]: egress 6 443-443 pl-12345678',
      ],
    );
  });

  it('makes as many computed rules as it says, and none without the group', () => {
    const computed = `
  computed_ingress_with_cidr_blocks           = [{ rule = "redis-tcp", cidr_blocks = aws_vpc.main.cidr_block }]
  number_of_computed_ingress_with_cidr_blocks = 1`;
    assert.deepEqual(rulesOf(computed), [
      'aws_security_group_rule.computed_ingress_with_cidr_blocks[0]: ingress 6 6379-6379 10.9.0.0/16',
    ]);
    assert.deepEqual(rulesOf(`${computed}\n  create = false`), []);
  });

  it('gives submodules the rules that they are named for', () => {
    assert.deepEqual(rulesOf('  ingress_cidr_blocks = ["10.0.0.0/8"]', `${source}//modules/ssh`), [
      'module.sg.aws_security_group_rule.ingress_rules[0]: ingress 6 22-22 10.0.0.0/8',
      'module.sg.aws_security_group_rule.ingress_with_self[0]: ingress all all self',
      'module.sg.aws_security_group_rule.egress_rules[0]: egress all all 0.0.0.0/0,::/0',
    ]);
  });

  it('is known by its repository as well, and nothing else is taken for it', () => {
    const inputs = '  ingress_cidr_blocks = ["10.0.0.0/8"]\n  ingress_rules = ["ssh-tcp"]';
    const repository = 'github.com/terraform-aws-modules/terraform-aws-security-group?ref=v5.3.0';
    assert.equal(rulesOf(inputs, repository).length, 1);
    assert.equal(rulesOf(inputs, `git::https://${repository}`).length, 1);
    assert.deepEqual(rulesOf(inputs, 'example.com/terraform-aws-modules/security-group/aws'), []);
    assert.deepEqual(rulesOf(inputs, 'somebody/security-group/aws'), []);
    assert.deepEqual(rulesOf(inputs, `${source}//modules/nothing`), []);
  });

  it('is unknown where its input is', () => {
    const workspace = openWorkspace({
      '/main.tf': `variable "cidrs" {\n  type = list(string)\n}\n${call('  ingress_rules = ["ssh-tcp"]\n  ingress_cidr_blocks = var.cidrs')}`,
    });
    assert.deepEqual(rules(workspace), ['aws_security_group_rule.ingress_rules[0]: ingress 6 22-22 unknown']);
    assert.deepEqual(findingTexts(workspace, 'sensitive-port-exposed'), []);
  });

  it('has its findings where the call writes what is wrong', () => {
    const text = call(`  ingress_cidr_blocks = [
    "10.0.0.0/8",
    "0.0.0.0/0",
  ]
  ingress_rules = ["ssh-tcp"]
  egress_with_cidr_blocks = [{ rule = "https-443-tcp", cidr_blocks = "10.0.0.0/33" }]`);
    const workspace = openWorkspace({ '/main.tf': text });
    const [open, ...others] = workspace
      .findings()
      .filter(({ finding }) => finding.code === 'sensitive-port-exposed');
    assert.deepEqual(others, []);
    assert.equal(placeText(open ?? assert.fail()), '/main.tf:16');
    assert.match(open?.finding.message ?? '', /^tcp\/22 ssh is open to the internet: 0\.0\.0\.0\/0\. /);
    assert.deepEqual(findingTexts(workspace, 'invalid-cidr'), ['invalid-cidr /main.tf:19']);
    assert.deepEqual(findingTexts(workspace, 'module-not-installed'), ['module-not-installed /main.tf:11']);
  });

  it('names the file that a value comes from', () => {
    const workspace = openWorkspace({
      '/main.tf': `variable "cidrs" {}\n${call('  ingress_rules = ["ssh-tcp"]\n  ingress_cidr_blocks = var.cidrs')}`,
      '/terraform.tfvars': 'cidrs = ["0.0.0.0/0"]\n',
    });
    const [open = assert.fail()] = workspace
      .findings()
      .filter(({ finding }) => finding.code === 'sensitive-port-exposed');
    assert.equal(placeText(open), '/main.tf:15');
    assert.match(open.finding.message, /0\.0\.0\.0\/0 \(from terraform\.tfvars\)\./);
  });

  it('gives way to the module once that is installed', () => {
    const workspace = openWorkspace({
      '/main.tf': call('  ingress_rules = ["ssh-tcp"]'),
      '/.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: '', Source: '', Dir: '.' },
          { Key: 'web', Source: `registry.terraform.io/${source}`, Dir: '.terraform/modules/web' },
        ],
      }),
      '/.terraform/modules/web/main.tf': 'output "security_group_id" {\n  value = "sg-12345678"\n}\n',
    });
    assert.deepEqual(rules(workspace), []);
    assert.deepEqual(findingTexts(workspace, 'module-not-installed'), []);
  });
});
