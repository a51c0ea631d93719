import assert from 'node:assert/strict';
import { createPostfixKnowledge } from '../../server/src/knowledge/postfixKnowledge';
import { CLIENT_PARAMETERS, CLIENT_TYPES, type ClientType } from '../../server/src/postfix/clientParameters';
import { analyse } from '../../server/src/analysis/analyser';
import { clientDomain } from '../../server/src/rules/tables/client-domain';
import { clientMissing } from '../../server/src/rules/tables/client-missing';
import { clientQuery } from '../../server/src/rules/tables/client-query';
import { clientServer } from '../../server/src/rules/tables/client-server';
import { clientValue } from '../../server/src/rules/tables/client-value';
import type { Rule, Severity } from '../../server/src/rules/rule';
import { someOf } from '../support/campaign';
import { clientFiles } from '../support/clientFiles';
import { postfixFacts } from '../support/facts';
import { mailSystem } from '../support/mailServer';
import { realPostfixes, type RealPostfix, type WorkDirectory } from '../support/realPostfix';

type Settings = Readonly<Record<string, string>>;

/** What each client needs to come as far as its server, which refuses at once: nothing listens there. */
const ENOUGH: Readonly<Record<ClientType, Settings>> = {
  ldap: { server_host: 'ldap://127.0.0.1:1', search_base: 'o=x', query_filter: '(m=%s)' },
  mysql: { hosts: '127.0.0.1:1', dbname: 'd', query: "SELECT '%s'" },
  pgsql: { hosts: '127.0.0.1:1', dbname: 'd', query: "SELECT '%s'" },
  sqlite: { dbpath: '/dev/null', query: "SELECT '%s'" },
  memcache: { memcache: 'inet:127.0.0.1:1', max_try: '1' },
  mongodb: {
    uri: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=1',
    dbname: 'd',
    collection: 'c',
    query_filter: '{"a":"%s"}',
    result_attribute: 'x',
  },
};

/** Ends the program before it asks anything. */
const REFUSED =
  /fatal: .*(bad (numerical|boolean) configuration|bad string length|invalid \w+ parameter value|unsupported parameter value|Invalid (query|result) template|specify exactly one|invalid transport name|unknown service|failed to parse URI|requires dbname setting)/;

interface Trial {
  readonly type: ClientType;
  readonly settings: Settings;
}

const textOf = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');

/** One shell asks for all at once: a program that ends in an error waits a second before it does. */
function ask(postfix: RealPostfix, work: WorkDirectory, trials: readonly Trial[], key: string): string[] {
  work.write('main.cf', 'compatibility_level = 3.6\n');
  const paths = trials.map(({ settings }, index) => work.write(`${index}.cf`, textOf(settings)));
  const commands = trials.map(({ type }, index) => {
    const path = paths[index] ?? '';
    return `postmap -c ${work.inside} -q "$1" ${type}:${path} >${path}.out 2>&1 &`;
  });
  const shown = paths.map((path) => `echo "#trial"; cat ${path}.out`);
  const script = [...commands, 'wait', ...shown].join('\n');
  const { stdout } = postfix.run(['sh', '-c', script, 'sh', key]);
  return stdout.split('#trial\n').slice(1);
}

async function severities(
  rules: readonly Rule[],
  { type, settings }: Trial,
  version: string,
  parameter?: string,
): Promise<Severity[]> {
  const system = await mailSystem(clientFiles(type, textOf(settings), parameter), version);
  return [...analyse(system, rules).values()].flat().map(({ severity }) => severity);
}

/** Wrong values of each parameter that is more than a text, and each required one left out. */
function wrongTrials(
  types: readonly ClientType[],
  has: (type: ClientType, name: string) => boolean,
): Trial[] {
  return types.flatMap((type) =>
    Object.entries(CLIENT_PARAMETERS[type])
      .filter(([name]) => has(type, name))
      .flatMap(([name, { value, filled, required, least, readWith }]): Trial[] => {
        const base = ENOUGH[type];
        const others = Object.fromEntries(Object.entries(base).filter(([one]) => one !== name));
        const withValue = (text: string): Trial => ({ type, settings: { ...others, [name]: text } });
        const read: Settings = { ...others, ...(readWith && { [readWith.name]: readWith.value }) };
        return [
          ...(readWith ? [{ type, settings: { ...read, [name]: 'abc' } }] : []),
          ...(/^(number|switch|word)$/.test(value) ? [withValue('abc')] : []),
          ...(/^(query|result)$/.test(value) ? [withValue('%q')] : []),
          ...(filled && !/^(select_f|table|where)/.test(name) ? [withValue('')] : []),
          ...(least === undefined ? [] : [withValue(String(least - 1))]),
          ...(required ? [{ type, settings: others }] : []),
        ];
      }),
  );
}

for (const postfix of realPostfixes('clients of databases')) {
  const release = createPostfixKnowledge(postfixFacts()).release(postfix.version);
  const types = CLIENT_TYPES.filter((type) => release.tableType(type) !== undefined);
  const has = (type: ClientType, name: string): boolean => release.clientSuffixes(type).includes(name);

  describe(`clients of databases beside Postfix ${postfix.version}`, function () {
    this.timeout(60_000);
    let work: WorkDirectory;
    before(() => (work = postfix.workDirectory()));
    after(() => work.remove());

    it('refuses what is reported as an error, and nothing else', async () => {
      const trials: readonly Trial[] = [
        ...types.map((type): Trial => ({ type, settings: ENOUGH[type] })),
        { type: 'pgsql', settings: { hosts: 'postgresql://127.0.0.1:1/d', query: "SELECT '%s'" } },
        {
          type: 'pgsql',
          settings: { hosts: 'postgresql://127.0.0.1:1/d 127.0.0.1:1', query: "SELECT '%s'" },
        },
        ...someOf(wrongTrials(types, has), 35),
      ];
      const answers = ask(postfix, work, trials, 'user@example.com');
      assert.ok(trials.length > 35, `only ${trials.length} trials`);
      for (const [index, trial] of trials.entries()) {
        const real = answers[index] ?? '';
        const ours = await severities([clientValue, clientMissing, clientServer], trial, postfix.version);
        const text = `${trial.type}: ${textOf(trial.settings)}${real}`;
        assert.doesNotMatch(real, /unsupported dictionary type/, text);
        assert.equal(ours.includes('error'), REFUSED.test(real), text);
      }
    });

    it('escapes keys inside of single quotes alone', async () => {
      const trial = (query: string): Trial => ({ type: 'sqlite', settings: { dbpath: '/dev/null', query } });
      const open = trial("SELECT 'hit' WHERE %s");
      const quoted = trial("SELECT 'hit' WHERE '%s' = 'x'");
      const [hit, miss] = ask(postfix, work, [open, quoted], '1=1');
      assert.deepEqual([hit?.trim(), miss?.trim()], ['hit', '']);
      assert.deepEqual(await severities([clientQuery], open, postfix.version), ['warning']);
      assert.deepEqual(await severities([clientQuery], quoted, postfix.version), []);
    });

    it('lets keys without a domain through where neither domain nor %d is', async () => {
      const trials: readonly Settings[] = [
        { query: "SELECT 'hit' WHERE '%s' <> ''" },
        { query: "SELECT 'hit' WHERE '%s' <> ''", domain: 'example.com' },
        { query: "SELECT 'hit' WHERE '%d' <> ''" },
        { query: "SELECT 'hit' WHERE '%1' <> ''" },
        { query: "SELECT 'hit' WHERE '%u' <> ''" },
      ];
      const all = trials.map((settings): Trial => ({
        type: 'sqlite',
        settings: { dbpath: '/dev/null', ...settings },
      }));
      const answers = ask(postfix, work, all, 'example.com').map((answer) => answer.trim());
      for (const [index, trial] of all.entries()) {
        const ours = await severities([clientDomain], trial, postfix.version, 'virtual_mailbox_domains');
        assert.equal(ours.length > 0, answers[index] === '', `${textOf(trial.settings)}${answers[index]}`);
      }
    });
  });
}
