import assert from 'node:assert/strict';
import type { GraphReport } from '../../server/src/cli/graphReport';
import { hostile, shop } from '../graph/networks';
import { readDot, readXml } from '../graph/wellFormed';
import { temporaryFolder } from '../host/temporaryFolder';
import { outageFolder } from './outage';
import { sgLens, sgLensJson } from './runCli';

async function drawn(files: Readonly<Record<string, string>>, format: string): Promise<string> {
  const { out, err, exitCode } = await sgLens(temporaryFolder(files), [
    'graph',
    '--quiet',
    '--format',
    format,
  ]);
  assert.equal(exitCode, 0, err);
  return out;
}

async function graphOf(files: Readonly<Record<string, string>>): Promise<GraphReport['graphs'][number]> {
  const { graphs } = (await sgLensJson(temporaryFolder(files), ['graph', '--quiet'])) as GraphReport;
  const [graph] = graphs;
  assert.ok(graph !== undefined && graphs.length === 1);
  return graph;
}

describe('sg-lens graph', () => {
  it('tells what flows, what may flow, and which rules are declared in vain', async () => {
    const { edges } = await graphOf({ 'main.tf': shop });
    assert.deepEqual(
      edges.map(({ source, destination, state, traffic }) => [
        source,
        destination,
        state,
        traffic.map(({ protocol, ports }) => `${protocol} ${ports}`).join(),
      ]),
      [
        ['cidr 10.0.0.0/16', 'group aws_security_group.app', 'certain', 'tcp 8080-8081'],
        ['group aws_security_group.app', 'group aws_security_group.db', 'certain', 'tcp 5432'],
        ['group aws_security_group.app', 'group aws_security_group.db', 'broken', 'tcp 9187'],
        // Nobody knows whom it admits: perhaps everybody.
        ['internet', 'group aws_security_group.db', 'possible', 'icmp type 8 code 0'],
        [
          'unknown var.office has no value here',
          'group aws_security_group.db',
          'possible',
          'icmp type 8 code 0',
        ],
      ],
    );
  });

  it('names what is in the way of a rule that is declared in vain, and where it stands', async () => {
    const { edges } = await graphOf({ 'main.tf': shop });
    const broken = edges.find(({ state }) => state === 'broken');
    assert.equal(broken?.proof[0]?.element, 'aws_security_group_rule.db_metrics');
    const line = shop.slice(0, shop.indexOf('"db_metrics"')).split('\n').length - 1;
    assert.equal(broken.proof[0].range?.start.line, line);
    assert.equal(broken.blockedBy[0]?.step, 'source-egress');
    assert.match(broken.blockedBy[0].message, /shop-app lets tcp\/5432 postgres out to shop-db/);
    assert.equal(broken.blockedBy[0].file, 'main.tf');
  });

  it('puts groups into their network and module, and what carries them beside them', async () => {
    const { clusters, nodes, memberships } = await graphOf({
      'main.tf': `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
module "a" {
  source   = "./a"
  for_each = toset(["x.y]"])
  vpc_id   = aws_vpc.main.id
}
`,
      'a/main.tf': `variable "vpc_id" {}
resource "aws_security_group" "g" {
  name   = "g"
  vpc_id = var.vpc_id
}
resource "aws_instance" "i" {
  vpc_security_group_ids = [aws_security_group.g.id]
}
`,
    });
    const path = 'module.a["x.y]"]';
    assert.deepEqual(
      clusters.map(({ kind, label, parent }) => [kind, label, parent]),
      [
        ['network', 'aws_vpc.main · 10.0.0.0/16', null],
        ['module', path, 'network aws_vpc.main'],
      ],
    );
    assert.equal(nodes.find(({ kind }) => kind === 'group')?.cluster, clusters[1]?.id);
    assert.deepEqual(memberships, [
      {
        attachment: `attachment ${path}.aws_instance.i`,
        group: `group ${path}.aws_security_group.g`,
        certainty: 'certain',
      },
    ]);
  });

  it('writes Mermaid', async () => {
    assert.equal(
      await drawn({ 'main.tf': shop }, 'mermaid'),
      `flowchart LR
  n0(["10.0.0.0/16<br/>aws_vpc.main"])
  n3(("Internet<br/>any public address")):::outside
  n4(["var.office has no value here<br/>not known yet"]):::unsure
  subgraph c0["aws_vpc.main · 10.0.0.0/16"]
    n1["shop-app<br/>aws_security_group.app"]
    n2["shop-db<br/>aws_security_group.db<br/>database db"]
  end
  n0 -->|"tcp/8080-8081"| n1
  n1 -->|"tcp/5432"| n2
  n1 --x|"nothing flows: tcp/9187"| n2
  n3 -.->|"may: icmp type 8 code 0"| n2
  n4 -.->|"may: icmp type 8 code 0"| n2
  classDef outside stroke-width:2px
  classDef unsure stroke-dasharray:5 3
`,
    );
  });

  it('writes DOT that says the same', async () => {
    const { nodes, edges } = readDot(await drawn({ 'main.tf': shop }, 'dot'));
    const name = (id: string): string => nodes.get(id)?.label?.split('\\n')[0] ?? '';
    assert.deepEqual(
      edges.map(({ source, destination, attributes }) => [
        name(source),
        attributes.label,
        attributes.style ?? 'solid',
        name(destination),
      ]),
      [
        ['10.0.0.0/16', 'tcp/8080-8081', 'solid', 'shop-app'],
        ['shop-app', 'tcp/5432', 'solid', 'shop-db'],
        ['shop-app', '✕ tcp/9187', 'dotted', 'shop-db'],
        ['Internet', 'may: icmp type 8 code 0', 'dashed', 'shop-db'],
        ['var.office has no value here', 'may: icmp type 8 code 0', 'dashed', 'shop-db'],
      ],
    );
  });

  it('draws an SVG that needs nothing else and can be read aloud', async () => {
    const svg = await drawn({ 'main.tf': shop }, 'svg');
    const names = readXml(svg);
    assert.equal(names.filter((name) => name === 'svg').length, 1);
    assert.ok(!names.includes('script') && !names.includes('image'));
    assert.doesNotMatch(svg, /(?:href|src)=|url\((?!#)|@import/);
    assert.match(svg, /<desc [^>]*>[^<]*2 groups; flows: 2 certain, 2 possible, 1 declared in vain\./);
    assert.match(
      svg,
      /<title>shop-app to shop-db: tcp\/9187 \(declared, but nothing flows\)\. shop-app lets/,
    );
  });

  it('says the same again for the same files, whatever else there was', async () => {
    const reversed = shop
      .split(/\n(?=resource|variable)/)
      .reverse()
      .join('\n');
    const [first, second] = [
      await drawn({ 'main.tf': shop }, 'mermaid'),
      await drawn({ 'main.tf': reversed }, 'mermaid'),
    ];
    assert.equal(second, first);
  });

  it('draws each environment by itself, and one alone where it is asked for', async () => {
    const all = await sgLens(outageFolder(), ['graph', '--format', 'mermaid']);
    assert.match(all.out, /subgraph g0_root\["live \(prod\)"\]/);
    assert.match(all.out, /subgraph g1_root\["live \(staging\)"\]/);
    const one = await sgLens(outageFolder(), ['graph', '--format', 'mermaid', '--environment', 'staging']);
    assert.doesNotMatch(one.out, /prod-api/);
    assert.match(one.out, /staging-api/);
  });

  it('draws nothing, and says so, where there are no groups', async () => {
    const svg = await drawn({ 'main.tf': 'resource "null_resource" "x" {}\n' }, 'svg');
    readXml(svg);
    assert.match(svg, /There are no security groups here\./);
    assert.equal((await drawn({ 'main.tf': 'locals {}\n' }, 'mermaid')).startsWith('flowchart LR\n'), true);
  });

  it('lets no name break out of a format', async () => {
    const files = { 'main.tf': hostile };
    const svg = await drawn(files, 'svg');
    assert.ok(!readXml(svg).includes('script'));
    for (const character of ['\u202e', '\u0007']) assert.ok(!svg.includes(character));
    const { nodes } = readDot(await drawn(files, 'dot'));
    assert.equal([...nodes.keys()].length, new Set(nodes.keys()).size);
    assert.ok([...nodes.values()].some(({ label }) => label?.startsWith('"><script>') === true));
    const html = await drawn(files, 'html');
    // Its own data and its own script, and nothing that a name opened.
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.equal(html.match(/<\/style>/g)?.length, 2);
    assert.equal(html.match(/<!--/g), null);
    for (const line of (await drawn(files, 'mermaid')).split('\n')) {
      // Outside of quotes only ids, arrows and keywords; inside, no quote, no tag but the line break.
      const [outside, inside] = [line.replace(/"[^"]*"/g, '""'), line.match(/"[^"]*"/g) ?? []];
      assert.match(outside, /^[\w\s()[\]|:,.>-]*""?[\w\s()[\]|:,.>-]*$|^[\w\s:,-]*$/, line);
      for (const text of inside) assert.doesNotMatch(text.replaceAll('<br/>', ''), /[<>`&\\{}]/);
    }
  });
});
