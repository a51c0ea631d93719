import { referencedNames, type Name } from '../../postfix/expansion';
import type { PostfixInstance } from '../../system/postfixInstance';
import { WordIndex } from '../../text/nearest';
import type { Span } from '../../text/span';
import { assignmentsOf, inValue, mentioningOf, type Assignment } from '../assignments';
import { defineRule } from '../rule';

/** A `$name` that nothing sets is empty ("undefined parameter", postconf(1)). */
export const undefinedName = defineRule({
  id: 'undefined-name',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    undefined: {
      en: 'Nothing sets {name}: it expands to nothing',
      'zh-cn': '没有任何地方设置 {name}：它会展开为空',
    },
    restrictionClass: {
      en: 'The restriction class {name} is listed here, but nothing says what it is',
      'zh-cn': '此处列出了限制类 {name}，但没有任何地方定义它',
    },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
  },
  check({ instance, report }) {
    // Without main.cf nobody can tell what it sets.
    const told = ({ service }: Assignment): boolean => !service || instance.main !== undefined;
    for (const assignment of assignmentsOf(instance).filter(isClassList).filter(told)) {
      for (const { name, ...place } of undefinedClasses(instance, assignment)) {
        report({ at: inValue(assignment, place), message: 'restrictionClass', values: { name } });
      }
    }
    for (const assignment of suspects(instance).filter(told)) {
      for (const used of undefinedNames(instance, assignment)) {
        const meant = candidates(instance).nearest(used.text);
        report({
          at: inValue(assignment, used),
          message: 'undefined',
          values: { name: used.text },
          fixes: meant
            ? [
                {
                  title: 'replace',
                  values: { meant },
                  edits: () => [{ ...inValue(assignment, used), text: meant }],
                },
              ]
            : [],
        });
      }
    }
  },
});

const isClassList = ({ entry }: Assignment): boolean => entry.name === 'smtpd_restriction_classes';

/** The values in which such a name may stand. */
function suspects(instance: PostfixInstance): readonly Assignment[] {
  const inMain = instance.nameUse.mentioningUndefined;
  return mentioningOf(instance).filter(({ entry, service }) => service !== undefined || inMain.has(entry));
}

function undefinedNames(instance: PostfixInstance, { key, reading }: Assignment): Name[] {
  const { release, nameUse } = instance;
  const { names } = reading.scan(release.hasFunctions);
  const missing = new Set(names.filter((name) => !nameUse.isDefined(name, key)));
  if (missing.size === 0) return [];
  return referencedNames(reading.template).filter(({ text }) => missing.has(text));
}

/** Classes as Postfix finds them: cut at blanks and commas alone. One that a `$name` brings marks the whole value. */
function undefinedClasses(
  instance: PostfixInstance,
  { entry, key }: Assignment,
): (Span & { name: string })[] {
  const { text } = entry.value;
  const written = [...text.matchAll(/[^, \t\r\n]+/g)];
  const missing = instance.nameUse.classNames(key).filter((name) => !instance.nameUse.isDefined(name, key));
  return [...new Set(missing)].flatMap((name) => {
    const places = written.filter((word) => word[0] === name);
    if (places.length === 0) return [{ name, start: 0, end: text.length }];
    return places.map(({ index }) => ({ name, start: index, end: index + name.length }));
  });
}

const indexes = new WeakMap<PostfixInstance, WordIndex>();

function candidates(instance: PostfixInstance): WordIndex {
  let index = indexes.get(instance);
  if (!index) {
    index = new WordIndex([...instance.entries.keys(), ...instance.release.parameterNames]);
    indexes.set(instance, index);
  }
  return index;
}
