import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic, Hover } from 'vscode-languageserver-types';
import { REPOSITORY } from '../support/assets';
import { notRun } from '../support/notRun';

/** What neovim.lua writes. */
interface Session {
  readonly failure?: string;
  readonly diagnostics: Diagnostic[];
  readonly hover: Hover;
  readonly completion: string[];
  readonly actions: string[];
  readonly text: string[];
}

const MAIN_CF = [
  'inet_interfaces = all',
  'inet_interfaces = localhost',
  'smtpd_tls_security_level = enc',
  '',
].join('\n');

/** Runs one Neovim on a main.cf, headless. */
function runNeovim(folder: string): Session {
  const document = join(folder, 'main.cf');
  const result = join(folder, 'result.json');
  writeFileSync(document, MAIN_CF);
  const env = {
    ...process.env,
    NODE: process.execPath,
    SERVER: join(REPOSITORY, 'dist', 'server', 'main.js'),
    DOCUMENT: document,
    RESULT: result,
    XDG_STATE_HOME: folder,
    XDG_DATA_HOME: folder,
  };
  const script = join(REPOSITORY, 'test', 'editors', 'neovim.lua');
  const run = spawnSync('nvim', ['--headless', '-u', 'NONE', '-n', '-S', script], {
    env,
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(readFileSync(result, 'utf8')) as Session;
}

if (spawnSync('nvim', ['--version']).status !== 0) {
  notRun('Neovim', 'there is no nvim on this machine');
} else {
  describe('Neovim', () => {
    let folder: string;
    let session: Session;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'mailwright-neovim-'));
      session = runNeovim(folder);
      assert.equal(session.failure, undefined);
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    it('shows diagnostics', () => {
      assert.ok(
        session.diagnostics.some(
          ({ code, range }) => code === 'duplicate-parameter' && range.start.line === 0,
        ),
      );
    });

    it('shows a hover', () => {
      assert.match(JSON.stringify(session.hover.contents), /\*\*inet_interfaces\*\*/);
    });

    it('completes a value', () => {
      assert.ok(session.completion.includes('encrypt'), session.completion.join(' '));
    });

    it('applies a quick fix', () => {
      assert.match(session.actions[0] ?? '', /Keep the one in force/);
      assert.equal(session.text[0], 'inet_interfaces = localhost');
    });
  });
}
