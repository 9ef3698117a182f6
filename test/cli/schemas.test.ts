import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { temporaryFolder } from '../host/temporaryFolder';
import { outageFolder } from './outage';
import { sgLens, sgLensJson } from './runCli';

const schemas = path.join(path.dirname(path.dirname(import.meta.dirname)), 'docs', 'schemas');

function validate(schema: string, value: unknown): void {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  const check = ajv.compile(JSON.parse(readFileSync(path.join(schemas, `${schema}.json`), 'utf8')) as object);
  check(value);
  assert.deepEqual(check.errors ?? [], []);
}

/** A bit of everything that is odd: unknowns, undeclared groups, invalid ports and CIDRs, ICMP, literal ids. */
const oddities = `variable "unknown" {}

resource "aws_security_group" "a" {
  name   = var.unknown
  vpc_id = var.unknown

  ingress {
    from_port       = 90
    to_port         = 80
    protocol        = "tcp"
    cidr_blocks     = ["10.0.0.1/8", "nonsense", var.unknown]
    security_groups = [var.unknown, "sg-0123456789abcdef0", aws_security_group.missing.id]
    prefix_list_ids = [var.unknown, data.aws_ec2_managed_prefix_list.x.id]
  }

  ingress {
    from_port   = 8
    to_port     = 0
    protocol    = "icmp"
    cidr_blocks = ["0.0.0.0/0"] # sg-lens: ignore icmp-open-to-internet
  }

  egress {
    from_port   = var.unknown
    to_port     = var.unknown
    protocol    = var.unknown
    self        = true
    description = "x"
  }
}

resource "aws_security_group_rule" "r" {
  type              = "ingress"
  security_group_id = var.unknown
  protocol          = "tcpp"
  from_port         = 1
  to_port           = 99999
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_instance" "i" {
  count                  = var.unknown
  subnet_id              = var.unknown
  vpc_security_group_ids = [aws_security_group.a.id, var.unknown]
}

module "m" {
  source = "a/b/aws"
}
`;

describe('The JSON of the command line', () => {
  it('of check is as its schema says', async () => {
    validate('check', await sgLensJson(outageFolder(), ['check', '--base', 'HEAD']));
    validate('check', await sgLensJson(temporaryFolder({ 'main.tf': oddities }), ['check']));
  });

  it('of reach is as its schema says', async () => {
    const odd = temporaryFolder({ 'main.tf': oddities });
    for (const question of [
      ['--to', 'aws_security_group.a'],
      ['--from', 'aws_security_group.a'],
      ['--from', 'internet', '--to', 'aws_security_group.a', '--protocol', 'icmp'],
      ['--from', 'sg-0123456789abcdef0'],
      ['--from', '2001:db8::/32', '--to', 'aws_security_group.a', '--port', '80-90'],
    ]) {
      validate('reach', await sgLensJson(odd, ['reach', ...question]));
    }
    validate('reach', await sgLensJson(outageFolder(), ['reach', '--from', 'internet']));
    const tiers = path.resolve(import.meta.dirname, '../../examples/three-tier');
    const database = 'module.database.aws_rds_cluster.this';
    for (const args of [
      ['--from', 'internet'],
      ['--from', 'internet', '--to', database, '--port', '22'],
      ['--from', '10.20.16.7', '--to', database],
      ['--from', database, '--to', 'module.service.aws_ecs_service.this', '--port', '80'],
    ]) {
      validate('reach', await sgLensJson(tiers, ['reach', ...args]));
    }
  });

  it('of diff is as its schema says', async () => {
    validate('diff', await sgLensJson(outageFolder(), ['diff', '--base', 'HEAD']));
    const before = temporaryFolder({ 'main.tf': oddities });
    const after = temporaryFolder({ 'main.tf': oddities.replaceAll('0.0.0.0/0', '10.0.0.0/16') });
    validate('diff', await sgLensJson(after, ['diff', '--base', before]));
    validate('diff', await sgLensJson(before, ['diff', '--base', after]));
  });

  it('of model is as its schema says', async () => {
    validate('model', await sgLensJson(outageFolder(), ['model']));
    validate('model', await sgLensJson(temporaryFolder({ 'main.tf': oddities }), ['model']));
  });

  it('of graph is as its schema says', async () => {
    validate('graph', await sgLensJson(outageFolder(), ['graph']));
    validate('graph', await sgLensJson(temporaryFolder({ 'main.tf': oddities }), ['graph']));
  });

  it('of explain is as its schema says', async () => {
    for (const code of [[], ['invalid-cidr'], ['no-egress-rule']]) {
      validate('explain', await sgLensJson('.', ['explain', ...code]));
    }
  });

  it('of a baseline is as its schema says', async () => {
    const folder = temporaryFolder({ 'main.tf': oddities });
    await sgLens(folder, ['check', '--write-baseline', 'baseline.json']);
    validate('baseline', JSON.parse(readFileSync(path.join(folder, 'baseline.json'), 'utf8')));
  });

  it('in the documentation of .sg-lens.yaml is as its schema says', () => {
    const page = readFileSync(path.join(schemas, '..', 'cli.md'), 'utf8');
    const [, example = ''] = /```yaml\n# \.sg-lens\.yaml\n(.*?)```/s.exec(page) ?? [];
    assert.notEqual(example, '');
    validate('config', parse(example));
  });
});
