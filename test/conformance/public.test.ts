/**
 * Compares the model of public modules' examples with what reading them gives, written by hand in public/*.md. The
 * modules are no part of this repository: SG_LENS_PUBLIC_MODULES names a directory with checkouts of the repositories
 * that the pages name, each under its own name and at its commit. Without it these tests are skipped.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelReport, ReportedRoot, ReportedRule } from '../../server/src/cli/modelReport';
import { sgLensJson } from '../cli/runCli';

const pages = path.join(import.meta.dirname, 'public');
const checkouts = process.env.SG_LENS_PUBLIC_MODULES;

const needed = checkouts === undefined ? ' (skipped: SG_LENS_PUBLIC_MODULES names no checkouts)' : '';

interface Checkout {
  readonly repository: string;
  readonly commit: string;
}

interface Page {
  readonly checkout: Checkout;
  readonly directory: string;
  /** By the name of the call. */
  readonly installed: ReadonlyMap<string, Checkout>;
  readonly tables: readonly Table[];
}

interface Table {
  readonly of: 'rules' | 'attachments' | 'subnets' | 'routes';
  /** Otherwise what is listed is there, among others. */
  readonly isAll: boolean;
  readonly rows: readonly string[];
}

for (const name of readdirSync(pages)) {
  describe(`the model of ${name.replace('.md', '')}, read by hand${needed}`, () => {
    const page = readPage(readFileSync(path.join(pages, name), 'utf8'));
    let root: ReportedRoot | undefined;
    let directory = '';

    before(async function () {
      if (checkouts === undefined) {
        this.skip();
      }
      directory = mkdtempSync(path.join(tmpdir(), 'sg-lens-public-'));
      install(page, checkouts, directory);
      const wanted = path.posix.join(page.checkout.repository, page.directory);
      const report = (await sgLensJson(directory, ['model', '.'])) as ModelReport;
      root = report.roots.find((each) => each.path === wanted);
    });

    after(() => {
      if (directory !== '') rmSync(directory, { recursive: true });
    });

    for (const { of, isAll, rows } of page.tables) {
      it(`has ${isAll ? 'these and no other' : 'these'} ${of} (${String(rows.length)})`, () => {
        assert.ok(root !== undefined, 'the example is a root module');
        const found = rowsOf[of](root).sort();
        const compared = isAll ? found : found.filter((row) => rows.includes(row));
        assert.deepEqual(compared, [...rows].sort());
      });
    }
  });
}

/** Copies, so that the manifest of installed modules can stand where `terraform init` puts it. */
function install(page: Page, from: string, to: string): void {
  for (const { repository, commit } of [page.checkout, ...page.installed.values()]) {
    const checkout = path.join(from, repository);
    assert.ok(existsSync(checkout), `there is no ${repository} in ${from}`);
    const head = execFileSync('git', ['-C', checkout, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
    assert.equal(head, commit, `${repository} is at another commit than the one that was read`);
    cpSync(checkout, path.join(to, repository), {
      recursive: true,
      filter: (file) => !/[\\/]\.(?:git|terraform)$/.test(file),
    });
  }
  const root = path.join(to, page.checkout.repository, page.directory);
  const modules = Array.from(page.installed, ([call, { repository }]) => ({
    Key: call,
    // As the registry spells the repository terraform-<provider>-<name>; the calls name the registry.
    Source: `registry.terraform.io/terraform-aws-modules/${repository.split('-').slice(2).join('-')}/aws`,
    Dir: path.relative(root, path.join(to, repository)).replaceAll('\\', '/'),
  }));
  mkdirSync(path.join(root, '.terraform/modules'), { recursive: true });
  writeFileSync(
    path.join(root, '.terraform/modules/modules.json'),
    JSON.stringify({ Modules: [{ Key: '', Source: '', Dir: '.' }, ...modules] }),
  );
}

function readPage(text: string): Page {
  const field = (name: string): string => new RegExp(`^- ${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  const commitOf = (line: string): string => /[0-9a-f]{40}/.exec(line)?.[0] ?? '';
  const installed = [...field('Installed').matchAll(/`(\w+)` = (\S+) at ([0-9a-f]{40})/g)].map(
    ([, call = '', repository = '', commit = '']) => [call, { repository, commit }] as const,
  );
  const tables = [
    ...text.matchAll(/^## (All|Some) (rules|attachments|subnets|routes)\n\n((?:\|.*\n)+)/gm),
  ].map(([, extent, of, lines = '']) => ({
    of: of as Table['of'],
    isAll: extent === 'All',
    rows: lines.trimEnd().split('\n').slice(2).map(plainRow),
  }));
  assert.equal(tables.length, text.match(/^## /gm)?.length, 'each section is a table');
  return {
    checkout: {
      repository: field('Repository').split('/').at(-1) ?? '',
      commit: commitOf(field('Commit')),
    },
    directory: field('Directory'),
    installed: new Map(installed),
    tables,
  };
}

/** Cells without padding and code marks. */
function plainRow(line: string): string {
  const cells = line.slice(1, -1).split('|');
  return cells.map((cell) => cell.replaceAll('`', '').trim()).join(' | ');
}

/** What is only possible says so, and so fits no row. */
const rowsOf: Readonly<Record<Table['of'], (root: ReportedRoot) => string[]>> = {
  rules: ({ rules }) =>
    rules.map((rule) => {
      const peers = [
        ...[...rule.cidrs, ...rule.groups, ...rule.prefixLists].map(text),
        ...(rule.self ? ['self'] : []),
      ];
      const cells = [
        rule.address,
        text(rule.group),
        rule.direction,
        text(rule.protocol),
        portsOf(rule),
        peers.join(', '),
      ];
      return row(cells, rule.certainty);
    }),
  attachments: ({ attachments }) =>
    attachments.map(({ address, groups, subnets, services, ...attachment }) => {
      const ports = [...services]
        .sort((left, right) => left.port - right.port)
        .map(({ protocol, port }) => `${protocol}/${String(port)}`);
      const once = [...new Set(subnets.map(text))];
      return row(
        [
          address,
          listed(groups.map(text)),
          listed(once),
          String(attachment.public ?? 'not known'),
          listed(ports),
        ],
        'certain',
      );
    }),
  subnets: ({ subnets }) =>
    subnets.map(({ address, cidrs, routeTables, accessLists, certainty }) =>
      row([address, listed(cidrs), candidates(routeTables), candidates(accessLists)], certainty),
    ),
  routes: ({ routeTables }) =>
    routeTables.flatMap(({ name, routes }) =>
      routes.map(({ destination, target, certainty }) => {
        const to = target.to === undefined ? '' : ` ${text(target.to)}`;
        return row([name, text(destination), `${target.kind}${to}`], certainty);
      }),
    ),
};

function row(cells: readonly string[], certainty: string): string {
  return `${certainty === 'certain' ? '' : 'may: '}${cells.join(' | ')}`;
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : texts.join(', ');
}

function candidates(things: readonly { readonly name: string; readonly certainty: string }[]): string {
  return listed(things.map(({ name, certainty }) => (certainty === 'certain' ? name : `may ${name}`)));
}

function portsOf({ fromPort, toPort }: ReportedRule): string {
  if (fromPort === null) return 'all';
  return text(fromPort) === text(toPort) ? text(fromPort) : `${text(fromPort)}-${text(toPort)}`;
}

/** A value, the address or path that a reference names, or `?` and why it is not known. */
function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('ref' in value) return String(value.ref);
  if ('prefixList' in value) return text(value.prefixList);
  return `? ${'unknown' in value ? String(value.unknown) : ''}`;
}
