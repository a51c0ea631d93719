import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rootOf } from '../../scripts/lib/chroots.mjs';
import type { ParameterFact } from '../../server/src/knowledge/types';
import { inInterval, valueAt } from '../../server/src/knowledge/versions';
import { postfixFacts } from '../support/facts';
import { realPostfixes, type PostfixSuite, type RealPostfix } from '../support/realPostfix';

/** The two that must be there, and those of the others that are. */
const SUITES: readonly PostfixSuite[] = [
  'bookworm',
  'trixie',
  ...(['bullseye', 'forky'] as const).filter((suite) => existsSync(`${rootOf(suite)}/usr/sbin/postconf`)),
];

/** They name the release itself. */
const OF_THE_RELEASE = ['mail_release_date', 'mail_version'];

const facts = postfixFacts();

/** `name = value` lines; the value keeps every byte. */
function settings(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line.includes(' ='));
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(' =');
      return [line.slice(0, at), line.slice(at + 3)];
    }),
  );
}

/** Runs `postconf` with a configuration that sets nothing but what is given. */
function postconf(
  postfix: RealPostfix,
  args: readonly string[],
  mainCf = '',
  masterCf = '',
): { readonly stdout: string; readonly stderr: string } {
  const directory = postfix.workDirectory();
  try {
    directory.write('main.cf', mainCf);
    directory.write('master.cf', masterCf);
    const result = postfix.postconf(['-c', directory.inside, ...args]);
    assert.equal(result.status, 0, result.stderr);
    return result;
  } finally {
    directory.remove();
  }
}

const unusedIn = (stderr: string): string[] =>
  [...stderr.matchAll(/unused parameter: (\w+)=/g)].map((match) => match[1] ?? '').sort();

for (const postfix of realPostfixes('facts against postconf', SUITES)) {
  const { version } = postfix;
  const read = facts.versions.find(({ suite }) => suite === postfix.suite)?.version ?? 'no version at all';
  const hint = `the facts of Debian ${postfix.suite} were read from ${read}, this is ${version}; npm run facts reads again`;
  const isListed = (fact: ParameterFact): boolean => fact.defaults.length > 0 || fact.computed !== undefined;
  const here = facts.parameters.filter((fact) => isListed(fact) && inInterval(version, fact));

  describe(`facts and Postfix ${version} of Debian ${postfix.suite}`, () => {
    it('agree on the names', () => {
      const listed = settings(postconf(postfix, ['-C', 'builtin', '-d']).stdout);
      assert.deepEqual(here.map(({ name }) => name).sort(), [...listed.keys()].sort(), hint);
    });

    it('agree on the defaults', () => {
      const listed = settings(postconf(postfix, ['-C', 'builtin', '-d']).stdout);
      const comparable = here.filter(
        ({ name, computed }) =>
          computed === undefined && !(read !== version && OF_THE_RELEASE.includes(name)),
      );
      const ours = comparable.map(({ name, defaults }) => [name, valueAt(defaults, version)?.value]);
      const theirs = comparable.map(({ name }) => [name, listed.get(name)]);
      assert.deepEqual(ours, theirs, hint);
    });

    it('agree on the parameters of a service, for each program', () => {
      const commands = [...new Set(facts.serviceParameters.flatMap(({ commands }) => commands))];
      const masterCf = commands.map((command) => `my${command} unix - - n - - ${command}\n`).join('');
      const listed = settings(postconf(postfix, ['-C', 'service', '-d'], '', masterCf).stdout);
      const ours = facts.serviceParameters
        .filter((fact) => inInterval(version, fact))
        .flatMap((fact) =>
          fact.commands.map((command) => [`my${command}${fact.suffix}`, fact.default] as const),
        );
      assert.deepEqual([...ours].sort(), [...listed].sort(), hint);
    });

    it('agree on the table types', () => {
      const types = facts.tableTypes.filter((fact) => !fact.foreign && inInterval(version, fact));
      const listed = postconf(postfix, ['-m']).stdout.trim().split('\n');
      assert.deepEqual(
        types.map(({ name }) => name),
        listed.sort(),
        hint,
      );
    });

    it('agree on the old names that may still be set', () => {
      const old = facts.parameters.filter((fact) => !isListed(fact) || !inInterval(version, fact));
      const { stderr } = postconf(postfix, ['-n'], old.map(({ name }) => `${name} = 1\n`).join(''));
      const unknown = old.filter(
        ({ legacySince }) => legacySince === undefined || !inInterval(version, { since: legacySince }),
      );
      assert.deepEqual(unusedIn(stderr), unknown.map(({ name }) => name).sort(), hint);
    });

    it('agree on the deprecated names and what is to be used instead', () => {
      const set = facts.parameters.filter(({ deprecated }) => deprecated !== undefined);
      const { stderr } = postconf(postfix, ['-n'], set.map(({ name }) => `${name} = yes\n`).join(''));
      const warnings = [...stderr.matchAll(/support for parameter "(\w+)" will be removed; instead, (.*)/g)];
      const theirs = warnings.map(([, name = '', advice = '']) => [
        name,
        /specify "(\w+)"|^(\w+)$/.exec(advice)?.slice(1).find(Boolean),
      ]);
      const ours = set
        .filter(({ deprecated }) => deprecated !== undefined && inInterval(version, deprecated))
        .map(({ name, deprecated }) => [name, deprecated?.replacement]);
      assert.deepEqual(theirs.sort(), ours.sort(), hint);
    });

    it('agree on the parameters of database clients in main.cf', () => {
      const clients = facts.tableClients.filter((client) => inInterval(version, client));
      const lines = clients.flatMap(({ type, suffixes }) => [
        `use_${type} = ${type}:my${type}\n`,
        `see_${type} = $use_${type} $see_${type}_too\n`,
        ...[...suffixes, 'nonsense'].map((suffix) => `my${type}_${suffix} = 1\n`),
      ]);
      const uses = `virtual_alias_maps = ${clients.map(({ type }) => `$see_${type}`).join(' ')}\n`;
      const unknown = clients.flatMap(({ type, suffixesSince = {} }) => {
        const later = Object.entries(suffixesSince).filter(([, since]) => !inInterval(version, { since }));
        return [...later.map(([suffix]) => suffix), 'nonsense'].map((suffix) => `my${type}_${suffix}`);
      });
      const { stderr } = postconf(postfix, ['-n'], [...lines, uses].join(''));
      assert.deepEqual(unusedIn(stderr), unknown.sort(), hint);
    });
  });
}
