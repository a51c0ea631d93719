import type { DovecotSettingFact } from '../knowledge/dovecotKnowledge';
import {
  open,
  removed,
  write,
  type Context,
  type Conversion,
  type OldSetting,
  type Outcome,
} from './conversion';
import { convertList } from './lists';
import { reason } from './reasons';
import { block, setting, type NewSetting } from './statements';
import { variablesOf } from './variableNames';
import { convertVariables } from './variables';

/** Texts that variables are not looked for in. */
const WITHOUT_VARIABLES = /^log_timestamp$|_(password|api_key)$/;

/** The same value under another name. */
export function renamed(name: string): Conversion {
  return (old, context) => carryOver(old, name, context);
}

/** A value that means the same in 2.4, its variables and references as they are written there. */
export function carryOver(old: OldSetting, name: string, context: Context): Outcome {
  const holder = old.place.split('/').at(-1) ?? '';
  const fact = context.factOf(name, holder === 'plugin' ? '' : holder);
  if (!fact) return removed(old, context);
  if (fact.type === 'strlist') return carryPairs(old, name, fact);
  if (fact.type.startsWith('named_')) return open(reason('in-group', { name: old.name, value: old.value }));
  if (old.form === 'file') {
    return write([setting(name, fact.type === 'file' ? old.value : `<${old.value}`)]);
  }
  if (fact.type === 'boollist') return convertList(old, name, fact.name, context);
  return carryText(old, name, fact, context);
}

function carryText(old: OldSetting, name: string, fact: DovecotSettingFact, context: Context): Outcome {
  const references = referencesIn(old);
  const known = references.map((reference) => [reference, meaningOf(reference, old, context)] as const);
  const unknown = known.find(([, meaning]) => meaning === undefined)?.[0];
  if (unknown !== undefined) return open(reason('reference', { name: unknown }));
  const written = known.reduce(
    (text, [reference, meaning]) => text.replaceAll(`$${reference}`, () => meaning ?? ''),
    sourceOf(old),
  );
  return withVariables(setting(name, written), old, fact);
}

/** The text with its quotes, as it is written. */
function sourceOf({ assignment, value }: OldSetting): string {
  return assignment ? assignment.entry.source.text : value;
}

function referencesIn({ value, form }: OldSetting): string[] {
  if (form !== 'plain') return [];
  return [...value.matchAll(/(?<=^|\s)\$(\w+)(?=\s|$)/g)].flatMap(([, name]) => name ?? []);
}

/** What `$name` stands for: its value, or its name in 2.4 where that has the same default. */
function meaningOf(name: string, old: OldSetting, context: Context): string | undefined {
  if (name === old.name) return context.instance.release.setting(name)?.default?.toString();
  const value = context.global(name);
  if (value !== undefined) return value;
  const type = context.target.setting(name)?.type;
  return type === undefined || type.endsWith('list') || type.startsWith('named_')
    ? undefined
    : `$SET:${name}`;
}

function withVariables({ key, value }: NewSetting, old: OldSetting, fact: DovecotSettingFact): Outcome {
  if (WITHOUT_VARIABLES.test(fact.name)) return write([setting(key, value)]);
  const { text, edits, unknown } = convertVariables(value, variablesOf(fact.name, isOfAuth(old, fact)));
  const isWritten = old.assignment?.entry.source.text === value;
  // doveconf of 2.4 may crash of a variable that it does not understand.
  if (unknown.length > 0)
    return open(...unknown.map((variable) => reason('no-variable', { name: variable })));
  return write([{ ...setting(key, text), ...(isWritten && { edits }) }]);
}

/** `a=1 b=2` becomes a block of pairs. */
function carryPairs(old: OldSetting, name: string, fact: DovecotSettingFact): Outcome {
  const words = old.value.split(/\s+/).filter((word) => word !== '');
  const pairs = words.map((word) => {
    const at = word.indexOf('=');
    const { text } = convertVariables(word.slice(at + 1), variablesOf(fact.name, isOfAuth(old, fact)));
    return at < 0 ? undefined : setting(word.slice(0, at), text);
  });
  const whole = pairs.filter((pair) => pair !== undefined);
  return whole.length < pairs.length
    ? open(reason('in-group', { name: old.name, value: old.value }))
    : write([block(name, undefined, whole)]);
}

function isOfAuth({ place }: OldSetting, { modules }: DovecotSettingFact): boolean {
  return modules.includes('auth') || /^(passdb|userdb)/.test(place);
}
