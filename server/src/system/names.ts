import type { PostfixRelease } from '../knowledge/postfixKnowledge';
import type { ServiceParameterFact } from '../knowledge/types';
import { fieldText, type Service } from '../postfix/masterCf';
import { splitList, type Word } from '../postfix/values';
import { memoizeByText } from '../text/memoize';

export { templateOf } from '../postfix/parseTemplate';

const REMEMBERED_VALUES = 20_000;

/** The words of a list value; split once for each distinct text. */
export const wordsOf: (value: string) => readonly Word[] = memoizeByText(splitList, REMEMBERED_VALUES);

/** What a parameter name is to Postfix. */
export type NameKind =
  | 'built-in'
  | 'legacy' // known only as a name in the default of a newer parameter
  | 'service' // SERVICE_<suffix> of an entry in master.cf
  | 'table-client' // NAME_<suffix> of ldap:NAME and the like
  | 'restriction-class'
  | 'user-defined' // set, and used as $name somewhere
  | 'unused'; // set, and known to nothing

/** Columns 1 and 8 of an entry in master.cf. */
export interface ServiceProgram {
  readonly name: string;
  readonly command: string;
}

export function programOf(service: Service): ServiceProgram {
  return { name: fieldText(service, 'service'), command: fieldText(service, 'command') };
}

/** `SERVICE_<suffix>` names that the entries of master.cf bring into being (postconf(5), "transport_…"). */
export function serviceParameterNames(
  services: readonly ServiceProgram[],
  release: PostfixRelease,
): ReadonlyMap<string, ServiceParameterFact> {
  const names = new Map<string, ServiceParameterFact>();
  for (const { name: service, command } of services) {
    for (const fact of release.serviceParameters) {
      const name = `${service}${fact.suffix}`;
      if (fact.commands.includes(command) && !names.has(name)) names.set(name, fact);
    }
  }
  return names;
}
