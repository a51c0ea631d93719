import assert from 'node:assert/strict';
import type { ParameterFact, ValueType, VersionedValue } from '../../../server/src/knowledge/types';
import { compareVersions } from '../../../server/src/knowledge/versions';
import { postfixFacts } from '../../support/facts';

const facts = postfixFacts();
const versions = facts.versions.map(({ minor }) => minor);
const [oldest = ''] = versions;
const byName = new Map(facts.parameters.map((fact) => [fact.name, fact]));

/** Expressions and references, which say nothing about the word that comes out. */
const isExpression = (value: string): boolean => value.includes('$');

function assertSorted(names: readonly string[]): void {
  assert.deepEqual(names, [...new Set(names)].sort());
}

function assertAscending(values: readonly VersionedValue[], message: string): void {
  for (const [index, { from, value }] of values.entries()) {
    const before = values[index - 1];
    if (before === undefined) continue;
    assert.ok(compareVersions(before.from, from) < 0, message);
    assert.notEqual(before.value, value, message);
  }
}

const ACCEPTS: Partial<Record<ValueType['kind'], (type: ValueType, value: string) => boolean>> = {
  boolean: (_, value) => value === 'yes' || value === 'no',
  integer: (type, value) =>
    type.kind === 'integer' &&
    /^-?\d+$/.test(value) &&
    Number(value) >= (type.min ?? -Infinity) &&
    Number(value) <= (type.max ?? Infinity),
  time: (type, value) => type.kind === 'time' && /^\d+[smhdw]$/.test(value),
  enum: (type, value) => type.kind === 'enum' && (value === '' || type.values.includes(value)),
  flags: (type, value) =>
    type.kind === 'flags' &&
    value
      .split(/[\s,]+/)
      .filter(Boolean)
      .every((word) => type.values.includes(word)),
  path: (type, value) =>
    type.kind === 'path' && (/^(\/.*|[\w-]*)$/.test(value) || type.words?.includes(value) === true),
};

describe('facts of Postfix', () => {
  it('name the versions that they were read from, in ascending order', () => {
    assert.deepEqual(versions, ['3.5', '3.7', '3.10', '3.11']);
    for (const { version, minor } of facts.versions) assert.ok(version.startsWith(`${minor}.`));
  });

  it('have one record a name, sorted', () => {
    assertSorted(facts.parameters.map(({ name }) => name));
    assertSorted(facts.serviceParameters.map(({ suffix }) => suffix));
    assertSorted(facts.tableClients.map(({ type }) => type));
    for (const { suffixes } of facts.tableClients) assertSorted(suffixes);
    assertSorted(facts.restrictions.map(({ name }) => name));
    assertSorted(facts.tableTypes.map(({ name }) => name));
    assertSorted(facts.daemons.map(({ name }) => name));
    assertSorted(facts.ports.map(({ name }) => name));
  });

  it('begin each default after the one before, and no earlier than the parameter', () => {
    for (const { name, since = oldest, removed, defaults } of facts.parameters) {
      assertAscending(defaults, name);
      const [first] = defaults;
      if (first !== undefined) assert.equal(first.from, since, name);
      if (removed !== undefined) {
        assert.ok(
          defaults.every(({ from }) => compareVersions(from, removed) < 0),
          name,
        );
      }
    }
  });

  it('use only versions that were read, but for restrictions, whose smtpd names the version itself', () => {
    const named = facts.parameters.flatMap(({ since, removed, legacySince, deprecated, defaults }) => [
      since,
      removed,
      legacySince,
      deprecated?.since,
      ...defaults.map(({ from }) => from),
    ]);
    for (const version of named) assert.ok(version === undefined || versions.includes(version), version);
  });

  it('have a default or a reason for its absence', () => {
    const isOld = ({ legacySince, removed }: ParameterFact): boolean =>
      legacySince !== undefined || removed === oldest;
    const bare = facts.parameters.filter((fact) => fact.defaults.length === 0 && !isOld(fact));
    assert.deepEqual(
      bare.map(({ name, computed }) => [name, computed]),
      [
        ['config_directory', 'config-directory'],
        ['mydomain', 'domain'],
        ['myhostname', 'hostname'],
        ['mynetworks', 'networks'],
        ['process_id', 'process-id'],
      ],
    );
  });

  it('have defaults that their types accept', () => {
    for (const { name, type, defaults } of facts.parameters) {
      for (const { value } of defaults.filter(({ value }) => !isExpression(value))) {
        const accepts = ACCEPTS[type.kind];
        assert.ok(accepts === undefined || accepts(type, value), `${name} = ${value}`);
      }
    }
  });

  it('know every word of an enumeration once', () => {
    for (const { name, type } of facts.parameters) {
      if (type.kind !== 'enum' && type.kind !== 'flags') continue;
      const words = [...type.values, ...(type.accepted ?? [])];
      assert.equal(new Set(words).size, words.length, name);
      for (const word of Object.keys(type.valuesSince ?? {})) assert.ok(type.values.includes(word), name);
    }
  });

  it('replace old names by names that exist', () => {
    const newest = versions.at(-1) ?? '';
    for (const { name, replacedBy, deprecated } of facts.parameters) {
      for (const other of [replacedBy, deprecated?.replacement]) {
        if (other === undefined) continue;
        const record = byName.get(other);
        assert.ok(record && record.legacySince === undefined, `${name} → ${other}`);
        assert.ok(record.removed === undefined, `${name} → ${other}, which ${newest} lacks`);
      }
    }
    const restrictions = new Set(facts.restrictions.map(({ name }) => name));
    for (const { name, replacedBy, deprecated } of facts.restrictions) {
      assert.ok(replacedBy === undefined || restrictions.has(replacedBy), name);
      const other = deprecated?.replacement;
      assert.ok(other === undefined || restrictions.has(other) || byName.has(other), name);
    }
  });

  it('refer to names that exist', () => {
    const daemons = new Set(facts.daemons.map(({ name }) => name));
    for (const { suffix, commands, default: value } of facts.serviceParameters) {
      assert.ok(byName.has(value.slice(1)), suffix);
      assert.ok(
        commands.every((command) => daemons.has(command)),
        suffix,
      );
    }
    const tableTypes = new Map(facts.tableTypes.map((fact) => [fact.name, fact.source]));
    for (const { type } of facts.tableClients) assert.equal(tableTypes.get(type), 'client', type);
  });

  it('tell a type that says more than "text" wherever there is one', () => {
    const plain = facts.parameters.filter(
      ({ type, removed }) => type.kind === 'string' && removed !== oldest,
    );
    assert.ok(plain.length < facts.parameters.length / 20, `${plain.length} parameters are just text`);
  });
});
