import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { refactorings } from '../../../server/src/features/refactor/refactors';
import type { KindOfRefactoring } from '../../../server/src/features/refactor/refactoring';
import type { Target } from '../../../server/src/features/target';
import { loadDocs, type Docs } from '../../../server/src/knowledge/docs';
import { messageText } from '../../../server/src/rules/rule';
import { applyEdits } from '../../../server/src/text/edits';
import { refactorable } from '../../support/arbitraries/refactorable';
import { sourceAssets } from '../../support/assets';
import { uriOf, type Files } from '../../support/mailServer';
import { targetAt } from '../../support/target';

interface Case {
  readonly kind: string;
  readonly files: Files;
  /** The whole files afterwards; undefined where nothing is offered. */
  readonly after: Files | undefined;
  readonly version?: string;
}

const SMTPD = 'smtp inet n - n - - smtpd';

const CASES: Readonly<Record<string, Case>> = {
  'a value of two settings becomes a parameter': {
    kind: 'refactor.extract',
    files: {
      'main.cf': '# TLS\nsmtp_tls_protocols = >=<|>TLSv1.2\nsmtpd_tls_protocols = >=TLSv1.2\n',
    },
    after: {
      'main.cf':
        '# TLS\ncommon_tls_protocols = >=TLSv1.2\nsmtp_tls_protocols = $common_tls_protocols\nsmtpd_tls_protocols = $common_tls_protocols\n',
    },
  },
  'a value that stands once does not': {
    kind: 'refactor.extract',
    files: { 'main.cf': 'mydestination = <|>example.com\n' },
    after: undefined,
  },
  'a parameter goes into the values that name it': {
    kind: 'refactor.inline',
    files: {
      'main.cf': 'office = 192.0.2.0/24 ::1\nmynetworks = 127.0.0.1, $off<|>ice\n',
      'master.cf': `${SMTPD}\n  -o mynetworks=$office\n`,
    },
    after: {
      'main.cf': 'mynetworks = 127.0.0.1, 192.0.2.0/24 ::1\n',
      'master.cf': `${SMTPD}\n  -o { mynetworks = 192.0.2.0/24 ::1 }\n`,
    },
  },
  'one that a condition asks for stays': {
    kind: 'refactor.inline',
    files: { 'main.cf': 'of<|>fice = x\nmynetworks = ${office?$office}\n' },
    after: undefined,
  },
  'the value of an option moves to main.cf': {
    kind: 'refactor.move',
    files: {
      'master.cf': `${SMTPD}\n  -o smtpd_client_<|>restrictions=permit_mynetworks,reject\n`,
      'main.cf': 'biff = no\n',
    },
    after: {
      'main.cf': 'biff = no\nsmtp_client_restrictions = permit_mynetworks,reject\n',
      'master.cf': `${SMTPD}\n  -o smtpd_client_restrictions=$smtp_client_restrictions\n`,
    },
  },
  'an option that every reader has moves to main.cf': {
    kind: 'refactor.move.setting',
    files: { 'master.cf': `${SMTPD}\n  -o smtpd_junk_<|>command_limit=5\n`, 'main.cf': 'biff = no\n' },
    after: { 'main.cf': 'biff = no\nsmtpd_junk_command_limit = 5\n', 'master.cf': `${SMTPD}\n` },
  },
  'one that another reader lacks stays': {
    kind: 'refactor.move.setting',
    files: {
      'master.cf': `${SMTPD}\n  -o smtpd_junk_<|>command_limit=5\n587 inet n - n - - smtpd\n`,
      'main.cf': '',
    },
    after: undefined,
  },
  'a setting moves to the services that read it': {
    kind: 'refactor.move.setting',
    files: {
      'main.cf': 'biff = no\nsmtpd_junk_<|>command_limit = 5\n',
      'master.cf': `${SMTPD}\n  -o smtpd_banner=x\nsmtp unix - - n - - smtp\n`,
    },
    after: {
      'main.cf': 'biff = no\n',
      'master.cf': `${SMTPD}\n  -o smtpd_banner=x\n  -o smtpd_junk_command_limit=5\nsmtp unix - - n - - smtp\n`,
    },
  },
  'a setting stays where a reader ends in an open brace': {
    kind: 'refactor.move.setting',
    files: {
      'main.cf': 'biff = no\nsmtpd_junk_<|>command_limit = 5\n',
      'master.cf': `${SMTPD}\n  -o smtpd_banner=a{b\n`,
    },
    after: undefined,
  },
  'a setting that every program loads stays': {
    kind: 'refactor.move.setting',
    files: { 'main.cf': 'my<|>hostname = a.example\n', 'master.cf': `${SMTPD}\n` },
    after: undefined,
  },
  'a list gets a line for each item': {
    kind: 'refactor.rewrite.listLayout',
    files: {
      'main.cf': 'smtpd_recipient_restrictions = permit_mynetworks check_client_access<|> hash:/x, reject\n',
    },
    after: {
      'main.cf':
        'smtpd_recipient_restrictions =\n    permit_mynetworks\n    check_client_access hash:/x,\n    reject\n',
    },
  },
  'a list of several lines gets one': {
    kind: 'refactor.rewrite.listLayout',
    files: { 'main.cf': 'mydestination =\n  <|>a,\n  b\n  c\n' },
    after: { 'main.cf': 'mydestination = a, b c\n' },
  },
  'not with a comment between its lines': {
    kind: 'refactor.rewrite.listLayout',
    files: { 'main.cf': 'mydestination = <|>a,\n# b,\n  c\n' },
    after: undefined,
  },
  'a service is commented out with its options': {
    kind: 'refactor.rewrite.comment',
    files: { 'master.cf': `${SMTPD}<|>\n  -o a=b\n# x\n  -o c=d\nsmtp unix - - n - - smtp\n` },
    after: { 'master.cf': `#${SMTPD}\n#  -o a=b\n# x\n#  -o c=d\nsmtp unix - - n - - smtp\n` },
  },
  'a service of the shipped file is uncommented': {
    kind: 'refactor.rewrite.comment',
    files: { 'master.cf': `# a sentence about smtpd\n#${SMTPD}\n#  -o <|>a=b\n#  -o c=d\n# more words\n` },
    after: { 'master.cf': `# a sentence about smtpd\n${SMTPD}\n  -o a=b\n  -o c=d\n# more words\n` },
  },
  'a setting is uncommented': {
    kind: 'refactor.rewrite.comment',
    files: { 'main.cf': '# mydest<|>ination = a,\n#    b\n# and no more\n' },
    after: { 'main.cf': 'mydestination = a,\n    b\n# and no more\n' },
  },
  'not where it would take lines of another': {
    kind: 'refactor.rewrite.comment.remove',
    files: { 'main.cf': 'mydestination = a,\n#myo<|>rigin = x\n   b\n' },
    after: undefined,
  },
  'a sentence is none': {
    kind: 'refactor.rewrite.comment',
    files: { 'main.cf': '# The <|>name = the host\n' },
    after: undefined,
  },
  'all tables get the default type': {
    kind: 'refactor.rewrite.tableTypes',
    files: {
      'main.cf':
        'default_database_type = lmdb\nalias_maps = <|>hash:/a, proxy:btree:/b\nmine = hash:/c\nsmtpd_banner = hash:/d\n',
      'master.cf': `${SMTPD} -o virtual_alias_maps=hash:/e,$mine\n`,
    },
    after: {
      'main.cf':
        'default_database_type = lmdb\nalias_maps = lmdb:/a, proxy:lmdb:/b\nmine = lmdb:/c\nsmtpd_banner = hash:/d\n',
      'master.cf': `${SMTPD} -o virtual_alias_maps=lmdb:/e,$mine\n`,
    },
    version: '3.10',
  },
  'caches of 3.11 get the default type of caches': {
    kind: 'refactor.rewrite.tableTypes',
    files: { 'main.cf': 'postscreen_cache_map = <|>btree:/a\nalias_maps = hash:/b\n' },
    after: { 'main.cf': 'postscreen_cache_map = lmdb:/a\nalias_maps = cdb:/b\n' },
    version: '3.11',
  },
  'settings are sorted by topic, comments with them': {
    kind: 'source.sortByTopic',
    files: {
      'main.cf':
        '# the head\n\n# relay\nsmtp_tls_security_level = may\n# who we are\nmyhost<|>name = a.example\n\nsmtp_tls_loglevel = 1\nmydomain = example\n# the end\n',
    },
    after: {
      'main.cf':
        '# the head\n\n# who we are\nmyhostname = a.example\nmydomain = example\n\n# relay\nsmtp_tls_security_level = may\n\nsmtp_tls_loglevel = 1\n# the end\n',
    },
  },
  'a file with lines that are no settings is not sorted': {
    kind: 'source.sortByTopic',
    files: { 'main.cf': 'smtp_tls_security_level = may\nword\nmyhostname<|> = a.example\n' },
    after: undefined,
  },
};

function offered(target: Target, at: number, kind: string, docs: Docs): KindOfRefactoring[] {
  return refactorings(
    target,
    { start: at, end: at },
    docs,
    (own) => own === kind || own.startsWith(`${kind}.`),
  );
}

function carriedOut(target: Target, refactoring: KindOfRefactoring | undefined): Files {
  assert.ok(refactoring, 'it is offered');
  const files = [target.instance.main, target.instance.master].filter((file) => file !== undefined);
  return Object.fromEntries(
    files.map((file) => [
      `${file.kind}.cf`,
      applyEdits(
        file.tree.text,
        refactoring.edits.filter(({ uri }) => uri === uriOf(`${file.kind}.cf`)),
      ),
    ]),
  );
}

describe('refactorings', () => {
  let docs: Docs;
  before(async () => {
    docs = await loadDocs(sourceAssets, 'postfix', 'en');
  });

  for (const [title, { kind, files, after, version }] of Object.entries(CASES)) {
    it(`${kind}: ${title}`, async () => {
      const { target, caret } = await targetAt(files, version === undefined ? {} : { version });
      const found = offered(target, caret, kind, docs).filter((one) =>
        kind.includes('.move') ? one.kind === kind : true,
      );
      if (after === undefined) {
        assert.deepEqual(
          found.map((one) => messageText(one.title, 'en')),
          [],
        );
      } else assert.deepEqual(carriedOut(target, found[0]), after);
      for (const one of found) {
        for (const language of ['en', 'zh-cn'] as const)
          assert.doesNotMatch(messageText(one.title, language), /\{\w+\}/, 'a placeholder has no value');
      }
    });
  }

  it('comments out and back again without a change', async () => {
    const property = fc.asyncProperty(refactorable, fc.nat(), async (files, chance) => {
      const services = files['master.cf'].match(/^submission inet.*(\n {2}.*)*/gm) ?? [];
      const [service] = services.slice(chance % Math.max(services.length, 1));
      if (service === undefined) return;
      const { target } = await targetAt({ 'master.cf': `${service}\n` });
      const commented = carriedOut(target, offered(target, 0, 'refactor.rewrite.comment', docs)[0]);
      assert.match(commented['master.cf'] ?? '', /^(#.*\n)+$/);
      const { target: back } = await targetAt(commented);
      const restored = carriedOut(back, offered(back, 0, 'refactor.rewrite.comment', docs)[0]);
      assert.deepEqual(restored, { 'master.cf': `${service}\n` });
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
