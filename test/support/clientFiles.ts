import type { ClientType } from '../../server/src/postfix/clientParameters';
import type { Files } from './mailServer';

/** A server whose only table asks a database, and the file that says how. */
export function clientFiles(type: ClientType, text: string, parameter = 'virtual_alias_maps'): Files {
  return { 'main.cf': `${parameter} = ${type}:/etc/postfix/db.cf\n`, 'db.cf': text };
}
