import type { Block, Setting } from '../dovecot/nodes';
import { placeOf } from '../system/dovecot/sections';
import type { Language } from '../text/localized';
import type { Context, DriverFile } from './conversion';
import { convertDictMap } from './drivers/dictMap';
import {
  notUnderstood,
  type DriverConversion,
  type DriverConversions,
  type DriverOutcome,
} from './drivers/driverSettings';
import { LDAP } from './drivers/ldap';
import { OAUTH2 } from './drivers/oauth2';
import { DICT_SQL, SQL } from './drivers/sql';
import { LineEdits } from './lineEdits';
import type { MigratedFile, OpenPoint } from './migration';
import { reason, type Reason } from './reasons';
import { isReadable, setting } from './statements';

const DRIVERS: Readonly<Record<string, DriverConversions>> = {
  sql: SQL,
  ldap: LDAP,
  oauth2: OAUTH2,
  'dict-sql': DICT_SQL,
};

/** Rewrites the file of a driver, so that `passdb`, `userdb` or `dict` can include it. */
export function migrateDriverFile(file: DriverFile, context: Context, language: Language): MigratedFile {
  const { uri, tree } = file;
  const edits = new LineEdits(tree, language);
  const points: OpenPoint[] = [];
  const uses = usesOf(file, context);
  const { conversions = {}, driver } = uses[0] ?? {};
  const drivers = [...new Set(uses.flatMap((use) => use.driver ?? []))];
  const values = valuesOf(
    tree.entries.filter((entry) => entry.kind === 'setting'),
    driver,
  );
  const report = (entry: Setting | Block, reasons: readonly Reason[]): void => {
    edits.mark(entry.line, reasons);
    for (const one of reasons)
      points.push({ span: { start: entry.line.start, end: entry.line.end }, reason: one });
  };
  for (const entry of tree.entries) {
    if (entry.kind === 'setting') {
      const known = Object.hasOwn(conversions, entry.key.text) ? conversions[entry.key.text] : undefined;
      const { statements, reasons } = readable(entry, known ? convert(entry, known, values) : unknown(entry));
      const isShared = entry.key.text === 'connect' && drivers.length > 1;
      report(entry, [
        ...reasons,
        ...(isShared ? [reason('several-drivers', { names: drivers.join(', ') })] : []),
      ]);
      if (statements.length > 0) edits.replace(entry, statements);
      else if (reasons.length > 0) edits.commentOut(entry.line.firstLine, entry.line.lastLine);
      else edits.remove(entry.line);
    } else if (entry.kind === 'block') convertBlock(entry, edits, report);
  }
  return { uri, tree, edits: edits.edits, points };
}

function readable({ value }: Setting, outcome: DriverOutcome): DriverOutcome {
  return outcome.statements.every(isReadable) ? outcome : notUnderstood(value);
}

function unknown({ key }: Setting): DriverOutcome {
  return { statements: [], reasons: [reason('no-successor', { name: key.text })] };
}

function convert(
  { form, value, source }: Setting,
  known: DriverConversion,
  values: ReadonlyMap<string, string>,
): DriverOutcome {
  if (form === 'plain') return known(source.text, values);
  const { statements, reasons } = known(form === 'file' ? `<${value}` : value, values);
  // Edits would count from inside of the quotes.
  const whole = statements.map((one) => (one.kind === 'setting' ? setting(one.key, one.value) : one));
  return { statements: whole, reasons };
}

function convertBlock(
  entry: Block,
  edits: LineEdits,
  report: (entry: Block, reasons: readonly Reason[]) => void,
): void {
  if (entry.type.text === 'map' && entry.close) convertDictMap(entry, edits);
  else if (entry.close) {
    report(entry, [reason('no-successor', { name: entry.type.text })]);
    edits.commentOut(entry.line.firstLine, entry.close.line.lastLine);
  }
}

interface Use {
  readonly conversions: DriverConversions;
  /** Of a dictionary, which names its database itself. */
  readonly driver?: string;
}

/** Who reads a file: the driver of a `passdb` or `userdb`, or dictionaries. */
function usesOf(file: DriverFile, context: Context): Use[] {
  const paths = [...context.driverFiles].filter(([, one]) => one === file).map(([path]) => path);
  return context.instance.reading.assignments.flatMap(({ entry, section }): Use[] => {
    if (placeOf(section) === 'dict') {
      const [, driver, path = ''] = /^(\w+):(.*)$/.exec(entry.value) ?? [];
      return driver !== undefined && paths.includes(path) ? [{ conversions: DICT_SQL, driver }] : [];
    }
    if (entry.key.text !== 'args' || !paths.includes(entry.value)) return [];
    const conversions = DRIVERS[context.valueIn(section, 'driver') ?? ''];
    return conversions ? [{ conversions }] : [];
  });
}

function valuesOf(settings: readonly Setting[], driver: string | undefined): Map<string, string> {
  const values = new Map(settings.map(({ key, value }) => [key.text, value]));
  if (driver !== undefined) values.set('driver', driver);
  return values;
}
