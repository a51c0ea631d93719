import { CodeActionKind } from 'vscode-languageserver-types';
import { tableReferences, withMembers, type TableReference } from '../../postfix/tableReference';
import type { FileEdit } from '../../rules/rule';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { Refactor } from './refactoring';
import { allSettings, type WrittenSetting } from './settings';

const TITLE = {
  en: 'Convert {count} tables to {types}, the default of this Postfix (run postmap afterwards)',
  'zh-cn': '把 {count} 个查找表转换为此 Postfix 的默认类型 {types}（之后运行 postmap）',
};

/** Files of keys and values that postmap(1) makes; a program that only looks up can do with any of them. */
const INDEXED: ReadonlySet<string> = new Set(['hash', 'btree', 'dbm', 'sdbm', 'cdb', 'lmdb']);

/** Tables that programs write to, for which Postfix 3.11 has a default of its own. */
const CACHE = /_cache_(map|database)$|^address_verify_map$/;

/** All tables of both files at once, so that none is left that the target cannot open. */
export const tableTypes: Refactor = {
  kind: `${CodeActionKind.RefactorRewrite}.tableTypes`,
  find({ instance, file }, range) {
    const settings = allSettings(instance);
    const touched = settings.filter(
      ({ file: { uri }, entry: { value } }) =>
        uri === file.uri && value.start <= range.end && range.start <= value.end,
    );
    if (!touched.some((setting) => conversions(instance, setting).length > 0)) return [];
    const all = settings.flatMap((setting) => conversions(instance, setting));
    const types = [...new Set(all.map(({ text }) => text))].sort().join(', ');
    return [{ title: { text: TITLE, values: { count: all.length, types } }, edits: all }];
  },
};

function conversions(instance: PostfixInstance, { file, entry }: WrittenSetting): FileEdit[] {
  if (!entry.value.text.includes(':')) return [];
  const wanted = defaultType(instance, entry.name);
  if (wanted === undefined) return [];
  return referencesIn(instance, entry)
    .filter(({ type }) => INDEXED.has(type) && type !== wanted)
    .map(({ typeStart, type }) => ({
      uri: file.uri,
      span: entry.value.spanOf(typeStart, typeStart + type.length),
      text: wanted,
    }));
}

function defaultType(instance: PostfixInstance, name: string): string | undefined {
  const parameter = CACHE.test(name) ? 'default_cache_db_type' : 'default_database_type';
  const type = instance.effective(parameter);
  return type !== undefined && INDEXED.has(type) ? type : undefined;
}

const HOLDS_TABLES: ReadonlySet<string> = new Set(['tables', 'list', 'restrictions']);

/** In the user's own parameters a table is one that names a file. */
function referencesIn(instance: PostfixInstance, { name, value }: WrittenSetting['entry']): TableReference[] {
  const references = tableReferences(value.text).flatMap(withMembers);
  const type = instance.release.parameterOfAnyVersion(name)?.type;
  if (type) return HOLDS_TABLES.has(type.kind) ? references : [];
  return references.filter((reference) => /^[/$]/.test(reference.name));
}
