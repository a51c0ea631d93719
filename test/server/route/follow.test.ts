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
