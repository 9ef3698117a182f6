import assert from 'node:assert/strict';
import type { CheckReport } from '../../server/src/cli/report';
import { temporaryFolder } from '../host/temporaryFolder';
import { sgLens, sgLensJson } from './runCli';

const main = `resource "aws_security_group" "web" {
  name = "web"
}

moved {
  from = aws_security_group.old
  to   = aws_security_group.web
}

moved {
  from = aws_security_group.older
  to   = aws_security_group.old
}

removed {
  from = aws_security_group.gone
}

check "health" {
  data "aws_security_group" "inside" {
    name = "inside"
  }

  assert {
    condition     = data.aws_security_group.inside.id != ""
    error_message = "There is none."
  }
}

ephemeral "random_password" "db" {
  length = 16
}

action "aws_lambda_invoke" "x" {
  config {
    function_name = "x"
  }
}

something "new" {
  vpc_security_group_ids = ["sg-01234567"]
}

output "web" {
  value = aws_security_group.web.id
}
`;

describe('Blocks that mean nothing to the network', () => {
  it('are told once by type and make neither findings nor parts', async () => {
    const folder = temporaryFolder({
      'main.tf': main,
      'versions.tf': 'terraform {\n  required_version = ">= 1.5"\n}\n',
    });
    const { findings, summary } = (await sgLensJson(folder, ['check'])) as CheckReport;
    assert.deepEqual(summary.otherBlocks, [
      { type: 'action', count: 1 },
      { type: 'check', count: 1 },
      { type: 'ephemeral', count: 1 },
      { type: 'moved', count: 2 },
      { type: 'removed', count: 1 },
      { type: 'something', count: 1 },
    ]);
    assert.deepEqual([summary.groups, summary.rules, summary.attachments], [1, 0, 0]);
    assert.deepEqual(
      findings.filter(({ resource }) => resource !== 'aws_security_group.web'),
      [],
    );
  });

  it('are named with --verbose alone', async () => {
    const folder = temporaryFolder({ 'main.tf': main });
    for (const command of ['check', 'model']) {
      const { err } = await sgLens(folder, [command, '--verbose']);
      assert.match(
        err,
        /not evaluated, .*: action, check, ephemeral, moved \(2\), removed, something\n/,
        command,
      );
      assert.doesNotMatch((await sgLens(folder, [command])).err, /not evaluated/);
    }
  });
});
