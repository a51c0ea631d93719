import type { DaemonFact } from '../knowledge/types';
import type { Argument, Service } from '../postfix/masterCf';
import type { Severity } from './rule';

/** An `-o` as its author meant it: with the words that a blank has cut off. */
export interface MeantSetting {
  readonly option: Argument;
  readonly setting: Argument;
  /** Words behind the setting that begin no option and no attribute: the program takes them for arguments. */
  readonly loose: readonly Argument[];
}

const OPTION = /^-[A-Za-z]/;
const SETTING_FOLLOWS = /^-[vD]*o$/;

/** Every `-o name=value` of a service, also those that come too late to be read. */
export function meantSettings(service: Service, daemon: DaemonFact | undefined): MeantSetting[] {
  const words = service.arguments;
  const isAttribute = attributeTest(daemon);
  const found: MeantSetting[] = [];
  for (let index = 0; index < words.length; index++) {
    const option = words[index];
    const setting = words[index + 1];
    if (!option || isAttribute(option.text)) break;
    if (!setting || !SETTING_FOLLOWS.test(option.text)) continue;
    const from = index + 2;
    let to = from;
    while (to < words.length && !startsAnew(words[to]?.text ?? '', isAttribute)) to++;
    found.push({ option, setting, loose: words.slice(from, to) });
    index = to - 1;
  }
  return found;
}

function startsAnew(word: string, isAttribute: (word: string) => boolean): boolean {
  return OPTION.test(word) || isAttribute(word);
}

/** Whether a word is `name=…` with a name that this program knows; case does not matter. */
export function attributeTest(daemon: DaemonFact | undefined): (word: string) => boolean {
  const names = daemon?.attributes?.map(({ name }) => name) ?? [];
  return (word) => names.includes(/^(\w+)=/.exec(word)?.[1]?.toLowerCase() ?? '');
}

/** A blank inside `name=value` has cut it: `a = b`, `a= b`, `a =b`, `a=b, c`. */
export function isCutByBlank({ setting, loose }: MeantSetting): boolean {
  const [first] = loose;
  if (!first || first.text.startsWith('#') || setting.text.startsWith('{')) return false;
  return setting.text.indexOf('=') > 0 || (!setting.text.includes('=') && first.text.startsWith('='));
}

/** An error where the program refuses to run with such a line; a warning where it passes over it or is not known. */
export function severityFor(daemon: DaemonFact | undefined): Severity {
  return daemon === undefined || daemon.arguments === 'ignored' ? 'warning' : 'error';
}
