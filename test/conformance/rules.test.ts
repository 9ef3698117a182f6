/**
 * The same four openings (ports 443 and 5432 from two ranges), made in every way in which people make the rules of a
 * group. What the expressions give is recorded from the real binary (scripts/conformance/rules.ts); the whole way from
 * text to model must come to the same, and name the place where each range is written.
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings } from '../../server/src/analysis/settings';
import type { Workspace } from '../../server/src/analysis/workspace';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { discoverFiles } from '../../server/src/host/discoverFiles';
import { createNodeFileReader } from '../../server/src/host/nodeFileReader';
import type { Certainty } from '../../server/src/network/model';
import { documentUriOfPath, relativePath } from '../../server/src/source/documentUri';
import { positionAt } from '../../server/src/source/lineIndex';

const directory = join(import.meta.dirname, 'terraform/rules');

/** `tcp 443 10.0.1.0/24`, and what is known of it. */
interface Opening {
  readonly text: string;
  readonly certainty: Certainty;
  /** Line and text where the range was written, or computed. */
  readonly origin: string;
}

const both = ['tcp 443 10.0.1.0/24', 'tcp 443 10.0.2.0/24', 'tcp 5432 10.0.1.0/24', 'tcp 5432 10.0.2.0/24'];

/** Where the ranges are written. What a file is decoded to has no place of its own: it is the expression that reads it. */
const origins: Readonly<Record<string, readonly string[]>> = {
  attributesAsBlocks: ['values.tf:11 "10.0.1.0/24"', 'values.tf:11 "10.0.2.0/24"'],
  autoTfvars: ['b.auto.tfvars:1 "10.0.1.0/24"', 'b.auto.tfvars:1 "10.0.2.0/24"'],
  cidrsubnets: ['network.tf:6 cidrsubnets(aws_vpc.main.cidr_block, 8, 8, 8, 4)'],
  csvdecode: ['values.tf:7 split(" ", rule.cidrs)'],
  dynamicFlattened: [
    'values.tf:3 "10.0.1.0/24"',
    'values.tf:3 "10.0.2.0/24"',
    'values.tf:4 "10.0.1.0/24"',
    'values.tf:4 "10.0.2.0/24"',
  ],
  filesetForEach: ['values.tf:7 jsondecode(file("${path.module}/rules/${name}"))'],
  jsonSyntax: ['network.tf.json:12 "10.0.1.0/24"', 'values.tf.json:3 "10.0.2.0/24"'],
  jsonTfvars: ['terraform.tfvars.json:2 "10.0.1.0/24"', 'terraform.tfvars.json:2 "10.0.2.0/24"'],
  jsondecode: ['values.tf:3 jsondecode(file("${path.module}/rules.json"))'],
  literal: [
    'network.tf:12 "10.0.1.0/24"',
    'network.tf:12 "10.0.2.0/24"',
    'network.tf:6 "10.0.1.0/24"',
    'network.tf:6 "10.0.2.0/24"',
  ],
  local: ['values.tf:2 "10.0.1.0/24"', 'values.tf:3 "10.0.2.0/24"'],
  mergeTwoLevelsDown: [
    'main.tf:3 "10.0.1.0/24"',
    'main.tf:3 "10.0.2.0/24"',
    'outer/inner/main.tf:5 "10.0.1.0/24"',
    'outer/inner/main.tf:5 "10.0.2.0/24"',
  ],
  moduleCount: ['main.tf:9 "10.0.1.0/24"', 'main.tf:9 "10.0.2.0/24"'],
  one: ['first/main.tf:2 "10.0.1.0/24"', 'main.tf:2 "10.0.2.0/24"'],
  optionalAttributes: [
    'values.tf:10 "10.0.1.0/24"',
    'values.tf:10 "10.0.2.0/24"',
    'values.tf:6 "10.0.1.0/24"',
    'values.tf:6 "10.0.2.0/24"',
  ],
  providerAlias: ['main.tf:3 "10.0.1.0/24"', 'main.tf:3 "10.0.2.0/24"'],
  setproduct: ['values.tf:3 "10.0.1.0/24"', 'values.tf:3 "10.0.2.0/24"'],
  splatOfModuleOutputs: ['office/main.tf:4 cidrsubnet("10.0.0.0/16", 8, var.number)'],
  templatefile: ['values.tf:3 jsondecode(templatefile("${path.module}/rules.json.tftpl", { …'],
  tfvars: ['terraform.tfvars:2 "10.0.1.0/24"', 'terraform.tfvars:3 "10.0.2.0/24"'],
  tryAndCoalesce: ['values.tf:4 "10.0.1.0/24"', 'values.tf:4 "10.0.2.0/24"'],
  unknownCondition: ['values.tf:5 true', 'values.tf:6 terraform_data.known_after_apply.id != ""'],
  varFile: ['given.tfvars:1 "10.0.1.0/24"', 'given.tfvars:1 "10.0.2.0/24"'],
  variableDefault: ['values.tf:3 "10.0.1.0/24"', 'values.tf:3 "10.0.2.0/24"'],
  workspaceLookup: ['values.tf:3 "10.0.1.0/24"', 'values.tf:3 "10.0.2.0/24"'],
  yamldecode: ['values.tf:3 yamldecode(file("${path.module}/rules.yaml"))'],
};

describe('the rules of a group', () => {
  for (const form of readdirSync(directory, { withFileTypes: true })) {
    if (!form.isDirectory()) continue;
    const { name } = form;
    it(`are the same by ${name}`, async () => {
      const found = await openingsOf(join(directory, name));
      const texts = found.map(({ text }) => text).sort();
      assert.deepEqual(texts, both);
      assert.deepEqual(recordedOpenings(name), both);
      const possible = found.filter(({ certainty }) => certainty === 'possible').map(({ text }) => text);
      // What depends on something that is known after apply only.
      const expected = name === 'unknownCondition' ? both.filter((text) => text.endsWith('10.0.2.0/24')) : [];
      assert.deepEqual(possible.sort(), expected);
      const places = [...new Set(found.map(({ origin }) => origin))].sort();
      assert.deepEqual(places, origins[name]);
    });
  }
});

async function openingsOf(folder: string): Promise<Opening[]> {
  const uri = documentUriOfPath(folder);
  const workspace = createWorkspace({
    folders: [uri],
    settings: {
      ...defaultSettings,
      variableFiles: existsSync(join(folder, 'given.tfvars')) ? ['given.tfvars'] : [],
    },
    files: createNodeFileReader(() => [folder]),
    onDefect: (where, error) => {
      throw new Error(`defect in ${where}`, { cause: error });
    },
  });
  for (const [file, text] of (await discoverFiles(folder)).files) workspace.setFile(file, text);
  const [analysis, ...others] = workspace.roots();
  assert.ok(analysis !== undefined && others.length === 0, 'one root module');
  return analysis.root.model().rules.flatMap((rule) => {
    assert.equal(rule.direction, 'ingress');
    assert.ok(rule.protocol.kind === 'protocol' && rule.protocol.protocol === 6, 'tcp');
    assert.ok(rule.ports.kind === 'range' && rule.ports.from === rule.ports.to, 'one port');
    const { from } = rule.ports;
    return rule.peers.map((peer) => {
      assert.ok(peer.kind === 'cidr', peer.kind);
      return {
        text: `tcp ${String(from)} ${peer.text}`,
        certainty: rule.certainty === 'possible' ? 'possible' : peer.certainty,
        origin: placeOf(workspace, folder, peer.origin),
      };
    });
  });
}

function placeOf(
  workspace: Workspace,
  folder: string,
  origin: Parameters<Workspace['project']['locate']>[0],
): string {
  const location = workspace.project.locate(origin);
  assert.ok(location !== undefined, 'an origin stands in the text');
  const { line } = positionAt(location.file.lines, location.span.start);
  const written = location.file.text.slice(location.span.start, location.span.end);
  const path = relativePath(documentUriOfPath(folder), location.file.uri);
  const [first = '', ...more] = written.split('\n');
  return `${path}:${String(line + 1)} ${first}${more.length > 0 ? ' …' : ''}`;
}

function recordedOpenings(name: string): string[] {
  const { rules } = JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8')) as {
    rules: { protocol: string; from_port: number | string; cidr_blocks: string[] }[];
  };
  return rules
    .flatMap(({ protocol, from_port, cidr_blocks }) =>
      cidr_blocks.map((cidr) => `${protocol} ${String(from_port)} ${cidr}`),
    )
    .sort();
}
