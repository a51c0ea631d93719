import { CLIENT_TYPES, type ClientType } from '../../postfix/clientParameters';
import { clientTypesOf, type ClientFile } from '../../system/tableClients';
import type { Target } from '../target';

/** The table types that read the file; all that have such files, where nothing tells. */
export function clientTypesAt({ system, file }: Target<ClientFile>): readonly ClientType[] {
  const types = clientTypesOf(system, file.uri);
  return types.length > 0 ? types : CLIENT_TYPES;
}
