import type { Block } from '../../dovecot/nodes';
import type { LineEdits } from '../lineEdits';
import { block, setting, type Statement } from '../statements';

/** `map { }` of a dictionary in SQL: its pattern is the label, its columns are blocks. */
export function convertDictMap(map: Block, edits: LineEdits): void {
  const values = new Map(
    map.entries.flatMap((entry) =>
      entry.kind === 'setting' ? [[entry.key.text, entry.value] as const] : [],
    ),
  );
  edits.rename(map, 'dict_map', values.get('pattern') ?? '');
  const types = (values.get('value_type') ?? '').split(/[\s,]+/);
  for (const entry of map.entries) {
    if (entry.kind === 'block') {
      convertKeys(entry, edits);
      continue;
    }
    if (entry.kind !== 'setting') continue;
    const statements = linesFor(entry.key.text, entry.value, types, values.get('value_hexblob'));
    if (statements.length > 0) edits.replace(entry, statements);
    else edits.remove(entry.line);
  }
}

const SAME: Readonly<Record<string, string>> = {
  table: 'sql_table',
  username_field: 'username_field',
  expire_field: 'expire_field',
};

function linesFor(
  name: string,
  value: string,
  types: readonly string[],
  hex: string | undefined,
): Statement[] {
  const same = SAME[name];
  if (same !== undefined) return [setting(same, value)];
  if (name !== 'value_field') return [];
  return value.split(/[\s,]+/).map((column, index) => {
    const type = hex === 'yes' ? 'hexblob' : (types[index] ?? types[0] ?? '');
    return block('value_field', column, type === '' ? [] : [setting('type', type)]);
  });
}

/** `fields { column = $variable }`, a block for each column. */
function convertKeys(fields: Block, edits: LineEdits): void {
  if (!fields.close || fields.type.text !== 'fields') return;
  const indent = edits.indentOf(fields.line);
  const inner = fields.entries[0];
  const width = inner ? edits.indentOf(inner.line).length - indent.length : 0;
  edits.remove(fields.line);
  edits.outdent(fields.line.lastLine + 1, fields.close.line.firstLine - 1, Math.max(0, width));
  for (const entry of fields.entries) {
    if (entry.kind !== 'setting') continue;
    const [, type, variable = entry.value] =
      /^\$\{(int|uint|double|hexblob|uuid):(\w+)\}$/.exec(entry.value) ?? [];
    const value = type === undefined ? entry.value : `$${variable}`;
    const body = [setting('value', value), ...(type === undefined ? [] : [setting('type', type)])];
    edits.replace(entry, [block('key_field', entry.key.text, body)], indent);
  }
  edits.remove(fields.close.line);
}
