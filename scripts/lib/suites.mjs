import { existsSync, readdirSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { onPath } from './onPath.mjs';
import { inRoot } from './paths.mjs';

const bin = (name) => inRoot(`node_modules/.bin/${name}`);

/** A check that passes or fails as a whole. Its commands run one after the other. */
const check = (name, about, ...commands) => ({ name, about, needs: [], commands });

/** A check that only looks at the sources: it runs beside its neighbours of this kind. */
const look = (...words) => ({ ...check(...words), together: true });

/** Mocha files, counted test by test. */
const mocha = (name, about, needs, ...folders) => ({
  name,
  about,
  needs,
  mocha: folders.filter((folder) => existsSync(inRoot(folder))).map((folder) => `${folder}/**/*.test.ts`),
});

/** Folders of test/ that have their own suite, or no mocha files that run outside of VS Code. */
const SPECIAL = ['bench', 'editors', 'fixtures', 'grammar', 'real', 'remote', 'vscode'];

/** What makes the servers of test/remote. */
const HOST_SCRIPTS = ['namespace.sh', 'mailHost.sh'].map((name) => inRoot(`test/support/hosts/${name}`));

/** Every other folder of test/, so that a new one is never forgotten. */
const unitFolders = readdirSync(inRoot('test'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !SPECIAL.includes(entry.name))
  .map(({ name }) => `test/${name}`);

/** The suite of test/vscode in one host, which writes its own counts. */
const vscode = (name, about, needs, host, ...options) => ({
  name,
  about,
  needs,
  after: ['build'],
  counted: ['node', inRoot('scripts/vscode-suite.mjs'), '--host', host, ...options],
  without: () => (findChromium() || host === 'desktop' ? undefined : 'there is no Chromium'),
});

/**
 * Every suite of `npm test`, in order. `needs` names preparations; where one fails, a suite with `without`
 * or a host is not run, and the reason is listed. `after` names suites that have to pass first. Neighbours that are
 * `together` run at the same time. The files of a suite with `jobsPerCore` share nothing that is written; more than one
 * job a core suits those that wait much. Mocha suites run all the same: each test says what it misses.
 */
export const SUITES = [
  look('format', 'Prettier', [bin('prettier'), '--check', '--log-level', 'warn', '.']),
  look('lint', 'ESLint', [bin('eslint'), '.']),
  look('types', 'TypeScript, each project by itself', ['npm', 'run', '--silent', 'typecheck']),
  look('imports', 'dependency-cruiser: who may import whom', [bin('depcruise'), 'client/src', 'server/src']),
  look('unused', 'knip: nothing is left over', [bin('knip')]),
  {
    ...look('shell', 'shellcheck', ['shellcheck', '.ci/run', ...HOST_SCRIPTS]),
    needs: ['debian'],
    without: () => (onPath('shellcheck') ? undefined : 'there is no shellcheck'),
  },
  check('build', 'the bundles and their budgets', ['node', inRoot('scripts/bundle.mjs')]),
  { ...mocha('unit', 'parsers, model, rules, features, client', [], ...unitFolders), jobsPerCore: 1 },
  mocha('grammar', 'TextMate grammars and language configuration', [], 'test/grammar'),
  {
    ...mocha('real', 'against real Postfix and Dovecot', ['debian', 'trixie'], 'test/real'),
    // A program of Postfix that refuses something sleeps for a second before it ends.
    jobsPerCore: 2,
  },
  mocha(
    'remote',
    'over SSH, on servers with real sshd, sudo, Postfix and Dovecot',
    ['debian', 'trixie'],
    'test/remote',
  ),
  {
    ...mocha('editors', 'the language server in other editors', ['debian'], 'test/editors'),
    after: ['build'],
  },
  {
    ...check('package', 'the .vsix: its budget, and that it installs', [
      'node',
      inRoot('scripts/package.mjs'),
      '--install',
    ]),
    needs: ['code-server'],
    after: ['build'],
  },
  vscode('vscode', 'inside VS Code with a Node extension host', ['debian', 'code-server'], 'code-server'),
  vscode(
    'web',
    'inside a Chinese VS Code with a web worker only',
    ['debian', 'web workbench'],
    'web',
    '--language',
    'zh-cn',
  ),
  { ...vscode('desktop', 'inside a desktop VS Code (on demand)', [], 'desktop'), onDemand: true },
];
