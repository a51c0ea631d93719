import assert from 'node:assert/strict';
import type { Location } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentLookup } from '../../../server/src/features/diagnostics';
import { definitions, highlights, references } from '../../../server/src/features/navigate';
import { prepareRename, rename } from '../../../server/src/features/rename';
import type { Language } from '../../../server/src/text/localized';
import { uriOf, type Files } from '../../support/mailServer';
import { readMarkers } from '../../support/markers';
import { targetAt } from '../../support/target';

/** Texts without their marks, documents of them, and the target of the file with the caret. */
async function open(marked: Files, language: Language = 'en') {
  const texts = Object.fromEntries(
    Object.entries(marked).map(([name, text]) => [name, readMarkers(text).text]),
  );
  const withCaretOnly = Object.fromEntries(
    Object.entries(marked).map(([name, text]) => [name, text.replace(/[«»]/g, '')]),
  );
  const { target, caret } = await targetAt(withCaretOnly, { language });
  const documents: DocumentLookup = (uri) => {
    const text = texts[uri.slice(uri.lastIndexOf('/') + 1)];
    return text === undefined ? undefined : TextDocument.create(uri, '', 1, text);
  };
  return { target, caret, documents };
}

/** Spans between `«»` of all files, as `main.cf 3-7`. */
function marks(marked: Files): readonly string[] {
  return Object.entries(marked).flatMap(([name, text]) =>
    readMarkers(text).spans.map(({ start, end }) => `${name} ${start}-${end}`),
  );
}

function places(locations: readonly Location[], documents: DocumentLookup): readonly string[] {
  return locations.map(({ uri, range }) => {
    const document = documents(uri);
    return `${uri.slice(uri.lastIndexOf('/') + 1)} ${document?.offsetAt(range.start)}-${document?.offsetAt(range.end)}`;
  });
}

async function checkDefinition(marked: Files): Promise<void> {
  const { target, caret, documents } = await open(marked);
  assert.deepEqual(places(definitions(target, caret, documents), documents), marks(marked));
}

async function checkReferences(marked: Files, includeDeclaration = true): Promise<void> {
  const { target, caret, documents } = await open(marked);
  const found = references(target, caret, { includeDeclaration }, documents);
  assert.deepEqual(places(found, documents), marks(marked));
}

describe('definition', () => {
  const cases: Readonly<Record<string, Files>> = {
    'a $name in main.cf': { 'main.cf': '«office» = 10.0.0.0/8\nmynetworks = a, $off<|>ice\n' },
    'a ${name} with a condition': { 'main.cf': '«office» = a\nmynetworks = ${off<|>ice?{b}:{$c}}\n' },
    'the last of several entries': { 'main.cf': 'a = b\n«a» = c\nd = $<|>a\n' },
    'a built-in parameter that main.cf sets': { 'main.cf': '«mydomain» = a\nmyorigin = $my<|>domain\n' },
    'a built-in parameter that nothing sets': { 'main.cf': 'myorigin = $my<|>domain\n' },
    'from master.cf': {
      'main.cf': '«mua_restrictions» = permit\n',
      'master.cf': 'x inet n - n - - smtpd -o smtpd_client_restrictions=$mua_<|>restrictions\n',
    },
    'an -o of the same service': {
      'main.cf': 'a = b\n',
      'master.cf': 'x inet n - n - - smtpd -o «a»=1 -o smtpd_banner=$<|>a\n',
    },
    'an -o leads to main.cf': {
      'main.cf': '«smtpd_banner» = b\n',
      'master.cf': 'x inet n - n - - smtpd -o smtpd_ban<|>ner=c\n',
    },
    'set by a service only': {
      'main.cf': 'smtpd_banner = $<|>a\n',
      'master.cf': 'x inet n - n - - smtpd -o «a»=1\n',
    },
    'a restriction class': {
      'main.cf':
        'smtpd_restriction_classes = strict\n«strict» = reject\nsmtpd_client_restrictions = permit_mynetworks, str<|>ict\n',
    },
    'a transport': {
      'main.cf': 'default_transport = outb<|>ound:[mx.example.com]\n',
      'master.cf': 'outbound inet n - n - - smtpd\n«outbound» unix - - n - - smtp\n',
    },
    'the transport in a name': {
      'main.cf': 'lda_desti<|>nation_recipient_limit = 1\n'.replace('lda_desti<|>', 'ld<|>a_desti'),
      'master.cf': '«lda» unix - n n - - pipe user=x argv=y\n',
    },
    'a content filter of a service': {
      'main.cf': '',
      'master.cf':
        'smtp inet n - n - - smtpd\n  -o content_filter=fil<|>ter:[127.0.0.1]:10024\n«filter» unix - - n - - smtp\n',
    },
    'a policy service of master.cf': {
      'main.cf': 'smtpd_recipient_restrictions = check_policy_service unix:private/pol<|>icy, permit\n',
      'master.cf': '«policy» unix - n n - 0 spawn user=x argv=y\n',
    },
    'a service that another parameter names': {
      'main.cf': '',
      'master.cf':
        'smtp inet n - n - - smtpd -o cleanup_service_name=sub<|>clean\n«subclean» unix n - n - 0 cleanup\n',
    },
    'words that are no names': { 'main.cf': 'mydestination = exam<|>ple\nexample = a\n' },
    'a port': { 'master.cf': 'sm<|>tp inet n - n - - smtpd\nsmtp unix - - n - - smtp\n' },
    'a comment': { 'main.cf': 'a = b\n# $<|>a\nc = $a\n' },
  };
  for (const [name, files] of Object.entries(cases)) it(name, () => checkDefinition(files));
});

describe('references', () => {
  it('of a parameter, in both files', () =>
    checkReferences({
      'main.cf': '«off<|>ice» = a\nmynetworks = $«office», ${«office»?{b}}\n',
      'master.cf':
        'x inet n - n - - smtpd -o «office»=c -o { mynetworks = ${{$«office»} == {b} ? {$(«office»)}} }\n',
    }));

  it('without the declarations', () =>
    checkReferences({ 'main.cf': 'of<|>fice = a\nmynetworks = $«office»\n' }, false));

  it('of a restriction class', () =>
    checkReferences({
      'main.cf':
        'smtpd_restriction_classes = «str<|>ict», other\n«strict» = reject\nother = «strict», permit\n' +
        'smtpd_client_restrictions =\n  «strict»\nsmtpd_helo_restrictions = $«strict»\nmydestination = strict\n',
    }));

  it('of a service', () =>
    checkReferences({
      'main.cf':
        'virtual_transport = «lda»\n«lda»_destination_recipient_limit = 1\ndefer_transports = a, «lda»\n' +
        'mailbox_transport = «lda»:x\nlda_other = $«lda»_destination_recipient_limit\nluser_relay = lda\n',
      'master.cf': '«ld<|>a» unix - n n - - pipe user=x argv=y\nlda inet n - n - - smtpd\n',
    }));

  it('of a parameter whose value Postfix fills in for each message: those are other names', () =>
    checkReferences({ 'main.cf': '«us<|>er» = a\nluser_relay = $user@x\nmyorigin = $«user»\n' }));

  it('of nothing', () => checkReferences({ 'main.cf': 'mydestination = a<|>b\n' }));
});

describe('highlights', () => {
  it('marks what is set and what is used, in this file alone', async () => {
    const { target, caret } = await open({
      'main.cf': 'a = b\nmyorigin = $<|>a\n',
      'master.cf': 'x unix - - n - - smtp -o myorigin=$a\n',
    });
    assert.deepEqual(
      highlights(target, caret).map(({ range, kind }) => [range.start.line, range.start.character, kind]),
      [
        [0, 0, 3],
        [1, 12, 2],
      ],
    );
  });
});

async function renamed(marked: Files, newName: string, language: Language = 'en') {
  const { target, caret, documents } = await open(marked, language);
  const result = rename(target, caret, newName, documents);
  if ('refusal' in result) return result.refusal;
  return Object.fromEntries(
    Object.entries(result.changes ?? {}).map(([uri, edits]) => {
      const document = documents(uri);
      assert.ok(document);
      return [uri.slice(uri.lastIndexOf('/') + 1), TextDocument.applyEdits(document, edits)];
    }),
  );
}

async function refusal(marked: Files, newName: string, language: Language = 'en'): Promise<string> {
  const result = await renamed(marked, newName, language);
  return typeof result === 'string' ? result : `renamed: ${JSON.stringify(result)}`;
}

describe('rename', () => {
  it('a parameter of the user in both files', async () => {
    const files = {
      'main.cf': 'off<|>ice = a\nmynetworks = $office ${office}\n',
      'master.cf': 'x inet n - n - - smtpd -o mynetworks=$office\n',
    };
    assert.deepEqual(await renamed(files, 'branch'), {
      'main.cf': 'branch = a\nmynetworks = $branch ${branch}\n',
      'master.cf': 'x inet n - n - - smtpd -o mynetworks=$branch\n',
    });
  });

  it('a transport with the parameters that bear its name', async () => {
    const files = {
      'main.cf': 'virtual_transport = lda:x\nlda_destination_recipient_limit = 1\n',
      'master.cf': 'l<|>da unix - n n - - pipe user=x argv=y\n',
    };
    assert.deepEqual(await renamed(files, 'dovecot-lda'), {
      'main.cf': 'virtual_transport = dovecot-lda:x\ndovecot-lda_destination_recipient_limit = 1\n',
      'master.cf': 'dovecot-lda unix - n n - - pipe user=x argv=y\n',
    });
  });

  it('a restriction class', async () => {
    const main =
      'smtpd_restriction_classes = strict\nstrict = reject\nsmtpd_client_restrictions = str<|>ict, permit\n';
    assert.deepEqual(await renamed({ 'main.cf': main }, 'harsh'), {
      'main.cf':
        'smtpd_restriction_classes = harsh\nharsh = reject\nsmtpd_client_restrictions = harsh, permit\n',
    });
  });

  const refusals: readonly (readonly [string, Files, string, string])[] = [
    ['a built-in', { 'main.cf': 'my<|>domain = a\n' }, 'x', 'is a parameter of Postfix'],
    ['one of another version', { 'main.cf': 'smtpd_forbid_bare_<|>newline = a\n' }, 'x', 'is a parameter'],
    ['a bad name', { 'main.cf': 'a<|>b = c\nmyorigin = $ab\n' }, 'a-b', 'letters, digits and underscores'],
    [
      'the name of a built-in',
      { 'main.cf': 'a<|>b = c\nmyorigin = $ab\n' },
      'mydomain',
      'of Postfix already',
    ],
    ['a taken name', { 'main.cf': 'a<|>b = c\nmyorigin = $ab$x\n' }, 'x', 'x exists already'],
    [
      'a name that belongs to a service',
      { 'main.cf': 'lda_destination<|>_recipient_limit = 1\n', 'master.cf': 'lda unix - - n - - smtp\n' },
      'x',
      'rename the service',
    ],
    [
      'a name that belongs to a table',
      { 'main.cf': 'alias_maps = ldap:addresses\naddresses_server<|>_host = a\n' },
      'x',
      'database table',
    ],
    ['a service of Postfix', { 'master.cf': 'clea<|>nup unix n - n - 0 cleanup\n' }, 'x', 'by this name'],
    ['a port', { 'master.cf': 'sm<|>tps inet n - n - - smtpd\n' }, 'x', 'is a port'],
    ['a bad service', { 'master.cf': 'l<|>da unix - - n - - smtp\n' }, 'a b', 'name of a service'],
    [
      'a taken service',
      { 'master.cf': 'l<|>da unix - - n - - smtp\nx unix - - n - - smtp\n' },
      'x',
      'x exists already',
    ],
    ['a transport without a service', { 'main.cf': 'default_transport = no<|>where\n' }, 'x', 'no name here'],
    ['nothing', { 'main.cf': '# <|>a\n' }, 'x', 'no name here'],
  ];
  for (const [name, files, newName, message] of refusals) {
    it(`refuses ${name}`, async () => {
      const said = await refusal(files, newName);
      assert.ok(said.includes(message), said);
    });
  }

  it('refuses in Chinese too', async () => {
    assert.match(await refusal({ 'main.cf': 'my<|>domain = a\n' }, 'x', 'zh-cn'), /名称不能改变/);
  });

  it('keeps a name that is not changed', async () => {
    assert.deepEqual(await renamed({ 'main.cf': 'a<|>b = c\n' }, 'ab'), { 'main.cf': 'ab = c\n' });
  });

  it('says beforehand what will be renamed', async () => {
    const { target, caret } = await open({ 'main.cf': 'ab = c\nmyorigin = x$a<|>b\n' });
    assert.deepEqual(prepareRename(target, caret), {
      range: { start: { line: 1, character: 13 }, end: { line: 1, character: 15 } },
      placeholder: 'ab',
    });
    assert.equal(uriOf('main.cf'), target.document.uri);
  });
});
