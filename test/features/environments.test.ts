import assert from 'node:assert/strict';
import { definitionsAt } from '../../server/src/features/definition';
import { hoverAt } from '../../server/src/features/hover';
import { openWorkspace } from '../analysis/open';
import { pathOfUri, uriOfPath } from '../fixtures/analyse';

const main = `variable "name" {}

variable "cidr" {}

resource "aws_security_group" "web" {
  name = var.name

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [var.cidr]
  }
}
`;

function hover(files: Readonly<Record<string, string>>): string {
  const workspace = openWorkspace({ '/main.tf': main, ...files });
  return hoverAt(workspace, uriOfPath('/main.tf'), main.indexOf('"web"') + 1)?.markdown ?? '';
}

describe('a hover over environments', () => {
  it('says once what holds in all of them, with their names', () => {
    const same = 'name = "web"\ncidr = "10.0.0.0/8"\n';
    const markdown = hover({ '/env/prod.tfvars': same, '/env/staging.tfvars': same });
    assert.match(markdown, /_\(prod, staging\)_/);
    assert.equal(markdown.split('\n---\n').length, 1, markdown);
  });

  it('says of which one it speaks where they differ', () => {
    const markdown = hover({
      '/env/prod.tfvars': 'name = "prod-web"\ncidr = "10.0.0.0/8"\n',
      '/env/staging.tfvars': 'name = "staging-web"\ncidr = "10.1.0.0/16"\n',
    });
    assert.match(markdown, /prod-web.*_\(prod\)_/);
    assert.match(markdown, /staging-web.*_\(staging\)_/);
  });
});

describe('the definition of a name in a variable file', () => {
  it('is the variable of every root that reads the file', () => {
    const workspace = openWorkspace(
      {
        '/blue/main.tf': 'variable "office" {}\n',
        '/green/main.tf': 'variable "office" {}\n',
        '/common.tfvars': 'office = "10.0.0.0/8"\n',
      },
      { variableFiles: ['../common.tfvars'] },
    );
    const places = definitionsAt(workspace, uriOfPath('/common.tfvars'), 2);
    assert.deepEqual(
      places.map(({ file }) => pathOfUri(file.uri)),
      ['/blue/main.tf', '/green/main.tf'],
    );
  });
});
