import type { RestrictionFact, RestrictionStage } from '../knowledge/types';
import { itemsOf, settingsNamed, settingsOf, type Item, type Setting } from './settings';
import type { PostfixInstance } from './postfixInstance';

/** A list of restrictions: one of Postfix's own, or a class. */
export interface RestrictionList {
  readonly setting: Setting;
  /** Absent for a class, which any list may name. */
  readonly stage?: RestrictionStage;
  readonly entries: readonly RestrictionEntry[];
}

export interface RestrictionEntry {
  readonly kind:
    | 'built-in'
    | 'removed' // an older version had it
    | 'class'
    | 'table' // type:name alone
    | 'unknown'
    | 'untold'; // only the running program knows
  readonly item: Item;
  readonly text: string;
  readonly fact?: RestrictionFact;
  /** The item behind it that belongs to it; absent also when the list ends before it. */
  readonly argument?: Item;
  /** `warn_if_reject` stands right before it. */
  readonly warnOnly: boolean;
  /** A `permit`, `reject` or `defer` before it decides in every case. */
  readonly unreachable: boolean;
}

const lists = new WeakMap<PostfixInstance, readonly RestrictionList[]>();

/** Every list of restrictions in force, classes included; the same for each call with one instance. */
export function restrictionLists(instance: PostfixInstance): readonly RestrictionList[] {
  let known = lists.get(instance);
  if (!known) lists.set(instance, (known = readAll(instance)));
  return known;
}

function readAll(instance: PostfixInstance): RestrictionList[] {
  const own = settingsOf(instance).flatMap((setting): RestrictionList[] => {
    const { type } = setting;
    return type?.kind === 'restrictions'
      ? [{ setting, stage: type.stage, entries: readRestrictions(instance, setting) }]
      : [];
  });
  const classes = settingsNamed(instance, instance.restrictionClasses);
  return [...own, ...classes.map((setting) => ({ setting, entries: readRestrictions(instance, setting) }))];
}

/** Restrictions with which a list ends, whatever follows (access(5), smtpd_check.c). */
const FINAL: ReadonlySet<string> = new Set(['permit', 'reject', 'defer']);

/** Takes the items one after the other, as smtpd does. An item that begins with `#` ends it. */
export function readRestrictions(instance: PostfixInstance, setting: Setting): RestrictionEntry[] {
  const entries: RestrictionEntry[] = [];
  const items = itemsOf(instance, setting);
  let warnOnly = false;
  let unreachable = false;
  let taken: Item | undefined;
  for (const [index, item] of items.entries()) {
    if (item.text?.startsWith('#')) break;
    if (item === taken) continue;
    const { kind, fact } = classify(instance, item.text);
    const argument = takesArgument(fact) ? items[index + 1] : undefined;
    taken = argument;
    entries.push({
      kind,
      item,
      text: item.text ?? '',
      warnOnly,
      unreachable,
      ...(fact && { fact }),
      ...(argument && { argument }),
    });
    const name = fact?.name ?? '';
    if (FINAL.has(name) && (name === 'permit' || !warnOnly)) unreachable = true;
    warnOnly = name === 'warn_if_reject';
  }
  return entries;
}

function takesArgument(fact: RestrictionFact | undefined): boolean {
  return fact?.argument !== undefined && fact.argument !== 'restriction';
}

function classify(
  { release, restrictionClasses }: PostfixInstance,
  text: string | undefined,
): Pick<RestrictionEntry, 'kind' | 'fact'> {
  if (text === undefined) return { kind: 'untold' };
  if (text.includes(':')) return { kind: 'table' };
  const fact = release.restriction(text);
  if (fact) return { kind: 'built-in', fact };
  if (restrictionClasses.has(text)) return { kind: 'class' };
  const removed = release.restrictionOfAnyVersion(text);
  return removed ? { kind: 'removed', fact: removed } : { kind: 'unknown' };
}
