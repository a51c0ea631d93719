import assert from 'node:assert/strict';
import { FactsStore } from '../../../client/src/hosts/factsStore';
import { sshHost } from '../../../client/src/hosts/inventory';
import { readServerFacts, type ServerFacts } from '../../../client/src/hosts/serverFacts';
import { RemoteError } from '../../../client/src/ssh/errors';

const record = (tag: string, ...fields: readonly string[]): string =>
  [tag, String(fields.length), ...fields].map((word) => `${word}\0`).join('');

describe('what a server says of itself', () => {
  it('is read from records', () => {
    const text =
      record('postfix', '3.7.11', '/etc/postfix', 'btree\ncidr', 'cyrus\ndovecot', 'cyrus') +
      record('values', 'inet_interfaces = all\nrelayhost =\n') +
      record('defaults', 'inet_interfaces = all\n') +
      record('dovecot', '2.3.19.1 (9b53102964)');
    assert.deepEqual(readServerFacts(text), {
      postfix: {
        version: '3.7.11',
        configDirectory: '/etc/postfix',
        tableTypes: ['btree', 'cidr'],
        saslServers: ['cyrus', 'dovecot'],
        saslClients: ['cyrus'],
        values: new Map([
          ['inet_interfaces', 'all'],
          ['relayhost', ''],
        ]),
        defaults: new Map([['inet_interfaces', 'all']]),
      },
      dovecot: { version: '2.3.19.1' },
    });
  });

  for (const text of ['', 'motd: welcome\n', record('dovecot', ''), 'postfix\x0099\x00']) {
    it(`of another shape is nothing: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readServerFacts(text), {});
    });
  }
});

describe('the store of what servers say', () => {
  const mx = sshHost('mx');
  const remote = {
    name: 'mx',
    gone: new AbortController().signal,
    run: () => Promise.reject(new Error('not asked')),
    reconnect: () => Promise.reject(new Error('not asked')),
    close: () => Promise.resolve(),
  };
  const facts: ServerFacts = { dovecot: { version: '2.4.1' } };

  it('asks once for all who want it, and tells', async () => {
    const told: string[] = [];
    let asked = 0;
    const ask = (): Promise<ServerFacts> => {
      asked += 1;
      return Promise.resolve(facts);
    };
    const store = new FactsStore({ ask, told: ({ name }) => told.push(name) });
    store.follow(mx, { kind: 'connected', remote });
    await store.renew(mx, remote);
    assert.deepEqual([asked, told, store.of(mx), store.known], [1, ['mx'], facts, [{ host: mx, facts }]]);
  });

  it('keeps what it knows when a link is lost or an answer fails, until the user closes it', async () => {
    const answers = [Promise.resolve(facts), Promise.reject(new Error('no'))];
    const store = new FactsStore({
      ask: () => answers.shift() ?? Promise.reject(new Error()),
      told: () => undefined,
    });
    await store.renew(mx, remote);
    const error = new RemoteError({ kind: 'link-lost', host: 'mx', said: '' });
    store.follow(mx, { kind: 'failed', error });
    await store.renew(mx, remote);
    assert.equal(store.of(mx), facts);
    store.follow(mx, { kind: 'off' });
    assert.equal(store.of(mx), undefined);
  });
});
