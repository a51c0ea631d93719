import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readTopics } from '../../../scripts/lib/assets.mjs';
import {
  deadLinks,
  differences,
  entries,
  LANGUAGES,
  missingRecords,
  PACKED_LIMIT,
  PRODUCTS,
  readRecords,
  sizes,
  staleRecords,
  wantedDovecotNames,
  wantedNames,
  WITHOUT_FACT,
  type Product,
  type ProseGroups,
  type Records,
} from '../../../scripts/lib/knowledge.mjs';
import type { DocRecord } from '../../../server/src/knowledge/docs';
import type { ParameterFact } from '../../../server/src/knowledge/types';
import { REPOSITORY } from '../../support/assets';
import { dovecotFacts, postfixFacts } from '../../support/facts';
import { chineseMistakes, hasChinese } from '../../support/chinese';

const KNOWLEDGE = join(REPOSITORY, 'server', 'knowledge');

/** Parameters with an open set of values of which the record explains the usual ones. */
const OPEN_SETS: Readonly<Record<string, string>> = {
  default_database_type: 'whichever types are installed; the record explains the three that packages choose',
  lmtp_requiretls_policy: 'a list whose items may also be domains and tables',
  lmtp_tls_servername: 'a host name; hostname and nexthop stand for one',
  smtp_requiretls_policy: 'a list whose items may also be domains and tables',
  smtp_tls_servername: 'a host name; hostname and nexthop stand for one',
  smtpd_tls_fingerprint_digest: 'whatever OpenSSL offers; the record explains the three in use',
  unknown_local_recipient_reject_code: 'any reply code; the record tells 450 from 550',
  unverified_recipient_reject_code: 'any reply code; the record tells 450 from 550',
};

/** Closed sets whose words are not all explained. */
const UNEXPLAINED_WORDS: Readonly<Record<string, string>> = {
  lmtp_tls_loglevel: 'the levels 0 to 4 are explained; the words are names for debugging sessions',
  smtp_tls_loglevel: 'as lmtp_tls_loglevel',
  smtpd_tls_loglevel: 'as lmtp_tls_loglevel',
  tlsproxy_client_loglevel: 'as lmtp_tls_loglevel',
  tlsproxy_tls_loglevel: 'as lmtp_tls_loglevel',
};

const SETS: readonly string[] = ['enum', 'flags', 'boolean'];

/** The words that a parameter's facts know; undefined when they know none. */
function closedSet({ type }: ParameterFact): ReadonlySet<string> | undefined {
  if (type.kind === 'boolean') return new Set(['yes', 'no']);
  if ('words' in type) return new Set(type.words);
  if (type.kind !== 'enum' && type.kind !== 'flags') return undefined;
  return new Set([...type.values, ...(type.accepted ?? [])]);
}

/** The authored texts of a record with the field they stand in; `recommended.value` and `example` are no prose. */
function texts(record: DocRecord): [field: string, text: string][] {
  const { summary, when, wrong, recommended, security, values, special } = record;
  const fields = Object.entries({ summary, when, wrong, why: recommended?.why, security });
  const sets = [...Object.entries(values ?? {}), ...Object.entries(special ?? {})];
  return [...fields, ...sets].filter((entry): entry is [string, string] => entry[1] !== undefined);
}

const none = (list: readonly string[], message: string): void => assert.deepEqual(list, [], message);

describe('knowledge records', () => {
  const records = {} as Record<Product, Records>;
  before(async () => {
    // Merging the topics fails when one name of a group is described twice.
    for (const product of PRODUCTS) records[product] = await readRecords(product);
  });

  for (const product of PRODUCTS) {
    describe(product, () => {
      it('has the same topics, each of them valid, in both languages', async () => {
        const schema = JSON.parse(readFileSync(join(KNOWLEDGE, 'docs.schema.json'), 'utf8')) as object;
        const validate = new Ajv({ allErrors: true }).compile(schema);
        const names = await Promise.all(
          LANGUAGES.map(async (language) => {
            const topics = await readTopics(`${product}/docs/${language}`);
            for (const [topic, content] of topics) {
              assert.ok(validate(content), `${language}/${topic}: ${JSON.stringify(validate.errors)}`);
            }
            return [...topics.keys()];
          }),
        );
        assert.deepEqual(names[0], names[1]);
      });

      it('says the same things in both languages', () => none(differences(records[product]), 'differ'));

      it('keeps what is no language in the English records', () => {
        const neutral = entries(records[product]['zh-cn']).flatMap(({ name, record }) =>
          ['matters', 'see', 'related', 'example', 'without']
            .filter((field) => field in record)
            .map((field) => `${name} ${field}`),
        );
        none(neutral, 'fields that belong in the English file');
      });

      it(`costs at most ${PACKED_LIMIT / 1024} KB packed`, () => {
        const { gzip } = sizes(records[product]);
        assert.ok(gzip <= PACKED_LIMIT, `${gzip} bytes`);
      });

      it('is Chinese where it should be, with Chinese punctuation', () => {
        const prose = entries(records[product]['zh-cn']).flatMap(({ group, name, record }) =>
          texts(record).map(([field, text]) => ({ place: `${group}/${name} ${field}`, field, text })),
        );
        const sentences = new Set(['summary', 'when', 'wrong', 'why', 'security']);
        none(
          prose.filter(({ field, text }) => sentences.has(field) && !hasChinese(text)).map((x) => x.place),
          'no Chinese in it',
        );
        none(
          prose.flatMap(({ place, text }) => chineseMistakes(text).map((found) => `${place}: ${found}`)),
          'punctuation',
        );
      });

      it('has no Chinese in the English records', () => {
        const found = entries(records[product].en).flatMap(({ name, record }) =>
          texts(record).flatMap(([field, text]) => (hasChinese(text) ? [`${name} ${field}`] : [])),
        );
        none(found, 'Chinese in the English file');
      });
    });
  }

  it('links to records only', () => none(deadLinks(records), 'links that lead nowhere'));

  it('cover every name of Postfix that the facts know, and no other', () => {
    const wanted = wantedNames(postfixFacts());
    for (const language of LANGUAGES) none(missingRecords(wanted, records.postfix[language]), language);
    none(staleRecords(wanted, records.postfix.en), 'described, but no version knows the name');
    for (const [group, names] of Object.entries(WITHOUT_FACT)) {
      const known = new Set(wanted[group]?.map(({ name }) => name));
      none(
        Object.keys(names).filter((name) => known.has(name)),
        `${group}: no exception any more`,
      );
    }
  });

  it('cover every setting of Dovecot that the facts know', () => {
    const wanted = wantedDovecotNames(dovecotFacts());
    for (const language of LANGUAGES) none(missingRecords(wanted, records.dovecot[language]), language);
  });

  it('explain values that Postfix knows, and all of them', () => {
    const problems = postfixFacts().parameters.flatMap((fact) => {
      const explained = Object.keys(records.postfix.en['settings']?.[fact.name]?.values ?? {});
      if (fact.name in OPEN_SETS) return [];
      const known = closedSet(fact);
      if (!known) return explained.length > 0 ? [`${fact.name} is open`] : [];
      return [
        ...explained.filter((value) => !known.has(value)).map((value) => `${fact.name}: no value ${value}`),
        ...unexplained(fact, explained).map((value) => `${fact.name}: ${value} is not explained`),
      ];
    });
    none(problems, 'values');
  });

  it('name no exception without need', () => {
    const facts = new Map(postfixFacts().parameters.map((fact) => [fact.name, fact]));
    const settings = records.postfix.en['settings'] ?? {};
    const closed = Object.keys(OPEN_SETS).filter(
      (name) => !settings[name]?.values || SETS.includes(facts.get(name)?.type.kind ?? 'boolean'),
    );
    none(closed, 'OPEN_SETS');
  });

  it('has a glossary with a Chinese word for each term', () => {
    const glossary = parse(readFileSync(join(KNOWLEDGE, 'glossary.yaml'), 'utf8')) as unknown;
    const validate = new Ajv().compile({
      type: 'object',
      minProperties: 50,
      additionalProperties: {
        type: 'object',
        required: ['zh-cn'],
        additionalProperties: false,
        properties: { 'zh-cn': { type: 'string', minLength: 1 }, note: { type: 'string', minLength: 1 } },
      },
    });
    assert.ok(validate(glossary), JSON.stringify(validate.errors));
  });
});

function unexplained({ name, type }: ParameterFact, explained: readonly string[]): string[] {
  if (type.kind !== 'enum' && type.kind !== 'flags') return [];
  return name in UNEXPLAINED_WORDS ? [] : type.values.filter((value) => !explained.includes(value));
}

describe('the checks of the knowledge records', () => {
  const groups = (settings: Record<string, DocRecord>): ProseGroups => ({ settings });
  const wanted = { settings: [{ name: 'a' }, { name: 'b' }] };

  it('find a missing and a stale record', () => {
    const some = groups({ a: { summary: 'A.' }, c: { summary: 'C.' } });
    assert.deepEqual(missingRecords(wanted, some), ['settings/b']);
    assert.deepEqual(staleRecords(wanted, some), ['settings/c']);
  });

  it('find what one language lacks', () => {
    const en = groups({ a: { summary: 'A.', values: { yes: 'Y.', no: 'N.' } }, b: { summary: 'B.' } });
    const chinese = groups({ a: { summary: '甲。', values: { yes: '是。' }, when: '何时。' } });
    assert.deepEqual(differences({ en, 'zh-cn': chinese }), [
      'zh-cn: settings/a values.no',
      'zh-cn: settings/b',
      'en: settings/a when',
    ]);
  });

  it('find a link that leads nowhere', () => {
    const en = groups({ a: { summary: 'A.', see: ['a', 'gone'], related: ['sasl:gone'] } });
    assert.deepEqual(deadLinks({ postfix: { en, 'zh-cn': {} } }), [
      'postfix: settings/a → postfix:gone',
      'postfix: settings/a → sasl:gone',
    ]);
  });

  it('find mistakes of Chinese punctuation', () => {
    for (const wrong of ['中继,投递', '拒收.', '中继Postfix', '队列: 延迟', '中继 (默认)是', '中继 ，投递']) {
      assert.notDeepEqual(chineseMistakes(wrong), [], wrong);
    }
    for (const right of [
      '中继，投递。',
      '写 inet:主机:端口。',
      '`键, 值`。',
      '见 main.cf，再看 master.cf。',
    ]) {
      assert.deepEqual(chineseMistakes(right), [], right);
    }
  });
});
