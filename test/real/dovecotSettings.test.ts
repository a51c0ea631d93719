import assert from 'node:assert/strict';
import type {
  DovecotRelease,
  DovecotSettingFact,
  DovecotSettingType,
} from '../../server/src/knowledge/dovecotKnowledge';
import { dovecotKnowledge } from '../support/assets';
import { dovecotSystem, errorsOf } from '../support/dovecotServer';
import { notRun } from '../support/notRun';
import { doveconf, DOVECOTS, hasDovecot, inShell, type DovecotFiles } from '../support/realDovecot';
import { settingsThatMatter, type MatteringSetting } from '../support/settingsThatMatter';

/** Where a setting of 2.3 stands: the blocks around it, each with a label where one is needed. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  passdb: ['passdb', 'driver = pam'],
  userdb: ['userdb', 'driver = passwd'],
  service: ['service proof', 'executable = /bin/true'],
  'service/unix_listener': ['service proof', 'unix_listener proof'],
  'service/inet_listener': ['service proof', 'inet_listener proof'],
  namespace: ['namespace proof'],
  'namespace/mailbox': ['namespace proof', 'mailbox Proof'],
};

/** A value that no setting of the type takes; text takes anything. */
const WRONG: Partial<Record<DovecotSettingType, string>> = {
  bool: 'perhaps',
  uint: 'ten',
  size: 'big',
  time: 'soon',
  octal: '0999',
  port: 'imaps',
  enum: 'nonsense',
};

const SECTIONS: ReadonlySet<DovecotSettingType> = new Set(['section', 'named_filter', 'named_list_filter']);

/** A default that stands for what another setting says, or for nothing, and cannot be written. */
const UNWRITTEN: ReadonlySet<string> = new Set([
  'dovecot_storage_version',
  'driver',
  'service_process_limit',
  'service_vsz_limit',
]);

/** Outside of its block it would hold for all of them: no two listeners share a port. The example shows it. */
const NOT_FOR_ALL: ReadonlySet<string> = new Set(['inet_listener_port']);

/** Groups whose examples are configuration, of either version. */
const CONFIGURATION: ReadonlySet<string> = new Set([
  'settings',
  'mechanisms',
  'passdb-drivers',
  'userdb-drivers',
]);

const HEADS: Readonly<Record<string, readonly string[]>> = {
  '2.3': [],
  '2.4': ['dovecot_config_version = 2.4.0', 'dovecot_storage_version = 2.4.0'],
};

/** A dovecot.conf of these lines, with what a version wants first unless they say it themselves. */
function configuration(line: string, text: string): DovecotFiles {
  const head = (HEADS[line] ?? []).filter((first) => !text.includes(`${first.split(' ')[0]} =`));
  return { 'dovecot.conf': [...head, text, ''].join('\n') };
}

/** A line in the blocks of a place; it replaces what the block needs otherwise. */
function within(place: string, setting: string): string {
  const [outer, inner = ''] = BLOCKS[place] ?? [];
  if (outer === undefined) return setting;
  const [name = ''] = setting.split(' ');
  if (!inner.includes(' = ')) return `${outer} {\n${inner === '' ? setting : `${inner} {\n${setting}\n}`}\n}`;
  return `${outer} {\n${inner.startsWith(`${name} `) ? '' : inner}\n${setting}\n}`;
}

const placed = ({ name, in: place = '' }: DovecotSettingFact, value: string): string =>
  within(place, `${name} = ${value}`);

/** What `doveconf -a` prints in the innermost block of a place. */
function innermost(output: string, place: string): string {
  const [outer = '', inner = ''] = BLOCKS[place] ?? [];
  const label = inner === '' || inner.includes(' = ') ? outer : inner;
  return new RegExp(`^ *${label} \\{\\n([^}]*)`, 'm').exec(output)?.[1] ?? '';
}

/** A default as a file says it. */
function written({ type, default: value }: DovecotSettingFact): string {
  if (type === 'octal') return `0${Number(value).toString(8)}`;
  if (value === 0) return '0';
  if (type === 'size') return `${value} B`;
  return type === 'time' ? `${value} secs` : String(value);
}

/** The record's name in the facts of a version: `service/unix_listener/mode` in 2.3, `unix_listener_mode` in 2.4. */
function factOf(name: string, release: DovecotRelease): DovecotSettingFact | undefined {
  const at = name.lastIndexOf('/');
  return at < 0 ? release.setting(name) : release.setting(name.slice(at + 1), name.slice(0, at));
}

const isSet = (output: string, name: string): boolean => new RegExp(`^ *${name} =`, 'm').test(output);

for (const { version, suite } of DOVECOTS) {
  const line = version.slice(0, 3);

  describe(`the settings of Dovecot ${version} that matter`, function () {
    this.timeout(120_000);
    let facts: readonly { readonly fact: DovecotSettingFact; readonly setting: MatteringSetting }[];

    before(async function () {
      if (!hasDovecot(suite)) {
        notRun(`settings of Dovecot ${version} that matter`, `there is no Dovecot of Debian ${suite}`);
        this.skip();
      }
      const release = (await dovecotKnowledge()).release(line === '2.3' ? '2.3' : '2.4', version);
      facts = (await settingsThatMatter('dovecot'))
        .filter(({ group }) => group === 'settings')
        .flatMap((setting) => {
          const fact = factOf(setting.name, release);
          return fact && fact.plugin === undefined ? [{ fact, setting }] : [];
        });
      assert.ok(facts.length > 40);
    });

    it('have the default that the facts tell: doveconf -n leaves it out', () => {
      const defaults = facts
        .map(({ fact }) => fact)
        .filter((fact) => fact.default !== undefined && fact.in === undefined && fact.type !== 'boollist')
        .filter(({ name }) => !UNWRITTEN.has(name));
      const text = defaults.map((fact) => placed(fact, written(fact))).join('\n');
      const [verdict] = doveconf(suite, [configuration(line, text)]);
      assert.deepEqual(verdict?.error, undefined);
      const own = defaults.filter(({ name }) => !(HEADS[line] ?? []).some((head) => head.startsWith(name)));
      assert.deepEqual(
        own.filter(({ name }) => isSet(verdict?.output ?? '', name)).map(({ name }) => name),
        [],
      );
      assert.ok(own.length > 20);
    });

    it('have that default inside of blocks: doveconf -a shows it', () => {
      const nested = facts.map(({ fact }) => fact).filter(({ in: place }) => place !== undefined);
      const places = [...new Set(nested.map(({ in: place }) => place ?? ''))];
      const verdicts = doveconf(
        suite,
        places.map((place) => configuration(line, within(place, ''))),
        '-a',
      );
      const wrong = nested
        .filter((fact) => fact.default !== undefined && !UNWRITTEN.has(fact.name))
        .filter((fact) => {
          const block = innermost(verdicts[places.indexOf(fact.in ?? '')]?.output ?? '', fact.in ?? '');
          return !new RegExp(`^ *${fact.name} = ${written(fact)}$`, 'm').test(block);
        });
      assert.deepEqual(
        wrong.map(({ name, in: place }) => `${place}/${name}`),
        [],
      );
      assert.equal(nested.length > 0, line === '2.3');
    });

    it('take the values that are recommended', () => {
      const claims = facts.flatMap(({ fact, setting: { record } }) => {
        const value = record.recommended?.value;
        return value === undefined || SECTIONS.has(fact.type) || NOT_FOR_ALL.has(fact.name)
          ? []
          : [{ fact, value }];
      });
      const text = claims.map(({ fact, value }) => placed(fact, value)).join('\n');
      const [verdict] = doveconf(suite, [configuration(line, text)]);
      assert.equal(verdict?.error, undefined);
      const lost = claims
        .filter(({ fact, value }) => value !== written(fact) && value !== '')
        .filter(({ fact }) => !isSet(verdict?.output ?? '', fact.name));
      assert.deepEqual(
        lost.map(({ fact, value }) => `${fact.name} = ${value}`),
        [],
      );
    });

    it('refuse what their type excludes', () => {
      const claims = facts.flatMap(({ fact }) => {
        const value = WRONG[fact.type];
        return value === undefined ? [] : [{ fact, value }];
      });
      const verdicts = doveconf(
        suite,
        claims.map(({ fact, value }) => configuration(line, placed(fact, value))),
      );
      const taken = claims.filter((_, index) => verdicts[index]?.accepted);
      assert.deepEqual(
        taken.map(({ fact, value }) => `${fact.name} = ${value}`),
        [],
      );
      assert.ok(claims.length > 10);
    });

    it('have password schemes that doveadm can make', async () => {
      const schemes = (await settingsThatMatter('dovecot')).filter(
        ({ group }) => group === 'password-schemes',
      );
      const names = schemes.map(({ name }) => name);
      const made = inShell(suite, names.map((name) => `doveadm pw -s ${name} -p secret`).join('\n'));
      assert.deepEqual(
        [...made.matchAll(/^\{([\w-]+)\}/gm)].map((match) => match[1]),
        names,
      );
    });
  });
}

describe('the examples of the settings of Dovecot that matter', function () {
  this.timeout(120_000);

  it('are accepted by a version that has the setting, and nothing in them is an error of ours', async function () {
    const missing = DOVECOTS.find(({ suite }) => !hasDovecot(suite));
    if (missing) {
      notRun(this.test?.fullTitle() ?? '', `there is no Dovecot of Debian ${missing.suite}`);
      this.skip();
    }
    let left = (await settingsThatMatter('dovecot')).filter(({ group }) => CONFIGURATION.has(group));
    const wrong: string[] = [];
    for (const { version, suite } of DOVECOTS.toReversed()) {
      const files = left.map(({ record }) => configuration(version.slice(0, 3), record.example ?? ''));
      const verdicts = doveconf(suite, files);
      for (const [index, { name }] of left.entries()) {
        if (!verdicts[index]?.accepted) continue;
        const errors = errorsOf(await dovecotSystem(files[index] ?? {}, version));
        wrong.push(...errors.map(({ rule }) => `${name} (${version}): ${rule}`));
      }
      left = left.filter((_, index) => !verdicts[index]?.accepted);
    }
    wrong.push(...left.map(({ name }) => `${name}: refused by all`));
    assert.deepEqual(wrong, []);
  });
});
