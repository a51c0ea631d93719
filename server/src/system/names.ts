import { malformedNodes, parseTemplate, referencedNames, type Template } from '../postfix/expansion';
import type { Parameter } from '../postfix/mainCf';
import { fieldText, type Service } from '../postfix/masterCf';
import { tableReferences, withMembers } from '../postfix/tableReference';
import { splitList, type Word } from '../postfix/values';
import type { ServiceParameterFact } from '../knowledge/types';
import type { PostfixRelease } from '../knowledge/postfixKnowledge';
import { memoizeByText } from '../text/memoize';

const REMEMBERED_VALUES = 20_000;

/** The template of a value; parsed once for each distinct text. */
export const templateOf: (value: string) => Template = memoizeByText(
  (value) => parseTemplate(value),
  REMEMBERED_VALUES,
);

/** The words of a list value; split once for each distinct text. */
export const wordsOf: (value: string) => readonly Word[] = memoizeByText(splitList, REMEMBERED_VALUES);

const namesInTemplate = memoizeByText((value) => {
  const template = templateOf(value);
  return malformedNodes(template).length > 0 && template.nodes.length === 1
    ? []
    : referencedNames(template).map(({ text }) => text);
}, REMEMBERED_VALUES);

/** Names that a value mentions as `$name`. */
export function namesUsedBy(value: string): readonly string[] {
  return value.includes('$') ? namesInTemplate(value) : [];
}

/** What a parameter name is to Postfix. */
export type NameKind =
  | 'built-in'
  | 'service' // SERVICE_<suffix> of an entry in master.cf
  | 'table-client' // NAME_<suffix> of ldap:NAME and the like
  | 'restriction-class'
  | 'user-defined' // set, and used as $name somewhere
  | 'unused'; // set, and known to nothing

/** `SERVICE_<suffix>` names that the entries of master.cf bring into being (postconf(5), "transport_…"). */
export function serviceParameterNames(
  services: readonly Service[],
  release: PostfixRelease,
): ReadonlyMap<string, ServiceParameterFact> {
  const names = new Map<string, ServiceParameterFact>();
  for (const service of services) {
    const command = fieldText(service, 'command');
    for (const fact of release.serviceParameters) {
      if (!fact.commands.includes(command)) continue;
      const name = `${fieldText(service, 'service')}_${fact.suffix}`;
      if (!names.has(name)) names.set(name, fact);
    }
  }
  return names;
}

/** `NAME_<suffix>` names that the tables in these values bring into being. NAME is no path. */
export function tableClientNames(values: Iterable<string>, release: PostfixRelease): ReadonlySet<string> {
  const names = new Set<string>();
  for (const value of values) {
    if (!value.includes(':')) continue;
    for (const reference of tableReferences(value).flatMap(withMembers)) {
      if (/^[/.]/.test(reference.name)) continue;
      for (const suffix of release.clientSuffixes(reference.type)) names.add(`${reference.name}_${suffix}`);
    }
  }
  return names;
}

/** Names listed in `smtpd_restriction_classes`. */
export function restrictionClasses(entries: ReadonlyMap<string, Parameter>): ReadonlySet<string> {
  const value = entries.get('smtpd_restriction_classes')?.value.text ?? '';
  return new Set(wordsOf(value).map(({ text }) => text));
}
