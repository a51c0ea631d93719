import assert from 'node:assert/strict';
import type { FileAccess } from '../../../server/src/host';
import type { MailSystem } from '../../../server/src/system/mailSystem';
import { Workspace } from '../../../server/src/system/workspace';
import { postfixKnowledge } from '../../support/assets';

const ROOT = 'file:///home/me/web1';
const FILES: Readonly<Record<string, string>> = {
  '/etc/postfix/main.cf': 'smtpd_sasl_auth_enable = yes\n',
  '/etc/postfix/master.cf': 'smtp inet n - y - - smtpd\n',
  '/etc/sasl2/smtpd.conf': 'pwcheck_method: saslauthd\n',
  '/usr/lib64/sas12/smtpd.conf': 'pwcheck_method: auxprop\n',
};

async function systemOf(path: string, files = FILES): Promise<MailSystem | undefined> {
  const access: FileAccess = {
    readText: (uri) => Promise.resolve(files[uri.slice(ROOT.length)]),
    list: () => Promise.resolve([]),
    stat: () => Promise.resolve(undefined),
  };
  const workspace = new Workspace(access, { get: () => undefined }, await postfixKnowledge());
  return workspace.systemOf(ROOT + path);
}

describe('smtpd.conf of a server', () => {
  it('is found where the library looks for it', async () => {
    const system = await systemOf('/etc/postfix/main.cf');
    assert.equal(system?.sasl?.uri, `${ROOT}/etc/sasl2/smtpd.conf`);
    assert.ok(system.files.includes(system.sasl));
  });
  it('leads to its server', async () => {
    const system = await systemOf('/etc/sasl2/smtpd.conf');
    assert.equal(system?.postfix.main?.uri, `${ROOT}/etc/postfix/main.cf`);
    assert.deepEqual(system.files.map(({ kind }) => kind).sort(), ['main', 'master', 'sasl']);
  });
  it('of another directory stands beside it, and is read by nobody', async () => {
    const system = await systemOf('/usr/lib64/sas12/smtpd.conf');
    assert.equal(system?.sasl?.uri, `${ROOT}/etc/sasl2/smtpd.conf`);
    assert.ok(system.files.some(({ uri }) => uri.endsWith('/sas12/smtpd.conf')));
  });
  it('is not looked for where Dovecot logs clients in', async () => {
    const main = `${FILES['/etc/postfix/main.cf']}smtpd_sasl_type = dovecot\n`;
    const system = await systemOf('/etc/postfix/main.cf', { ...FILES, '/etc/postfix/main.cf': main });
    assert.equal(system?.sasl, undefined);
  });
});
