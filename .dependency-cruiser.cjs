// Which layer may import which: the table of docs/architecture.md. `npm run check` enforces it.

/** Everything a layer may import besides its own files. What is not listed is forbidden. */
const allowed = {
  packets: [],
  source: [],
  reactive: [],
  syntax: ['source', 'packets', 'reactive'],
  configuration: ['syntax', 'source', 'packets', 'reactive'],
  evaluation: ['configuration', 'syntax', 'source', 'packets', 'reactive'],
  network: ['source', 'packets'],
  providers: ['network', 'evaluation', 'configuration', 'packets', 'source'],
  reachability: ['network', 'packets', 'source'],
  graph: ['reachability', 'network', 'packets', 'source'],
  checks: ['reachability', 'network', 'packets', 'source'],
  review: ['checks', 'reachability', 'network', 'packets', 'source'],
  analysis: [
    ...['review', 'checks', 'reachability', 'providers', 'network', 'evaluation', 'configuration', 'syntax'],
    ...['reactive', 'packets', 'source'],
  ],
  features: [
    ...[
      'graph',
      'analysis',
      'review',
      'checks',
      'reachability',
      'providers',
      'network',
      'evaluation',
      'configuration',
    ],
    ...['syntax', 'reactive', 'packets', 'source'],
  ],
  // Of analysis/ the interfaces; of configuration/ what tells files and directories apart by name.
  host: ['analysis', 'configuration', 'source'],
  lsp: [
    ...['features', 'graph', 'host', 'analysis', 'review', 'checks', 'reachability', 'network', 'evaluation'],
    ...['configuration', 'syntax', 'packets', 'source'],
  ],
  cli: [
    'host',
    'graph',
    'analysis',
    'review',
    'checks',
    'reachability',
    'network',
    'configuration',
    'packets',
    'source',
  ],
};

const layers = Object.keys(allowed);
const outside = ['host', 'lsp', 'cli'];

const layerRules = layers.map((layer) => {
  const permitted = [layer, ...allowed[layer]].join('|');
  return {
    name: `layers-${layer}`,
    severity: 'error',
    comment: `${layer}/ imports only: ${allowed[layer].join(', ') || 'nothing'} (docs/architecture.md).`,
    from: { path: `^server/src/${layer}/`, pathNot: '^server/src/cli/commands/lsp\\.ts$' },
    to: { path: '^(server|client|test|scripts)/', pathNot: `^server/src/(${permitted})/` },
  };
});

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'lsp-command-starts-the-server',
      severity: 'error',
      comment: 'The one place where the command line meets the protocol: it hands over to lsp/serve.ts.',
      from: { path: '^server/src/cli/commands/lsp\\.ts$' },
      to: { path: '^(server|client|test|scripts)/', pathNot: '^server/src/(cli/|lsp/serve\\.ts$)' },
    },
    {
      name: 'no-unknown-layer',
      severity: 'error',
      comment: 'Every file of the server belongs to a layer.',
      from: { path: `^server/src/(?!(${layers.join('|')})/)` },
      to: {},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Files that need each other are one file, or one too many.',
      from: { path: '^(server|client)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'node-stays-outside',
      severity: 'error',
      comment: `Only ${outside.join('/, ')}/ touch the file system, processes or the clock; the rest runs in a browser.`,
      from: { path: '^server/src/', pathNot: `^server/src/(${outside.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'protocol-stays-in-lsp',
      severity: 'error',
      comment: 'Only lsp/ knows the Language Server Protocol.',
      from: { path: '^server/src/', pathNot: '^server/src/lsp/' },
      to: { path: 'node_modules/vscode-(languageserver|jsonrpc)' },
    },
    {
      name: 'command-line-packages-stay-in-cli',
      severity: 'error',
      comment: 'Colours and arguments are the command line’s.',
      from: { path: '^(server/src|client)/', pathNot: '^server/src/cli/' },
      to: { path: 'node_modules/(commander|picocolors)/' },
    },
    {
      name: 'client-imports-the-protocol-only',
      severity: 'error',
      comment: 'The client holds no analysis: of the server it imports lsp/protocol.ts.',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/src/lsp/protocol\\.ts$' },
    },
    {
      name: 'protocol-imports-nothing',
      severity: 'error',
      comment: 'What client and server share must not pull the server into the client.',
      from: { path: '^server/src/lsp/protocol\\.ts$' },
      to: {},
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { path: '^(server|client)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      comment: 'What the product imports is among its dependencies or bundled with it.',
      from: { path: '^server/src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(server|client)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    builtInModules: { add: ['vscode'] },
  },
};
