import assert from 'node:assert/strict';
import type { Severity } from '../../server/src/checks/check';
import { defaultSettings } from '../../server/src/analysis/settings';
import { uriOfPath } from '../fixtures/analyse';
import { contextTexts, findingTexts, openWorkspace, placeText } from './open';

const open = 'ingress-open-to-internet';

/** A group with one rule that lets `cidrs` (an expression) in. */
const group = (cidrs: string): string => `
resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ${cidrs}
  }
}
resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;

describe('findings of several roots', () => {
  const module = `variable "cidrs" {}\n${group('var.cidrs')}`;
  const call = (cidr: string): string => `module "web" {\n  source = "../web"\n  cidrs  = ["${cidr}"]\n}\n`;

  it('are one where a shared module has the same fault in each', () => {
    const workspace = openWorkspace({
      '/web/main.tf': group('["0.0.0.0/0"]'),
      '/a/main.tf': 'module "web" {\n  source = "../web"\n}\n',
      '/b/main.tf': 'module "web" {\n  source = "../web"\n}\n',
    });
    const found = workspace.findings().filter(({ finding }) => finding.code === open);
    assert.deepEqual(found.map(placeText), ['/web/main.tf:7']);
    assert.deepEqual(found.flatMap(contextTexts), ['/a', '/b']);
  });

  it('stand where each root writes the value, and say in which root they hold', () => {
    const workspace = openWorkspace({
      '/web/main.tf': module,
      '/a/main.tf': call('0.0.0.0/0'),
      '/b/main.tf': call('10.0.0.0/8'),
    });
    const found = workspace.findings().filter(({ finding }) => finding.code === open);
    assert.equal(found.length, 1);
    assert.deepEqual(found.flatMap(contextTexts), ['/a']);
    const places = [...found, ...found.flatMap(({ related }) => related)].map(placeText);
    assert.ok(places.includes('/a/main.tf:3') && places.includes('/web/main.tf:8'), places.join());
  });

  it('are one over environments, and name those in which they hold', () => {
    const workspace = openWorkspace({
      '/main.tf': `variable "cidrs" {}\n${group('concat(var.cidrs, ["0.0.0.0/0"])')}`,
      '/env/prod.tfvars': 'cidrs = ["10.0.0.0/8"]\n',
      '/env/test.tfvars': 'cidrs = ["10.0.0.0/8"]\n',
    });
    const found = workspace.findings().filter(({ finding }) => finding.code === open);
    assert.deepEqual(found.flatMap(contextTexts), [' prod', ' test']);
    workspace.configure({ ...defaultSettings, environment: 'test' });
    assert.deepEqual(new Set(workspace.findings().flatMap(contextTexts)), new Set([' test']));
  });

  it('stay the same objects while nothing about them changes, and only those', () => {
    const workspace = openWorkspace(
      { '/a/main.tf': group('["0.0.0.0/0"]'), '/b/main.tf': `# sg-lens: ignore\n${group('["0.0.0.0/0"]')}` },
      { severities: new Map<string, Severity>([[open, 'hint']]) },
    );
    const before = workspace.findings();
    workspace.setFile(uriOfPath('/a/main.tf'), group('["0.0.0.0/1", "128.0.0.0/1"]'));
    const after = workspace.findings();
    const inB = (each: (typeof before)[number]): boolean => placeText(each).startsWith('/b');
    assert.ok(before.filter(inB).length >= 2);
    assert.deepEqual(
      after.filter(inB).map((each) => before.indexOf(each)),
      before.filter(inB).map((each) => before.indexOf(each)),
    );
    assert.ok(after.filter((each) => !inB(each)).every((each) => !before.includes(each)));
  });
});

describe('severities of the settings', () => {
  it('are those of the findings, and off leaves them out', () => {
    const workspace = openWorkspace({ '/main.tf': group('["0.0.0.0/0"]') });
    const severities = (): string[] =>
      workspace.findings().flatMap(({ finding }) => (finding.code === open ? [finding.severity] : []));
    const [own] = severities();
    assert.ok(own !== undefined && own !== 'hint');
    workspace.configure({ ...defaultSettings, severities: new Map([[open, 'hint']]) });
    assert.deepEqual(severities(), ['hint']);
    workspace.configure({ ...defaultSettings, severities: new Map([[open, 'off']]) });
    assert.deepEqual(severities(), []);
    workspace.configure(defaultSettings);
    assert.deepEqual(severities(), [own]);
  });

  it('hold for findings about comments and about modules, too', () => {
    const texts = { '/main.tf': '# sg-lens: ignore x -- y\nmodule "m" {\n  source = "./gone"\n}\n' };
    assert.deepEqual(findingTexts(openWorkspace(texts)), [
      'unused-suppression /main.tf:1',
      'module-not-installed /main.tf:3',
    ]);
    const off = new Map<string, 'off'>([
      ['unused-suppression', 'off'],
      ['module-not-installed', 'off'],
    ]);
    assert.deepEqual(findingTexts(openWorkspace(texts, { severities: off })), []);
  });

  it('keep the suppression of a check that is off from being called unused', () => {
    const text = group('["10.0.0.0/8"] # sg-lens: ignore ingress-open-to-internet -- public');
    const remarks = (severities: ReadonlyMap<string, 'off'>): string[] =>
      findingTexts(openWorkspace({ '/main.tf': text }, { severities }), 'unused-suppression');
    assert.deepEqual(remarks(new Map()), ['unused-suppression /main.tf:7']);
    assert.deepEqual(remarks(new Map([[open, 'off']])), []);
  });
});

describe('a suppression', () => {
  const comment = `# sg-lens: ignore ${open} -- public`;
  const found = (text: string): string[] => findingTexts(openWorkspace({ '/main.tf': text }), open);
  const suppressed = (text: string): boolean => {
    const [first, ...others] = found(text);
    assert.ok(first !== undefined && others.length === 0, 'one finding');
    return first.endsWith('(suppressed)');
  };
  const text = group('[\n      "10.0.0.0/8",\n      "0.0.0.0/0",\n    ]');

  it('works above the block, above the nested block, above the argument and above the element', () => {
    assert.equal(suppressed(text), false);
    for (const anchor of [
      'resource "aws_security_group"',
      '  ingress {',
      '    cidr_blocks',
      '      "0.0.0.0/0"',
    ]) {
      assert.ok(suppressed(text.replace(anchor, `${comment}\n${anchor}`)), `above ${anchor.trim()}`);
    }
  });

  it('works at the end of the line of the element, of the argument, and of the headers of the blocks', () => {
    const lines = ['"0.0.0.0/0",', 'cidr_blocks = [', 'ingress {', 'resource "aws_security_group" "web" {'];
    for (const line of lines) {
      assert.ok(suppressed(text.replace(line, `${line} ${comment}`)), `behind ${line}`);
    }
  });

  it('does not work beside another element, in another argument or another block', () => {
    for (const line of ['"10.0.0.0/8",', 'protocol    = "tcp"', 'resource "aws_instance" "web" {']) {
      assert.equal(suppressed(text.replace(line, `${line} ${comment}`)), false, `behind ${line}`);
    }
  });

  it('works where lines end with CRLF', () => {
    assert.ok(suppressed(text.replace('  ingress {', `  ${comment}\n  ingress {`).replaceAll('\n', '\r\n')));
  });

  it('is for the place of the finding, or for the value in a variable file that makes it', () => {
    const texts = {
      '/main.tf': `variable "cidrs" {}\n${group('var.cidrs')}`,
      '/terraform.tfvars': `cidrs = [\n  ${comment}\n  "0.0.0.0/0",\n]\n`,
    };
    const workspace = openWorkspace(texts);
    assert.deepEqual(findingTexts(workspace, open), ['ingress-open-to-internet /main.tf:8 (suppressed)']);
    assert.deepEqual(findingTexts(workspace, 'unused-suppression'), []);
  });

  it('beside one of two values in variable files does not excuse the other', () => {
    const texts = {
      '/main.tf': `variable "cidrs" {}\n${group('var.cidrs')}`,
      '/terraform.tfvars': `cidrs = [\n  "0.0.0.0/1", ${comment}\n  "128.0.0.0/1",\n]\n`,
    };
    assert.deepEqual(findingTexts(openWorkspace(texts), open), ['ingress-open-to-internet /main.tf:8']);
  });

  it('ends with the day that another tool’s comment names', () => {
    const texts = {
      '/main.tf': `# trivy:ignore:AWS-0107:exp:2026-01-31\n${group('["0.0.0.0/0"]')}`.trimStart(),
    };
    const on = (day: string): string[] => findingTexts(openWorkspace(texts, {}, { today: () => day }), open);
    const covered = on('2026-01-31')[0]?.endsWith('(suppressed)');
    assert.equal(on('2026-02-01')[0]?.endsWith('(suppressed)'), false);
    assert.equal(covered, true);
  });

  it('that is of no use is told in the roots that read the file', () => {
    const workspace = openWorkspace({
      '/web/main.tf': `${comment}\n${group('["10.0.0.0/8"]')}`,
      '/a/main.tf': 'module "web" {\n  source = "../web"\n}\n',
      '/b/main.tf': 'module "web" {\n  source = "../web"\n}\n',
    });
    const [remark = assert.fail()] = workspace.findings();
    assert.equal(remark.finding.code, 'unused-suppression');
    assert.deepEqual(contextTexts(remark), ['/a', '/b']);
  });
});

describe('a module that is not here', () => {
  it('is told once per call, however many roots and instances there are', () => {
    const workspace = openWorkspace({
      '/web/main.tf': 'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n',
      '/a/main.tf': 'module "web" {\n  source   = "../web"\n  for_each = toset(["x", "y"])\n}\n',
      '/b/main.tf': 'module "web" {\n  source = "../web"\n}\n',
    });
    assert.deepEqual(findingTexts(workspace), ['module-not-installed /web/main.tf:2']);
    assert.deepEqual(workspace.findings().flatMap(contextTexts), ['/a', '/b']);
    assert.equal(workspace.notInstalledModules().length, 1);
  });

  it('is found where it stands after an edit above, and is gone once it is installed', () => {
    const text = 'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n';
    const workspace = openWorkspace({ '/main.tf': text });
    assert.deepEqual(workspace.notInstalledModules().map(placeText), ['/main.tf:2']);
    workspace.setFile(uriOfPath('/main.tf'), `# above\n${text}`);
    assert.deepEqual(workspace.notInstalledModules().map(placeText), ['/main.tf:3']);
    assert.deepEqual(findingTexts(workspace), ['module-not-installed /main.tf:3']);
    workspace.setFile(
      uriOfPath('/.terraform/modules/modules.json'),
      JSON.stringify({
        Modules: [
          { Key: '', Source: '', Dir: '.' },
          {
            Key: 'vpc',
            Source: 'registry.terraform.io/terraform-aws-modules/vpc/aws',
            Dir: '.terraform/modules/vpc',
          },
        ],
      }),
    );
    assert.deepEqual(findingTexts(workspace), []);
  });

  it('may be a directory that is missing, and then is no matter of terraform init', () => {
    const workspace = openWorkspace({ '/main.tf': 'module "vpc" {\n  source = "./vpc"\n}\n' });
    assert.match(workspace.findings()[0]?.finding.message ?? '', /no module in \.\/vpc/);
    assert.deepEqual(workspace.notInstalledModules(), []);
    workspace.setFile(uriOfPath('/vpc/main.tf'), '');
    assert.deepEqual(workspace.findings(), []);
  });
});

describe('a rule that is being typed', () => {
  const whole = (lines: string): string => `resource "aws_security_group" "api" {
  name = "api"

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "db" {
  name = "db"

  ingress {
${lines}
  }
}
`;
  const complete =
    '    from_port = 5432\n    to_port = 5432\n    protocol = "tcp"\n    cidr_blocks = ["10.0.0.0/8"]';
  const told = (lines: string): readonly string[] => {
    const workspace = openWorkspace({ '/main.tf': whole(lines) });
    workspace.setBase({ label: 'HEAD', files: [[uriOfPath('/main.tf'), whole(complete)]] });
    return workspace
      .findings()
      .map(({ finding }) => finding.code)
      .filter((code) => /^(?:reachability|invalid|missing|group-source)/.test(code));
  };

  it('is not told what it lacks while a value is missing', () => {
    assert.deepEqual(told(complete.replace('["10.0.0.0/8"]', '')), []);
    assert.deepEqual(told('    from_port = 5432\n    protocol ='), []);
  });

  it('is told so, and what it cuts off, once the text is whole', () => {
    assert.deepEqual(told('    from_port = 5432\n    to_port = 5432\n    protocol = "tcp"'), [
      'missing-source',
      'reachability-removed',
    ]);
  });
});
