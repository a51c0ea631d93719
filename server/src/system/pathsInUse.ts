import { tableFile, withMembers } from '../postfix/tableReference';
import type { SaslConf } from '../sasl/saslConf';
import type { PostfixInstance } from './postfixInstance';
import { itemsOf, knownValue, settingsOf, type Setting } from './settings';
import { saslauthdPaths } from './sasl';
import { socketPath, socketUses } from './sockets';
import { tableUses } from './tables';

/** A file that a value names, and where. */
export interface PathUse {
  /** Absolute on the server. */
  readonly path: string;
  readonly setting: Setting;
}

/** Files that settings name by themselves: certificates, keys, lists; tables are `tableUses`. */
export function fileUses(instance: PostfixInstance): PathUse[] {
  return settingsOf(instance).flatMap((setting) =>
    pathsOf(instance, setting)
      .filter((path) => path.startsWith('/'))
      .map((path) => ({ path, setting })),
  );
}

function pathsOf(instance: PostfixInstance, setting: Setting): string[] {
  const { type } = setting;
  if (type?.kind === 'path' && type.of === 'file') return [knownValue(instance, setting) ?? ''];
  const listsFiles = type?.kind === 'list' && (type.of === 'file' || type.matched === true);
  return listsFiles ? itemsOf(instance, setting).map(({ text }) => (text ?? '').replace(/^!+/, '')) : [];
}

/** Every path that some rule asks the disk for, each once. */
export function pathsInUse(instance: PostfixInstance, sasl?: SaslConf): string[] {
  const tables = tableUses(instance).flatMap(({ reference }) =>
    withMembers(reference).flatMap((member) => {
      const path = tableFile(member);
      const suffixes = instance.release.tableType(member.type)?.suffixes ?? [];
      return path?.startsWith('/') ? [path, ...suffixes.map((suffix) => path + suffix)] : [];
    }),
  );
  // With and without a jail.
  const sockets = socketUses(instance).flatMap(({ path }) =>
    [true, false].map((isJailed) => socketPath(instance, path, isJailed)),
  );
  const files = fileUses(instance).map(({ path }) => path);
  return [...new Set([...tables, ...files, ...sockets, ...saslauthdPaths(instance, sasl)])];
}
