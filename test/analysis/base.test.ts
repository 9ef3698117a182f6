import assert from 'node:assert/strict';
import { uriOfPath } from '../fixtures/analyse';
import { contextTexts, findingTexts, openWorkspace, setBase } from './open';

const removed = 'reachability-removed';

const groups = `
resource "aws_security_group" "api" {
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "db" {}
resource "aws_instance" "api" {
  vpc_security_group_ids = [aws_security_group.api.id]
}
resource "aws_db_instance" "db" {
  engine                 = "postgres"
  vpc_security_group_ids = [aws_security_group.db.id]
}
`;

const rule = (source: string): string => `
resource "aws_security_group_rule" "db" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  security_group_id = aws_security_group.db.id
  ${source}
}
`;

const good = rule('source_security_group_id = aws_security_group.api.id');
const bad = rule('cidr_blocks = ["203.0.113.7/32"]');

describe('the review against a base', () => {
  it('appears with the edit that cuts a flow off and goes with its undoing', () => {
    const texts = { '/main.tf': groups + good };
    const workspace = openWorkspace(texts);
    setBase(workspace, texts);
    assert.equal(workspace.baseLabel, 'HEAD');
    assert.deepEqual(findingTexts(workspace, removed), []);
    workspace.setFile(uriOfPath('/main.tf'), groups + bad);
    assert.deepEqual(findingTexts(workspace, removed), ['reachability-removed /main.tf:25']);
    workspace.setFile(uriOfPath('/main.tf'), groups + good);
    assert.deepEqual(findingTexts(workspace, removed), []);
    workspace.setFile(uriOfPath('/main.tf'), groups + bad);
    workspace.setBase(undefined);
    assert.deepEqual(findingTexts(workspace, removed), []);
    assert.equal(workspace.baseLabel, undefined);
  });

  it('restores the flow with the preferred fix', () => {
    const texts = { '/main.tf': groups + good };
    const workspace = openWorkspace({ '/main.tf': groups + bad });
    setBase(workspace, texts);
    const found = workspace.findings().find(({ finding }) => finding.code === removed);
    const fix = found?.finding.fixes.find((each) => each.preferred);
    const edits = fix === undefined ? undefined : workspace.resolveFix(fix);
    assert.ok(edits !== undefined && edits.length > 0);
    let text = groups + bad;
    for (const { span, newText } of [...edits].sort((left, right) => right.span.start - left.span.start)) {
      text = text.slice(0, span.start) + newText + text.slice(span.end);
    }
    workspace.setFile(uriOfPath('/main.tf'), text);
    assert.deepEqual(findingTexts(workspace, removed), []);
  });

  it('says nothing where blocks only moved to other files', () => {
    const workspace = openWorkspace({ '/groups.tf': groups, '/rules.tf': good });
    setBase(workspace, { '/main.tf': groups + good });
    assert.deepEqual(findingTexts(workspace, removed), []);
    assert.deepEqual(findingTexts(workspace, 'reachability-added'), []);
  });

  it('tells of a flow that a deleted file had made', () => {
    const workspace = openWorkspace({ '/main.tf': groups, '/rule.tf': good });
    setBase(workspace, { '/main.tf': groups, '/rule.tf': good });
    assert.deepEqual(findingTexts(workspace, removed), []);
    workspace.removeFile(uriOfPath('/rule.tf'));
    assert.equal(findingTexts(workspace, removed).length, 1);
    workspace.setFile(uriOfPath('/rule.tf'), good);
    assert.deepEqual(findingTexts(workspace, removed), []);
  });

  it('tells of a flow that ended with a module whose files are all gone', () => {
    const child = rule('source_security_group_id = var.api').replace('aws_security_group.db.id', 'var.db');
    const call =
      'module "rule" {\n  source = "./rule"\n  api = aws_security_group.api.id\n  db = aws_security_group.db.id\n}\n';
    const texts = {
      '/main.tf': groups + call,
      '/rule/main.tf': `variable "api" {}\nvariable "db" {}\n${child}`,
    };
    const workspace = openWorkspace(texts);
    setBase(workspace, texts);
    assert.deepEqual(findingTexts(workspace, removed), []);
    workspace.removeFile(uriOfPath('/rule/main.tf'));
    assert.notEqual(workspace.roots()[0]?.edits(), undefined);
  });

  it('compares roots that both versions have, and no others', () => {
    const workspace = openWorkspace({ '/a/main.tf': groups + bad, '/b/main.tf': groups + bad });
    setBase(workspace, { '/a/main.tf': groups + good, '/c/main.tf': groups + good });
    assert.deepEqual(findingTexts(workspace, removed), ['reachability-removed /a/main.tf:25']);
    assert.deepEqual(
      workspace.roots().map((each) => each.comparison() !== undefined),
      [true, false],
    );
  });

  it('says in which environments a flow is lost', () => {
    const main = `variable "sources" {}\n${groups}${rule('cidr_blocks = var.sources')}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
`
      .replaceAll('" "api" {\n  egress', '" "api" {\n  vpc_id = aws_vpc.main.id\n  egress')
      .replace('"db" {}', '"db" {\n  vpc_id = aws_vpc.main.id\n}');
    const texts = {
      '/main.tf': main,
      '/env/prod.tfvars': 'sources = ["10.0.0.0/8"]\n',
      '/env/test.tfvars': 'sources = ["10.0.0.0/8"]\n',
    };
    const workspace = openWorkspace(texts);
    setBase(workspace, texts);
    workspace.setFile(uriOfPath('/env/prod.tfvars'), 'sources = ["192.0.2.0/24"]\n');
    const found = workspace.findings().filter(({ finding }) => finding.code === removed);
    assert.deepEqual(found.flatMap(contextTexts), [' prod']);
  });
});
