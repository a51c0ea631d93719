import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatFile } from '../../../../server/src/features/tables/format';
import { SORT_TABLE, sortings } from '../../../../server/src/features/tables/sort';
import { applyEdits } from '../../../../server/src/text/edits';
import { tableTargetAt } from '../../../support/target';

const USES = {
  virtual: 'virtual_alias_maps = hash:/etc/postfix/virtual\n',
  aliases: 'alias_maps = hash:/etc/postfix/aliases\n',
  checks: 'header_checks = pcre:/etc/postfix/checks\n',
  networks: 'mynetworks = cidr:/etc/postfix/networks\n',
} as const;

type Name = keyof typeof USES;

async function formatted(name: Name, text: string, tableLayout: 'aligned' | 'plain'): Promise<string> {
  const { target } = await tableTargetAt({ 'main.cf': USES[name], [name]: `${text}<|>` });
  const options = { tabSize: 4, insertSpaces: true, tableLayout };
  const edits = formatFile(target, options);
  const result = TextDocument.applyEdits(target.document, edits);
  const again = await tableTargetAt({ 'main.cf': USES[name], [name]: `${result}<|>` });
  assert.deepEqual(formatFile(again.target, options), [], 'a second time changes nothing');
  return result;
}

async function sorted(name: Name, text: string): Promise<string> {
  const { target } = await tableTargetAt({ 'main.cf': USES[name], [name]: `${text}<|>` });
  const [found] = sortings(target, { start: 0, end: 0 }, undefined, (kind) => kind === SORT_TABLE);
  return found ? applyEdits(text, found.edits) : 'nothing to sort';
}

describe('format of lookup tables', () => {
  it('aligned: values of neighbours stand below each other', async () => {
    const text = '# x  \na@example.com\tb\nlonger@example.com    c  \n\n\n\n\nd   e';
    assert.equal(
      await formatted('virtual', text, 'aligned'),
      '# x\na@example.com      b\nlonger@example.com c\n\n\nd e\n',
    );
  });

  it('plain: one blank', async () => {
    assert.equal(await formatted('virtual', 'a\tb\nlong    c\n', 'plain'), 'a b\nlong c\n');
    assert.equal(await formatted('aliases', 'a :b\nlong:    c\n', 'plain'), 'a: b\nlong: c\n');
    assert.equal(await formatted('checks', '/a b/   REJECT  x\n', 'plain'), '/a b/ REJECT  x\n');
    assert.equal(await formatted('networks', '10.0.0.0/8\t OK\n', 'plain'), '10.0.0.0/8 OK\n');
  });

  it('leaves continuation lines, and what is no entry', async () => {
    const text = 'a@example.com b,\n      c\n  # d\n\te,   f\n"x y  z\n';
    assert.equal(await formatted('virtual', text, 'aligned'), text);
  });

  it('a very long key does not move its neighbours', async () => {
    const key = `${'x'.repeat(50)}@example.com`;
    assert.equal(await formatted('virtual', `a  b\n${key}  c\n`, 'aligned'), `a b\n${key} c\n`);
  });

  it('a range touches its lines alone', async () => {
    const { target } = await tableTargetAt({ 'main.cf': USES.virtual, virtual: 'a  b\n«c  d»\ne  f\n' });
    const edits = formatFile(
      target,
      { tabSize: 4, insertSpaces: true, tableLayout: 'plain' },
      { start: 5, end: 9 },
    );
    assert.equal(TextDocument.applyEdits(target.document, edits), 'a  b\nc d\ne  f\n');
  });
});

describe('sorting of lookup tables', () => {
  it('by domain, then by name; comments stay with their entries', async () => {
    const text = 'z@example.com a\n# about b\nb@example.com c,\n  d\n@example.com x\na@example.net e\n';
    const wanted = '@example.com x\n# about b\nb@example.com c,\n  d\nz@example.com a\na@example.net e\n';
    assert.equal(await sorted('virtual', text), wanted);
    assert.equal(await sorted('virtual', wanted), 'nothing to sort');
  });

  it('within groups, whose headings stay', async () => {
    assert.equal(
      await sorted('aliases', '# staff\nb: x\na: y\n\n# lists\nd: x\nc: y'),
      '# staff\na: y\nb: x\n\n# lists\nc: y\nd: x\n',
    );
  });

  it('of two lines with one key the first one stays the first', async () => {
    assert.equal(await sorted('aliases', 'B: first\na: x\nb: second\n'), 'a: x\nB: first\nb: second\n');
  });

  it('never where the order rules, or where a line is broken', async () => {
    assert.equal(await sorted('checks', '/b/ OK\n/a/ OK\n'), 'nothing to sort');
    assert.equal(await sorted('virtual', 'b x\nonlykey\na y\n'), 'nothing to sort');
  });
});
