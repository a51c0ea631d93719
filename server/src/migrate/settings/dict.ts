import { open, write, type Context, type OldSetting, type Outcome } from '../conversion';
import { reason } from '../reasons';
import { block, include, setting, type Statement } from '../statements';
import { dictBlock } from './dictUri';

const SQL = /^(mysql|pgsql|sqlite|cassandra):(.+)$/;

/** `name = driver:place` in `dict`: a dictionary that the dict service offers. */
export function convertDict(old: OldSetting, { driverFiles }: Context): Outcome {
  const [, sqlDriver, path = ''] = SQL.exec(old.value) ?? [];
  if (sqlDriver !== undefined) {
    const body: Statement[] = [setting('driver', 'sql'), setting('sql_driver', sqlDriver)];
    return driverFiles.has(path)
      ? write([block('dict', old.name, [...body, include(path)])])
      : write([block('dict', old.name, body)], [reason('not-at-hand', { path })]);
  }
  const own = dictBlock(old.value);
  if (own?.kind !== 'block') return open(reason('in-group', { name: `dict ${old.name}`, value: old.value }));
  const driver = own.label === old.name ? [] : [setting('driver', own.label ?? '')];
  return write([block('dict', old.name, [...driver, ...own.body])]);
}
