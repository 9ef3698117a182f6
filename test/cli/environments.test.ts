import assert from 'node:assert/strict';
import type { CheckReport } from '../../server/src/cli/report';
import { temporaryFolder, writeFiles } from '../host/temporaryFolder';
import { sgLens, sgLensJson } from './runCli';

const main = `variable "cidr" {}

resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.cidr]
  }
}
`;

const files = {
  'live/main.tf': main,
  'values/open.tfvars': 'cidr = "0.0.0.0/0"\n',
  'values/closed.tfvars': 'cidr = "10.0.0.0/24"\n',
  '.sg-lens.yaml': `environments:
  open: { root: ./live/, varFiles: [../values/open.tfvars] }
  closed: { root: live, varFiles: [../values/open.tfvars, ../values/closed.tfvars] }
`,
};

async function exposedIn(folder: string, ...args: readonly string[]): Promise<string[]> {
  const { findings } = (await sgLensJson(folder, ['check', ...args])) as CheckReport;
  return findings
    .filter(({ code }) => code === 'sensitive-port-exposed')
    .flatMap(({ holdsIn }) => holdsIn.map(({ root, environment }) => `${root} ${environment ?? '-'}`));
}

describe('Environments that .sg-lens.yaml names', () => {
  it('are applied to the root that they are for, later variable files first', async () => {
    const folder = temporaryFolder(files);
    assert.deepEqual(await exposedIn(folder), ['live open']);
    assert.deepEqual(await exposedIn(folder, '--environment', 'closed'), []);
  });

  it('may name files outside of PATH, and one environment may be of several roots', async () => {
    const folder = temporaryFolder({
      ...files,
      'here/a/main.tf': main,
      'here/b/main.tf': main,
      'here/.sg-lens.yaml': `environments:
  open:
    - { root: a, varFiles: [../../values/open.tfvars] }
    - { root: b, varFiles: [../../values/open.tfvars] }
`,
    });
    assert.deepEqual(await exposedIn(folder, '--config', '.sg-lens.yaml', 'live'), ['. open']);
    assert.deepEqual(await exposedIn(`${folder}/here`), ['a open', 'b open']);
  });

  it('are refused where nobody would apply them', async () => {
    const folder = temporaryFolder(files);
    const refusal = async (text: string): Promise<string> => {
      writeFiles(folder, { '.sg-lens.yaml': text });
      const { exitCode, err } = await sgLens(folder, ['check']);
      assert.equal(exitCode, 2);
      return err;
    };
    assert.match(await refusal('environments: { a: { root: liv } }'), /is for liv, which is no root/);
    assert.match(
      await refusal('environments: { a: { root: live, varFiles: [open.tfvars] } }'),
      /The variable file open\.tfvars of the environment a was not found/,
    );
    assert.match(await refusal('environments: { a: { varFiles: [x.tfvars] } }'), /No root has such a file/);
    assert.match(await refusal('environments: { a: {} }'), /Line 1: .* names neither a root nor varFiles/);
    assert.match(await refusal('environments: { a: { root: live, varfiles: [] } }'), /Did you mean varFiles/);
    assert.match(await refusal('checks: ['), /Line 1: This is not YAML/);
  });
});
