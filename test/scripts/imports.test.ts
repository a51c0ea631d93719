import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const CONFIGURATION = resolve('.dependency-cruiser.cjs');

/** A file and an import that it must not have, for each rule of the table. */
const FORBIDDEN: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'server-text': ['server/src/text/a.ts', '../postfix/target'],
  'server-host': ['server/src/host.ts', './text/target'],
  'server-protocol': ['server/src/protocol.ts', './text/target'],
  'server-postfix': ['server/src/postfix/a.ts', '../dovecot/target'],
  'server-dovecot': ['server/src/dovecot/a.ts', '../knowledge/target'],
  'server-sasl': ['server/src/sasl/a.ts', '../postfix/target'],
  'server-template': ['server/src/template/a.ts', '../postfix/target'],
  'server-knowledge': ['server/src/knowledge/a.ts', '../postfix/target'],
  'server-system': ['server/src/system/a.ts', '../rules/target'],
  'server-relay': ['server/src/relay/a.ts', '../knowledge/target'],
  'server-route': ['server/src/route/a.ts', '../rules/target'],
  'server-migrate': ['server/src/migrate/a.ts', '../rules/target'],
  'server-rules': ['server/src/rules/a.ts', '../analysis/target'],
  'server-analysis': ['server/src/analysis/a.ts', '../features/target'],
  'server-features': ['server/src/features/a.ts', '../lsp/target'],
  'server-explain': ['server/src/explain/a.ts', '../features/target'],
  'server-lsp': ['server/src/lsp/a.ts', '../cli/target'],
  'server-cli': ['server/src/cli/a.ts', '../lsp/target'],
  'server-node': ['server/src/node/a.ts', '../browser/target'],
  'server-browser': ['server/src/browser/a.ts', '../cli/target'],
  'server-has-no-other-part': ['server/src/elsewhere/a.ts', '../elsewhere/target'],
  'rule-imports-no-rule': ['server/src/rules/postfix/a.ts', './target'],
  'language-server-library-stays-in-lsp': ['server/src/features/b.ts', 'vscode-languageserver'],
  'node-stays-in-node': ['server/src/text/b.ts', 'node:fs'],
  'browser-entries-reach-no-node': ['client/src/browser/a.ts', '../node/target'],
  'client-imports-only-the-protocol': ['client/src/a.ts', '../../server/src/text/target'],
  'deploy-reads-with-the-same-parsers': ['client/src/deploy/a.ts', '../../../server/src/lsp/target'],
  'client-cli-is-the-command-line-with-servers': [
    'client/src/cli/a.ts',
    '../../../server/src/browser/target',
  ],
  'client-cli-needs-no-editor': ['client/src/cli/b.ts', 'vscode'],
  'plan-and-hosts-are-pure': ['client/src/deploy/plan/a.ts', '../../ssh/target'],
  'deploy-and-ssh-need-no-editor': ['client/src/ssh/a.ts', 'vscode'],
  'no-circles': ['server/src/text/circle.ts', './circle'],
  'everything-resolves': ['server/src/text/c.ts', './missing'],
};

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Writes a tree that breaks the table everywhere and returns the names of the rules that notice. */
function violations(root: string): ReadonlySet<string> {
  for (const [file, imported] of Object.values(FORBIDDEN)) {
    write(join(root, file), `import '${imported}';\n`);
    if (imported.startsWith('.') && !/missing|circle/.test(imported)) {
      write(`${join(root, dirname(file), imported)}.ts`, 'export {};\n');
    }
  }
  copyFileSync('tsconfig.json', join(root, 'tsconfig.json'));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  const command = [
    join('node_modules', '.bin', 'depcruise'),
    '-c',
    CONFIGURATION,
    '-T',
    'json',
    'server',
    'client',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  assert.equal(stderr, '');
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return new Set(summary.violations.map(({ rule }) => rule.name));
}

describe('the table of imports', () => {
  const { forbidden } = createRequire(import.meta.url)(CONFIGURATION) as { forbidden: { name: string }[] };

  it('has a forbidden import here for each of its rules', () => {
    assert.deepEqual(Object.keys(FORBIDDEN).sort(), forbidden.map(({ name }) => name).sort());
  });

  it('notices every one of them', () => {
    const root = mkdtempSync(join(tmpdir(), 'mailwright-imports-'));
    try {
      const found = violations(root);
      assert.deepEqual(
        Object.keys(FORBIDDEN).filter((rule) => !found.has(rule)),
        [],
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
