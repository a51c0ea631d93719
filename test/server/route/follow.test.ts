import assert from 'node:assert/strict';
import { routeEndText, routeStepText } from '../../../server/src/explain/routeText';
import { followAddress, type RouteRequest } from '../../../server/src/route/follow';
import { endsOf, type Route } from '../../../server/src/route/types';
import { mailSystem, type Files } from '../../support/mailServer';

const MAIN = `compatibility_level = 3.6
myhostname = mx.example.org
mydestination = $myhostname, local.test
alias_maps = hash:/etc/aliases
`;
const MASTER = `local unix - n n - - local
virtual unix - n n - - virtual
smtp unix - - n - - smtp
error unix - - n - - error
`;

async function follow(files: Files, request: RouteRequest): Promise<Route> {
  const system = await mailSystem({ 'main.cf': MAIN, 'master.cf': MASTER, ...files });
  return followAddress(system, request);
}

async function endsAt(settings: string, address: string, sender?: string): Promise<string[]> {
  const request = sender === undefined ? { address } : { address, sender };
  const route = await follow({ 'main.cf': `${MAIN}${settings}` }, request);
  return endsOf(route).map((end) => routeEndText(end, 'en'));
}

describe('the way of an address', () => {
  it('names transport and next hop', async () => {
    assert.deepEqual(await endsAt('', 'a@far.test'), ['a@far.test goes to smtp:far.test']);
    assert.deepEqual(await endsAt('relayhost = [x.test]:587\n', 'a@far.test'), [
      'a@far.test goes to smtp:[x.test]:587',
    ]);
  });

  it('says what no service takes', async () => {
    const [end = ''] = await endsAt('transport_maps = inline:{far.test=dovecot}\n', 'a@far.test');
    assert.match(end, /waits in the queue: master\.cf has no service dovecot/);
  });

  it('quotes what stands before the last @ of an answer that begins with one, as Postfix does', async () => {
    const [end = '', ...more] = await endsAt(
      'virtual_alias_maps = inline:{{@far.test = @other.test, b@third.test}}\n',
      'a@far.test',
    );
    assert.deepEqual(more, []);
    assert.match(end, /third\.test/);
  });

  it('takes the words behind a domain for addresses of their own', async () => {
    const settings = 'alias_maps =\nvirtual_alias_maps = inline:{{@far.test = @other.test, b}}\n';
    const [first = '', second = ''] = await endsAt(settings, 'a@far.test');
    assert.match(first, /^a@other\.test goes to smtp/);
    assert.match(second, /b@mx\.example\.org/);
  });

  it('gives the members of an alias the extension that its name does not have', async () => {
    const ends = async (propagate: string): Promise<string[]> => {
      const settings = `recipient_delimiter = +\npropagate_unmatched_extensions = ${propagate}\nalias_maps = hash:/etc/postfix/aliases\n`;
      const files = { 'main.cf': `${MAIN}${settings}`, aliases: 'list: a@far.test\n' };
      return endsOf(await follow(files, { address: 'list+x@local.test' })).map(({ recipient }) => recipient);
    };
    assert.deepEqual(await ends('alias'), ['a+x@far.test']);
    assert.deepEqual(await ends('virtual'), ['a@far.test']);
  });

  it('sends a copy even to the recipient, who was written otherwise', async () => {
    const settings = 'recipient_bcc_maps = inline:{a=a@mx.example.org}\n';
    assert.equal((await endsAt(settings, 'a')).length, 2);
    assert.equal((await endsAt(`${settings}enable_original_recipient = no\n`, 'a')).length, 1);
  });

  it('ends where addresses lead to each other', async () => {
    const [end = ''] = await endsAt(
      'virtual_alias_maps = inline:{{a@x.test=b@x.test},{b@x.test=a@x.test}}\n',
      'a@x.test',
    );
    assert.match(end, /without an end/);
  });

  describe('through aliases', () => {
    const withAliases = async (
      aliases: string,
      settings = '',
      version?: string,
      includes?: RouteRequest['includes'],
    ): Promise<string[]> => {
      const tables = `alias_maps = hash:/etc/postfix/aliases\nvirtual_alias_domains = list.test\n`;
      const files = { 'main.cf': `${MAIN}${tables}${settings}`, 'master.cf': MASTER, aliases };
      const system = await mailSystem(files, version);
      const request = { address: 'a@local.test', sender: 'me@far.test', ...(includes && { includes }) };
      return endsOf(followAddress(system, request)).map((end) => routeEndText(end, 'en'));
    };
    const CIRCLE = 'virtual_alias_maps = inline:{{x@list.test=y@list.test},{y@list.test=x@list.test}}\n';

    it('sends on what it forwards as one message, or not at all', async () => {
      const [first, second = '', third = ''] = await withAliases('a: b, c@far.test, x@list.test\n', CIRCLE);
      assert.match(first ?? '', /^b@.* goes to the user b/);
      assert.match(second, /^mail for c@far\.test waits: it goes on in one message with that for x@list/);
      assert.match(third, /^mail for x@list\.test is not accepted/);
    });

    it('gives an address once that several members become', async () => {
      const settings = 'virtual_alias_maps = inline:{{x@list.test=c@far.test},{y@list.test=c@far.test}}\n';
      const ends = await withAliases('a: x@list.test, y@list.test\n', settings);
      assert.deepEqual(ends, ['c@far.test goes to smtp:far.test']);
    });

    it('gives it once for each member of a list with an owner, who are written to by themselves', async () => {
      const settings = 'virtual_alias_maps = inline:{{x@list.test=c@far.test},{y@list.test=c@far.test}}\n';
      const ends = await withAliases('a: x@list.test, y@list.test\nowner-a: me\n', settings);
      assert.equal(ends.length, 2);
    });

    it('sends members of a file on, and those of aliases that it names', async () => {
      const text = 'b\n# c\n';
      const includes = new Map([['/list', { uri: 'file:///list', text }]]);
      const settings = 'virtual_alias_maps = inline:{d@mx.example.org=d@far.test}\n';
      const ends = await withAliases('a: :include:/list\nb: d\n', settings, undefined, includes);
      assert.deepEqual(ends, ['d@far.test goes to smtp:far.test']);
    });

    it('gives up at a depth, of which older versions take less notice', async () => {
      const ends = async (version: string): Promise<number> =>
        (await withAliases('a: b, a\nb: a\n', '', version)).filter((end) => end.includes('back to itself'))
          .length;
      assert.deepEqual([await ends('3.7'), await ends('3.10')], [1, 2]);
    });

    it('ends soon where lists send their mail to each other', async () => {
      const names = [...'abcdefghij'];
      const lists = names.map((name) => {
        const others = names.filter((other) => other !== name).map((other) => `${other}@list.test`);
        return `${name}: ${others.join(', ')}\n`;
      });
      const pairs = names.map((name) => `{${name}@list.test=${name}@local.test}`).join(',');
      const ends = await withAliases(lists.join(''), `virtual_alias_maps = inline:{${pairs}}\n`);
      assert.ok(ends.length > 100 && ends.length < 20_000, String(ends.length));
    });
  });

  it('says that it needs the sender', async () => {
    const settings = 'sender_dependent_relayhost_maps = inline:{me@local.test=[x.test]}\n';
    assert.deepEqual(await endsAt(settings, 'a@far.test', 'me@local.test'), [
      'a@far.test goes to smtp:[x.test]',
    ]);
    const route = await follow({ 'main.cf': `${MAIN}${settings}` }, { address: 'a@far.test' });
    assert.ok(route.steps.some(({ reason }) => reason === 'sender'));
  });

  it('has a text in both languages for every step, and the line of each table', async () => {
    const settings = 'virtual_alias_maps = hash:/etc/postfix/virtual\ntransport_maps = ldap:x\n';
    const route = await follow(
      { 'main.cf': `${MAIN}${settings}`, virtual: '# who\na@far.test b, c@far.test\n' },
      { address: 'a@far.test' },
    );
    const [mapped] = route.steps;
    assert.equal(mapped?.place?.span.start, 6);
    const walk = ({ steps, outcome }: Route): void => {
      for (const step of steps)
        for (const language of ['en', 'zh-cn'] as const)
          assert.doesNotMatch(routeStepText(step, language), /[{}]|undefined/);
      if (outcome.kind === 'split') outcome.routes.forEach(walk);
    };
    walk(route);
    assert.equal(endsOf(route).length, 2);
  });
});
