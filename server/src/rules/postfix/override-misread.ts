import type { Override, Service } from '../../postfix/masterCf';
import type { MasterFile } from '../../system/files';
import { isExpanded } from '../../system/nameUse';
import { readEntry } from '../../system/postconf/masterEntry';
import type { PostfixInstance } from '../../system/postfixInstance';
import { defineRule, type FixReport } from '../rule';
import { insertion } from '../services';

type Texts = 'cut' | 'stops' | 'hidden' | 'separate' | 'separateAll';

/**
 * `postconf` reads options of services in its own way: it cuts `-oname=value` at each further `o`, and ends at the
 * argument of any other option. What it shows, and warns of, is not what the programs do.
 */
export const overrideMisread = defineRule<Texts>({
  id: 'override-misread',
  severity: 'info',
  reads: ['master'],
  messages: {
    cut: {
      en: 'The programs read this, but postconf cuts it at each further "o" and shows settings that nobody made',
      'zh-cn': '各程序能读懂这种写法，但 postconf 会在其后的每个字母 o 处把它切断，显示出并不存在的设置',
    },
    stops: {
      en: 'postconf cuts this at each further "o" and finds an expression that it cannot expand: postfix does not start',
      'zh-cn': 'postconf 会在其后的每个字母 o 处把它切断，得到无法展开的表达式：postfix 因此无法启动',
    },
    hidden: {
      en: 'The programs read this, but postconf does not: it ends at the argument of an option before it',
      'zh-cn': '各程序会读取这个设置，但 postconf 看不到：它读到前面某个选项的参数就停下了',
    },
    separate: { en: 'Put a blank behind -o', 'zh-cn': '在 -o 之后加空格' },
    separateAll: { en: 'Put a blank behind every -o', 'zh-cn': '在所有 -o 之后加空格' },
  },
  check({ instance, report }) {
    const { master } = instance;
    for (const service of master?.tree.services ?? []) {
      if (!master || service.overrides.length === 0) continue;
      for (const { override, message } of misreadBy(instance, master, service)) {
        report({
          at: { uri: master.uri, span: override.span },
          message,
          ...(message === 'stops' && { severity: 'error' }),
          fixes: message === 'hidden' ? [] : [separation(master, override)],
        });
      }
    }
  },
});

interface Misread {
  readonly override: Override;
  readonly message: 'cut' | 'stops' | 'hidden';
}

/** Overrides that `postconf` does not have among the settings of the service. */
function misreadBy(instance: PostfixInstance, master: MasterFile, service: Service): Misread[] {
  const seen = readEntry(service.line.source.text, '').entry?.settings;
  if (!seen) return [];
  const missed = service.overrides.filter(
    ({ name, value }) => !seen.some(([other, text]) => other === name && text === value.text),
  );
  return missed.flatMap((override): Misread[] => {
    if (isAttached(master, override)) {
      return [{ override, message: stopsPostconf(instance, service, seen) ? 'stops' : 'cut' }];
    }
    // What is wrong with the options has rules of its own.
    return service.problems.length > 0 ? [] : [{ override, message: 'hidden' }];
  });
}

function isAttached({ tree: { text } }: MasterFile, { span, nameSpan }: Override): boolean {
  return /^-\w*o$/.test(text.slice(span.start, nameSpan.start));
}

function separation(master: MasterFile, { nameSpan }: Override): FixReport<Texts> {
  return {
    title: 'separate',
    safe: true,
    allTitle: 'separateAll',
    edits: () => [insertion(master, nameSpan.start, ' ')],
  };
}

/** A setting that only `postconf` sees cannot be expanded; `postfix` asks it before it starts. */
function stopsPostconf(
  instance: PostfixInstance,
  service: Service,
  seen: readonly (readonly [name: string, value: string])[],
): boolean {
  const own = new Set(service.overrides.map(({ value }) => value.text));
  return seen.some(
    ([name, value]) =>
      !own.has(value) && isExpanded(name, instance) && instance.expand(value, service).problems.length > 0,
  );
}
