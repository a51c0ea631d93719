import assert from 'node:assert/strict';
import type { FileAccess } from '../../../server/src/host';
import { lookup } from '../../../server/src/postfix/tables/lookup';
import type { OpenDocument } from '../../../server/src/system/configurationReader';
import { Workspace } from '../../../server/src/system/workspace';
import { postfixKnowledge } from '../../support/assets';
import { mailSystem, uriOf } from '../../support/mailServer';

const MAIN = `
virtual_alias_maps = hash:/etc/postfix/virtual, proxy:unionmap:{regexp:/etc/postfix/patterns, static:x}
alias_maps = $alias_database
alias_database = hash:/etc/postfix/aliases
maps = cidr:/etc/postfix/clients
smtpd_restriction_classes = vip
vip = check_sender_access hash:/etc/postfix/virtual
smtpd_recipient_restrictions = permit_mynetworks, check_client_access $maps, hash:/etc/postfix/rcpt, reject
relay_domains = !a.example, lmdb:/etc/postfix/relay
mynetworks = 127.0.0.0/8 [::1]/128
`;
const MASTER = 'smtp inet n - n - - smtpd -o smtpd_sender_login_maps=pcre:/etc/postfix/logins\n';

describe('tables of a system', () => {
  it('are found in every value, with their roles', async () => {
    const { tables } = await mailSystem({ 'main.cf': MAIN, 'master.cf': MASTER });
    const uses = tables.uses.map(({ spec, role, setting }) => `${setting.name} ${spec} ${role}`);
    assert.deepEqual(uses.sort(), [
      'alias_database hash:/etc/postfix/aliases aliases',
      'alias_maps hash:/etc/postfix/aliases aliases',
      'relay_domains lmdb:/etc/postfix/relay domain-list',
      'smtpd_recipient_restrictions cidr:/etc/postfix/clients access-client',
      'smtpd_recipient_restrictions hash:/etc/postfix/rcpt access-recipient',
      'smtpd_sender_login_maps pcre:/etc/postfix/logins sender-login',
      'vip hash:/etc/postfix/virtual access-sender',
      'virtual_alias_maps hash:/etc/postfix/virtual virtual',
      'virtual_alias_maps proxy:unionmap:{regexp:/etc/postfix/patterns, static:x} virtual',
    ]);
  });

  it('tell what a file is used for', async () => {
    const { tables } = await mailSystem({ 'main.cf': MAIN });
    const roles = (name: string): string[] => tables.usesOf(uriOf(name)).map(({ role }) => role);
    assert.deepEqual(roles('virtual'), ['virtual', 'access-sender']);
    assert.deepEqual(roles('patterns'), ['virtual']);
    assert.deepEqual(roles('other'), []);
  });

  it('are opened as the server would', async () => {
    const { tables } = await mailSystem({ 'main.cf': MAIN, virtual: 'a@b c\n', aliases: 'root: me\n' });
    const found = (spec: string, role: 'virtual' | 'aliases', key: string): unknown => {
      const result = lookup(tables.open(spec, role), key, { utf8: true });
      return result.kind === 'found' ? result.value : result;
    };
    assert.equal(found('hash:/etc/postfix/virtual', 'virtual', 'A@B'), 'c');
    assert.equal(found('hash:/etc/postfix/aliases', 'aliases', 'root'), 'me');
    assert.deepEqual(found('hash:/etc/postfix/absent', 'virtual', 'a'), {
      kind: 'error',
      reason: 'missing-file',
    });
    assert.deepEqual(found('hash:/srv/mail/other', 'virtual', 'a'), {
      kind: 'error',
      reason: 'missing-file',
    });
    assert.deepEqual(found('ldap:/etc/postfix/l.cf', 'virtual', 'a'), { kind: 'unknown', reason: 'remote' });
  });
});

describe('tables of a workspace', () => {
  const disk: Readonly<Record<string, string>> = {
    [uriOf('main.cf')]: 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
    [uriOf('virtual')]: 'a@b disk\n',
  };

  async function open(
    documents: Map<string, OpenDocument>,
  ): Promise<{ workspace: Workspace; reads: string[] }> {
    const reads: string[] = [];
    const files: FileAccess = {
      readText: (uri) => {
        reads.push(uri);
        return Promise.resolve(disk[uri]);
      },
      list: () => Promise.resolve([]),
      stat: () => Promise.resolve(undefined),
    };
    return { workspace: new Workspace(files, documents, await postfixKnowledge()), reads };
  }

  it('are read once, and open documents lie over the disk', async () => {
    const documents = new Map<string, OpenDocument>();
    const { workspace, reads } = await open(documents);
    const first = await workspace.systemOf(uriOf('main.cf'));
    const count = reads.length;
    const second = await workspace.systemOf(uriOf('main.cf'));
    assert.equal(reads.length, count);
    assert.ok(first && second?.tables.same(first.tables));
    documents.set(uriOf('virtual'), { uri: uriOf('virtual'), text: 'a@b open\n' });
    const third = await workspace.systemOf(uriOf('main.cf'));
    assert.equal(third?.tables.same(first.tables), false);
    assert.equal(third.tables.fileOf(uriOf('virtual'))?.tree.text, 'a@b open\n');
    assert.equal(reads.length, count);
  });

  it('lead from a table to its server', async () => {
    const { workspace } = await open(new Map());
    assert.equal((await workspace.systemOf(uriOf('virtual')))?.postfix.main?.uri, uriOf('main.cf'));
    assert.equal(await workspace.systemOf(uriOf('other')), undefined);
  });
});
