// Who may import whom: the table of server/docs/architecture.md, checked by `npm test`.

const FORMATS = ['postfix', 'dovecot', 'sasl'];
const BELOW_SYSTEM = [...FORMATS, 'template', 'knowledge', 'text', 'host'];
const BELOW_RULES = ['relay', 'route', 'system', ...BELOW_SYSTEM];
const BELOW_ANALYSIS = ['rules', ...BELOW_RULES];
const BELOW_FEATURES = ['analysis', 'explain', 'migrate', ...BELOW_ANALYSIS];

/** Every part of server/src (a folder or a file) with the parts that it may import, besides itself. */
const SERVER = {
  text: [],
  host: [],
  protocol: [],
  ...Object.fromEntries(FORMATS.map((format) => [format, ['text', 'host']])),
  knowledge: ['text', 'host'],
  template: ['text'],
  system: BELOW_SYSTEM,
  route: ['system', ...FORMATS, 'text', 'host'],
  relay: ['route', 'system', ...FORMATS, 'text'],
  migrate: ['system', ...BELOW_SYSTEM],
  rules: BELOW_RULES,
  analysis: BELOW_ANALYSIS,
  explain: ['relay', 'route', 'system', ...BELOW_SYSTEM],
  features: BELOW_FEATURES,
  lsp: ['features', 'protocol', ...BELOW_FEATURES],
  cli: BELOW_FEATURES,
  node: ['lsp', 'cli', 'features', 'protocol', ...BELOW_FEATURES],
  browser: ['lsp', 'features', 'protocol', ...BELOW_FEATURES],
};

const pattern = (parts) => `^server/src/(${parts.join('|')})(/|\\.ts$)`;

const partsOfTheServer = Object.entries(SERVER).map(([part, allowed]) => ({
  name: `server-${part}`,
  comment: `server/src/${part} may import ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: pattern([part]) },
  to: { path: '^(server|client|test|scripts)/', pathNot: pattern([part, ...allowed]) },
}));

const OTHERS = [
  {
    name: 'server-has-no-other-part',
    comment: 'a new part of the server gets its line in the table',
    severity: 'error',
    from: {},
    to: { path: '^server/src/', pathNot: pattern(Object.keys(SERVER)) },
  },
  {
    name: 'rule-imports-no-rule',
    severity: 'error',
    from: { path: '^server/src/rules/(postfix|dovecot|system|tables)/[^/]+$' },
    to: { path: '^server/src/rules/((postfix|dovecot|system|tables)/|index\\.ts$)' },
  },
  {
    name: 'language-server-library-stays-in-lsp',
    comment: 'the analysis also runs without a client; shared shapes come from vscode-languageserver-types',
    severity: 'error',
    from: { path: '^server/src/', pathNot: pattern(['lsp', 'node', 'browser']) },
    to: { path: 'node_modules/vscode-languageserver/' },
  },
  {
    name: 'node-stays-in-node',
    severity: 'error',
    from: { path: '^server/src/', pathNot: pattern(['node', 'cli']) },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'browser-entries-reach-no-node',
    severity: 'error',
    from: { path: '^(client|server)/src/browser/' },
    to: { path: '^(client|server)/src/node/', reachable: true },
  },
  {
    name: 'client-imports-only-the-protocol',
    severity: 'error',
    from: { path: '^client/', pathNot: '^client/src/(deploy|cli)/' },
    to: { path: '^(server|test|scripts)/', pathNot: '^server/src/(protocol|text/localized)\\.ts$' },
  },
  {
    name: 'deploy-reads-with-the-same-parsers',
    comment: 'a plan compares settings, services and tables; a second parser would read them in another way',
    severity: 'error',
    from: { path: '^client/src/deploy/' },
    to: { path: '^(server|test|scripts)/', pathNot: pattern(['text', 'postfix', 'protocol']) },
  },
  {
    name: 'client-cli-is-the-command-line-with-servers',
    comment: 'its gate is the analysis itself, in the same process',
    severity: 'error',
    from: { path: '^client/src/cli/' },
    to: { path: '^(server|test|scripts)/', pathNot: pattern(['node', ...SERVER.node]) },
  },
  {
    name: 'client-cli-needs-no-editor',
    severity: 'error',
    from: { path: '^client/src/cli/' },
    to: { path: ['^vscode$', '@types/vscode/', 'node_modules/vscode-languageclient/'] },
  },
  {
    name: 'plan-and-hosts-are-pure',
    severity: 'error',
    from: { path: '^client/src/(deploy/plan/|hosts/inventory\\.ts$)' },
    to: { path: ['^vscode$', '^client/src/ssh/', 'node_modules/ssh2/'] },
  },
  {
    name: 'deploy-and-ssh-need-no-editor',
    comment: 'progress, prompts and logs come in as interfaces, so that they are tested without an editor',
    severity: 'error',
    from: { path: '^client/src/(deploy|ssh)/' },
    to: { path: ['^vscode$', '@types/vscode/', 'node_modules/vscode-languageclient/'] },
  },
  {
    name: 'no-circles',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'everything-resolves',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '^vscode$' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...partsOfTheServer, ...OTHERS],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types'],
    },
  },
};
