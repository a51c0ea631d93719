/** The type of each parameter: the array of `postconf` that holds it tells most, kinds.mjs the rest. */
import { UNITS } from './defaults.mjs';
import { KINDS } from './kinds.mjs';
import { checkedKinds } from './words.mjs';

const toMap = (groups) => new Map(groups.flatMap(([fact, names]) => names.map((name) => [name, fact])));
const unitOf = toMap(UNITS);

/** A limit of 0 is none (mail_conf_int.c, mail_conf_time.c). */
const bounds = ({ min, max }) => ({ ...(min !== 0 && { min }), ...(max !== 0 && { max }) });

const bool = () => ({ kind: 'boolean' });

/** A `long` has 64 bits on every machine that Debian calls amd64 or arm64, an `int` 32. */
function integer(name, _value, table) {
  const unit = unitOf.get(name);
  return {
    kind: 'integer',
    ...bounds(table),
    ...(unit && { unit }),
    ...(table.array === 'long' && { wide: true }),
  };
}

function time(name, value, table) {
  const unit = value.at(-1);
  if (!/[smhdw]/.test(unit)) throw new Error(`${name} has no unit in its default ${value}`);
  return { kind: 'time', unit, ...bounds(table) };
}

const BY_ARRAY = { bool, nbool: bool, int: integer, nint: integer, long: integer, time };

/** @returns a function of name and suite */
export function parameterTypes(suites) {
  const kinds = checkedKinds(KINDS, suites);
  const kindOf = toMap(kinds);
  checkNames(kindOf, suites);
  return function typeOf(name, suite) {
    const table = suite.tables.get(name);
    const byArray = table && BY_ARRAY[table.array];
    if (byArray !== undefined) return byArray(name, suite.defaults.get(name), table);
    const kind = kindOf.get(name);
    if (kind !== undefined) return kind;
    const other = /^\$(\w+)$/.exec(suite.defaults.get(name) ?? '')?.[1];
    if (other === undefined) throw new Error(`kinds.mjs does not say what ${name} holds`);
    return typeOf(other, suite);
  };
}

function checkNames(kindOf, suites) {
  const all = new Set(suites.flatMap(({ defaults, legacy }) => [...defaults.keys(), ...legacy]));
  const wrong = [...kindOf.keys()].filter((name) => !all.has(name));
  if (wrong.length > 0) throw new Error(`kinds.mjs names what no version has: ${wrong.join(' ')}`);
}
