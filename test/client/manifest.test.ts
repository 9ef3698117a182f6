/** package.json is read by VS Code alone; these tests hold it against the code that it describes. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_SETTINGS, readSettings, SETTINGS_SECTION } from '../../server/src/lsp/protocol';

const root = path.join(__dirname, '..', '..');

interface Manifest {
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly commands: readonly { readonly command: string }[];
    readonly grammars: readonly { readonly scopeName: string; readonly path: string }[];
    readonly languages: readonly { readonly configuration: string }[];
  };
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const { configuration, commands, grammars, languages } = manifest.contributes;

describe('the manifest', () => {
  it('declares each setting of the server, with the default that the server has, and no other', () => {
    const declared = Object.entries(configuration.properties)
      // Read by the client's library, not by the server.
      .filter(([name]) => name !== 'sgLens.trace.server')
      .map(([name, { default: value }]) => [name, value]);
    assert.deepEqual(Object.fromEntries(declared), flatten(SETTINGS_SECTION, DEFAULT_SETTINGS));
  });

  it('restricts settings that exist', () => {
    for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) {
      assert.ok(name in configuration.properties, name);
    }
  });

  it('names files that exist, and grammars by their own names', () => {
    for (const file of [manifest.icon, ...languages.map((language) => language.configuration)]) {
      assert.ok(existsSync(path.join(root, file)), file);
    }
    for (const grammar of grammars) {
      const { scopeName } = JSON.parse(readFileSync(path.join(root, grammar.path), 'utf8')) as {
        scopeName: string;
      };
      assert.equal(grammar.scopeName, scopeName);
    }
  });

  it('offers exactly the commands that the client registers', () => {
    const client = readFileSync(path.join(root, 'client', 'src', 'extension.ts'), 'utf8');
    const registered = [...client.matchAll(/registerCommand\('([^']+)'/g)].map((match) => match[1]);
    assert.deepEqual(commands.map(({ command }) => command).sort(), registered.sort());
  });
});

describe('the settings as the server reads them', () => {
  it('are the defaults where nothing is set', () => {
    for (const nothing of [undefined, null, {}, 'text', 7, []]) {
      assert.deepEqual(readSettings(nothing), DEFAULT_SETTINGS);
    }
  });

  it('are taken one by one, so that a wrong one does not lose the others', () => {
    const settings = readSettings({
      review: { base: ' origin/main ' },
      checks: {
        severity: { 'group-not-attached': 'off', 'duplicate-rule': 'fatal', 'invalid-cidr': 'hint' },
      },
      variables: { files: ['env/prod.tfvars', 7, ''] },
      environments: {
        prod: { root: 'live', varFiles: ['prod.tfvars', 7] },
        both: [{ root: 'a', workspace: 'b' }, { varFiles: ['b.tfvars'] }, 7, {}],
        nothing: {},
      },
      terraformVerdict: 'yes',
    });
    assert.deepEqual(settings, {
      review: { base: 'origin/main' },
      checks: { severity: { 'group-not-attached': 'off', 'invalid-cidr': 'hint' } },
      variables: { files: ['env/prod.tfvars'] },
      environments: {
        prod: [{ root: 'live', varFiles: ['prod.tfvars'], workspace: null }],
        both: [
          { root: 'a', varFiles: [], workspace: 'b' },
          { root: null, varFiles: ['b.tfvars'], workspace: null },
        ],
      },
      terraformVerdict: true,
    });
  });

  it('can turn the comparison and Terraform’s verdict off', () => {
    const settings = readSettings({ review: { base: '' }, terraformVerdict: false });
    assert.equal(settings.review.base, '');
    assert.equal(settings.terraformVerdict, false);
  });
});

/** Setting names as package.json has them; an open-ended object or a list is one setting. */
function flatten(prefix: string, value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, unknown][] => {
      const name = `${prefix}.${key}`;
      const isSection = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
      return isSection ? Object.entries(flatten(name, inner)) : [[name, inner]];
    }),
  );
}
