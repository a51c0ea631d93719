import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeCertificate } from '../support/mailPeers';
import type { PrivatePostfix } from '../support/privatePostfix';
import { FILES, SQL_CLIENT } from './snippetScenarios';
import { withoutNames, type Trial } from './snippetTrials';

const MOVED = /(?<![\w/.-])\/(etc|var|usr)\//g;
const certificate = makeCertificate();

/** Writes the configuration and every file that it names. */
export function writeTrial(server: PrivatePostfix, { mainCf, masterCf }: Trial): void {
  const moved = (text: string): string => text.replace(MOVED, `${server.directory.inside}/files/$1/`);
  // As a new installation of this version has it; below its own level, Postfix reminds of that at each step.
  const level = server.postfix.version.replace(/^(\d+\.\d+).*/, '$1');
  const settings = withoutNames(`compatibility_level = ${level}\n${server.settings()}`, mainCf);
  server.directory.write('etc/main.cf', `${settings}\n${moved(mainCf)}\n`);
  server.directory.write('etc/master.cf', `${moved(masterCf)}\n`);
  for (const path of `${mainCf}\n${masterCf}`.matchAll(/(?:(\w+):)?(\/(?:etc|var|usr)\/[\w./-]+)/g)) {
    provide(server, path[1], path[2] ?? '');
  }
}

/** Tables that have to be built, and how the tool is told; without a type it takes the default one. */
const BUILT: Readonly<Record<string, string>> = {
  default_database_type: '',
  ...{ hash: 'hash:', lmdb: 'lmdb:', cdb: 'cdb:' },
};

/** Makes the file that a snippet refers to; indexed tables are built by the real postmap or postalias. */
function provide(server: PrivatePostfix, type: string | undefined, path: string): void {
  const { directory } = server;
  if (path.startsWith('/var/log/')) {
    mkdirSync(join(directory.outside, 'files/var/log'), { recursive: true });
    symlinkSync('../../../log', join(directory.outside, `files${path}`));
  } else if (path.startsWith('/var/')) {
    server.must(['mkdir', '-p', `${directory.inside}/files${path}`]);
    server.must(['chown', '-R', '5000:5000', `${directory.inside}/files${path}`]);
  } else {
    const name = `files${path}`;
    directory.write(name, contentsOf(path));
    if (path.startsWith('/usr/')) chmodSync(join(directory.outside, name), 0o755);
    if (type === undefined || !(type in BUILT)) return;
    const build = basename(path) === 'aliases' ? 'postalias' : 'postmap';
    server.must([build, '-c', server.configDirectory, `${BUILT[type] ?? ''}${directory.inside}/${name}`]);
  }
}

function contentsOf(path: string): string {
  if (path.endsWith('privkey.pem')) return certificate.key;
  if (/\.(pem|crt)$/.test(path)) return certificate.certificate;
  if (path.endsWith('.cf')) return SQL_CLIENT;
  const contents = FILES[basename(path)];
  assert.ok(contents !== undefined, `no contents for ${path}`);
  return contents;
}
