import assert from 'node:assert/strict';
import { fieldText, parseMasterCf, serviceKey, type Service } from '../../../server/src/postfix/masterCf';

const ROW = 'smtp inet n - n - - smtpd';

function only(text: string): Service {
  const { services } = parseMasterCf(text);
  assert.ok(services[0] && services.length === 1);
  return services[0];
}

function options(text: string): readonly (readonly [string, string])[] {
  return only(`${ROW} ${text}`).overrides.map(({ name, value }) => [name, value.text] as const);
}

function problems(text: string): readonly string[] {
  const service = only(`${ROW} ${text}`);
  return service.problems.map(
    ({ code, span }) => `${code}: ${service.line.source.text.slice(span.start, span.end)}`,
  );
}

describe('parseMasterCf', () => {
  it('reads eight columns, cut at blanks alone', () => {
    const service = only('{a b} inet\n n - n\n# between\n - - smtpd -v');
    assert.deepEqual(
      service.fields.map(({ text }) => text),
      ['{a', 'b}', 'inet', 'n', '-', 'n', '-', '-'],
    );
    assert.equal(fieldText(service, 'command'), '-');
    assert.deepEqual(
      service.arguments.map(({ text }) => text),
      ['smtpd', '-v'],
    );
  });

  it('says when columns are missing', () => {
    const service = only('smtp inet n - n - smtpd');
    assert.deepEqual(
      service.problems.map(({ code }) => code),
      ['field-count'],
    );
    assert.equal(serviceKey(service), 'smtp/inet');
  });

  it('keeps a first line that is indented apart', () => {
    const { services, indented } = parseMasterCf(`  ${ROW}\n${ROW}\n`);
    assert.deepEqual([services.length, indented.length], [1, 1]);
  });
});

describe('options of a service', () => {
  const cases: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['-o a=b', [['a', 'b']]],
    ['-oa=b', [['a', 'b']]],
    ['-v -o a=b -D -o c=', [['a', 'b'], ['c', '']]], // prettier-ignore
    ['-vo a=b', [['a', 'b']]],
    ['-o { a = b, c }', [['a', 'b, c']]],
    ['-o {a=b}', [['a', 'b']]],
    ['-o a={b c}', [['a', '{b c}']]],
    ['-o a==b', [['a', '=b']]],
    ['-m 10 -o a=b', [['a', 'b']]],
    ['-o a=b, c -o d=e', [['a', 'b,']]],
    ['-- -o a=b', []],
    ['- -o a=b', []],
    ['word -o a=b', []],
  ];
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(options(text), expected));

  it('the rest is what the program gets as arguments', () => {
    const service = only(`${ROW} -v -o a=b, c -o d=e`);
    assert.deepEqual(
      service.operands.map(({ text }) => text),
      ['c', '-o', 'd=e'],
    );
    assert.deepEqual(only(`${ROW} -o a=b`).operands, []);
  });

  it('spans lie in the document, over comments between continuation lines', () => {
    const text = `${ROW}\n  -o\n# why\n  { a =\n b }\n`;
    const [override] = only(text).overrides;
    assert.ok(override);
    assert.equal(text.slice(override.nameSpan.start, override.nameSpan.end), 'a');
    assert.equal(text.slice(override.value.start, override.value.end), 'b');
    assert.equal(text.slice(override.span.start, override.span.end), '-o\n# why\n  { a =\n b }');
  });
});

describe('problems of a service', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['-o a = b', ['override-without-equals: -o a']],
    ['-o { a b = c }', ['override-without-equals: -o { a b = c }']],
    ['-o =b', ['override-without-name: -o =b']],
    ['-o', ['override-missing: -o']],
    ['-v -o a=b -o', ['override-missing: -o']],
    ['-o{ a=b }', ['attached-braces: -o{ a=b }']],
    ['-o { a=b', ['unbalanced-braces: { a=b']],
    ['-o {a=b}, -v', ['unbalanced-braces: {a=b},']],
    ['flags=x {a}b', ['unbalanced-braces: {a}b']],
    ['argv=x { a b }', []],
    ['-Q', ['unknown-option: -Q']],
    ['-vQ -o a=b', ['unknown-option: -vQ']],
  ];
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(problems(text), expected));
});
