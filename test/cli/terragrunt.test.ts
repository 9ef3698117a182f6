import assert from 'node:assert/strict';
import path from 'node:path';
import type { CheckReport } from '../../server/src/cli/report';
import { git, temporaryFolder, writeFiles } from '../host/temporaryFolder';
import { sgLens, sgLensJson } from './runCli';

const module = `variable "cidrs" { type = list(string) }
resource "aws_security_group" "db" {
  name = "db"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
}
resource "aws_db_instance" "db" {
  vpc_security_group_ids = [aws_security_group.db.id]
}
`;

/** A repository with two units of one module, a file above them, and one fetched from elsewhere. */
function repository(): string {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'modules/db/main.tf': module,
    'live/root.hcl': 'inputs = read_terragrunt_config("${get_repo_root()}/common/cidrs.hcl").locals\n',
    'common/cidrs.hcl': 'locals {\n  cidrs = ["0.0.0.0/0"]\n}\n',
    'live/db/terragrunt.hcl':
      'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\nterraform {\n  source = "../../modules//db"\n}\n',
    'live/other/terragrunt.hcl':
      'terraform {\n  source = "git::https://example.com/modules.git//db"\n}\ninputs = {\n  cidrs = ["10.0.0.0/8"]\n}\n',
    'live/other/.terragrunt-cache/a/b/db/main.tf':
      'module "db" {\n  source = "../inner"\n  cidrs  = var.cidrs\n}\nvariable "cidrs" {}\n',
    'live/other/.terragrunt-cache/a/b/inner/main.tf': module,
  });
  git(folder, 'init', '-q');
  return folder;
}

async function check(folder: string): Promise<CheckReport> {
  return (await sgLensJson(folder, ['check'])) as CheckReport;
}

describe('sg-lens on Terragrunt', () => {
  it('checks the units of a whole tree', async () => {
    const { findings, summary } = await check(repository());
    assert.equal(summary.roots, 2);
    assert.equal(summary.groups, 2);
    const [open] = findings.filter(({ code }) => code.includes('exposed') || code.includes('internet'));
    assert.equal(open?.file, 'modules/db/main.tf');
    assert.deepEqual(
      open.related.map(({ file }) => file).filter((file) => file.endsWith('.hcl')),
      ['common/cidrs.hcl'],
    );
  });

  it('checks one unit with what stands above and beside it', async () => {
    const folder = path.join(repository(), 'live', 'db');
    const { findings, summary } = await check(folder);
    assert.equal(summary.roots, 1);
    assert.ok(findings.some(({ file }) => file === '../../modules/db/main.tf'));
  });

  it('shows the model of a unit, and who reaches its groups', async () => {
    const folder = path.join(repository(), 'live', 'db');
    const model = await sgLens(folder, ['model']);
    assert.match(model.out, /tcp\/5432/);
    const reach = await sgLens(folder, ['reach', '--to', 'aws_db_instance.db']);
    assert.match(reach.out + reach.err, /5432/);
  });
});
