/** The findings by file: which lists stay the same objects over an edit. What they say is incremental.test.ts's. */

import assert from 'node:assert/strict';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { documentUri } from '../../server/src/source/documentUri';

const uri = (path: string) => documentUri(`file:///workspace/${path}`);

const group = (name: string, port: number): string => `resource "aws_security_group" "${name}" {
  name = "${name}"
  ingress {
    from_port   = ${String(port)}
    to_port     = ${String(port)}
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

describe('findings by file', () => {
  it('stay the same lists in files that an edit does not concern', () => {
    const workspace = createWorkspace({ folders: [documentUri('file:///workspace')] });
    workspace.setFile(uri('a.tf'), group('a', 22));
    workspace.setFile(uri('b.tf'), group('b', 22));
    const before = new Map(workspace.findingsByFile());
    assert.ok((before.get(uri('a.tf'))?.length ?? 0) > 0 && (before.get(uri('b.tf'))?.length ?? 0) > 0);
    workspace.setFile(uri('a.tf'), group('a', 3389));
    const after = workspace.findingsByFile();
    assert.notEqual(after.get(uri('a.tf')), before.get(uri('a.tf')));
    assert.equal(after.get(uri('b.tf')), before.get(uri('b.tf')));
  });

  it('have no list for a file of which nothing is said any more', () => {
    const workspace = createWorkspace({ folders: [documentUri('file:///workspace')] });
    workspace.setFile(uri('a.tf'), group('a', 22));
    assert.ok(workspace.findingsByFile().has(uri('a.tf')));
    workspace.setFile(uri('a.tf'), '');
    assert.ok(!workspace.findingsByFile().has(uri('a.tf')));
    assert.deepEqual(workspace.findings(), []);
  });

  it('follow a comment in a variable file, though the rule stands elsewhere', () => {
    const workspace = createWorkspace({ folders: [documentUri('file:///workspace')] });
    const rule = group('a', 22).replace('["0.0.0.0/0"]', 'var.sources');
    workspace.setFile(uri('a.tf'), `variable "sources" {\n  type = list(string)\n}\n${rule}`);
    const values = 'sources = ["0.0.0.0/0"]\n';
    workspace.setFile(uri('terraform.tfvars'), values);
    const reasons = (): readonly (string | undefined)[] =>
      workspace
        .findings()
        .filter(({ finding }) => finding.code === 'sensitive-port-exposed')
        .map(({ suppressed }) => suppressed?.reason);
    assert.deepEqual(reasons(), [undefined]);
    const comment = '# sg-lens: ignore sensitive-port-exposed -- for everybody\n';
    workspace.setFile(uri('terraform.tfvars'), comment + values);
    assert.deepEqual(reasons(), ['for everybody']);
    const unused = (): number =>
      workspace.findings().filter(({ finding }) => finding.code === 'unused-suppression').length;
    assert.equal(unused(), 0);
    workspace.setFile(uri('a.tf'), group('a', 22));
    assert.deepEqual(reasons(), [undefined]);
    assert.equal(unused(), 1);
  });
});
