import assert from 'node:assert/strict';
import { uriOfPath } from '../fixtures/analyse';
import { contextTexts, findingTexts, openWorkspace, setBase } from './open';

const exposed = 'sensitive-port-exposed';

const network = (source: string): string => `variable "env" {}

variable "extra" {
  default = []
}

resource "aws_security_group" "api" {
  name = "\${var.env}-api"

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "db" {
  name = "\${var.env}-db"
}

resource "aws_security_group_rule" "db" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  security_group_id = aws_security_group.db.id
  ${source}
}

resource "aws_security_group_rule" "out" {
  type                     = "egress"
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  security_group_id        = aws_security_group.api.id
  source_security_group_id = aws_security_group.db.id
}

resource "aws_instance" "api" {
  vpc_security_group_ids = [aws_security_group.api.id]
}

resource "aws_db_instance" "db" {
  engine                 = "postgres"
  vpc_security_group_ids = [aws_security_group.db.id]
}
`;

const before = network('source_security_group_id = aws_security_group.api.id');
const after = network('cidr_blocks = ["203.0.113.7/32"]');

describe('an edit that cuts off the same in several environments', () => {
  const variables = {
    '/env/prod.tfvars': 'env = "prod"\n',
    '/env/staging.tfvars': 'env = "staging"\n',
  };

  it('is one finding that names the environments, and the names in each', () => {
    const workspace = openWorkspace({ '/main.tf': after, ...variables });
    setBase(workspace, { '/main.tf': before, ...variables });
    const found = workspace.findings().filter(({ finding }) => finding.code === 'reachability-removed');
    assert.equal(found.length, 1, findingTexts(workspace).join('\n'));
    const [only = assert.fail()] = found;
    assert.deepEqual(contextTexts(only), [' prod', ' staging']);
    assert.match(only.finding.message, /prod-api/);
    assert.match(only.finding.message, /In staging the names are staging-api and staging-db\.$/);
    assert.equal(only.finding.certainty, 'certain');
    assert.ok(only.finding.fixes.length > 0, 'what puts it back in one puts it back in all');
  });

  it('is two findings where it is not the same', () => {
    const own = { ...variables, '/env/staging.tfvars': 'env = "staging"\nextra = ["10.9.0.0/16"]\n' };
    const text = `${network('cidr_blocks = ["203.0.113.7/32"]')}
resource "aws_security_group" "ssh" {
  ingress {
    from_port   = 22
    to_port     = length(var.extra) > 0 ? 22 : 23
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "ssh" {
  vpc_security_group_ids = [aws_security_group.ssh.id]
}
`;
    const workspace = openWorkspace({ '/main.tf': text, ...own });
    const found = workspace.findings().filter(({ finding }) => finding.code === exposed);
    assert.deepEqual(found.map((each) => contextTexts(each).join()).sort(), [' prod', ' staging']);
  });
});

describe('instances of one block', () => {
  const groups = (meta: string, port = '22', name = ''): string => `
resource "aws_security_group" "web" {
  ${meta}
  ${name}
  ingress {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
  const exposures = (text: string): readonly { readonly message: string; readonly resource: string }[] =>
    openWorkspace({ '/main.tf': text })
      .findings()
      .filter(({ finding }) => finding.code === exposed)
      .map(({ finding }) => finding);

  it('have one finding, about the first, that counts the others', () => {
    const [only = assert.fail(), ...others] = exposures(groups('count = 12'));
    assert.deepEqual(others, []);
    assert.equal(only.resource, 'aws_security_group.web[0]');
    assert.match(only.message, /This holds for aws_security_group\.web\[0\] and 11 more instances\.$/);
  });

  it('have one finding where their names differ, too', () => {
    const found = exposures(groups('for_each = toset(["a", "b"])', '22', 'name = "web-${each.key}"'));
    assert.deepEqual(
      found.map(({ resource }) => resource),
      ['aws_security_group.web["a"]'],
    );
    assert.match(found[0]?.message ?? '', /and 1 more instance\.$/);
  });

  it('have findings of their own where they differ in what they let through', () => {
    const found = exposures(groups('for_each = { a = 22, b = 3389, c = 22 }', 'each.value'));
    assert.deepEqual(
      found.map(({ resource }) => resource),
      ['aws_security_group.web["a"]', 'aws_security_group.web["b"]'],
    );
  });

  it('keep the same object while nothing changes', () => {
    const workspace = openWorkspace({ '/a/main.tf': groups('count = 3'), '/b/main.tf': '' });
    const [first] = workspace.findings().filter(({ finding }) => finding.code === exposed);
    workspace.setFile(uriOfPath('/b/main.tf'), groups('count = 2'));
    assert.ok(first !== undefined && workspace.findings().includes(first));
  });
});
