import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INDEXED, type GeneratedTable } from './arbitraries/tables';
import type { RealPostfix, WorkDirectory } from './realPostfix';

/** What the real programs said of one table. */
export interface RealAnswers {
  /** Key → value of the look-ups that were answered. */
  readonly found: ReadonlyMap<string, string>;
  /** The table could not be searched. */
  readonly failed: boolean;
  /** Messages of reading the table: of postmap or postalias when it was built, else of the first look-up. */
  readonly messages: readonly string[];
}

const BUILT: ReadonlySet<string> = new Set(INDEXED);

/**
 * Builds each table and looks up its keys with `postmap -q -` or `postalias -q -`: one shell for all of them, since
 * starting programs is what takes the time.
 */
export function runPostmap(
  postfix: RealPostfix,
  work: WorkDirectory,
  tables: readonly GeneratedTable[],
  utf8: boolean,
): RealAnswers[] {
  const etc = join(work.inside, 'etc');
  work.write('etc/main.cf', `compatibility_level = 3.6\nsmtputf8_enable = ${utf8 ? 'yes' : 'no'}\n`);
  work.write('etc/master.cf', '');
  const script = tables.map((table, index) => {
    const path = work.write(`t${index}`, table.text ?? '');
    work.write(`k${index}`, `${table.keys.join('\n')}\n`);
    const program = table.type === 'aliases' ? 'postalias' : 'postmap';
    const type = table.type === 'aliases' ? 'hash' : table.type;
    const spec = table.name === undefined ? `${type}:${path}` : `${type}:${table.name}`;
    const build = BUILT.has(type) ? `${program} -c ${etc} ${quote(spec)} 2>b${index}; ` : '';
    return `${build}${program} -c ${etc} -q - ${quote(spec)} <k${index} >o${index} 2>e${index}; echo $? >s${index}`;
  });
  work.write('run.sh', `cd ${work.inside}\n${script.join('\n')}\n`);
  postfix.run(['sh', join(work.inside, 'run.sh')], { timeout: 300_000 });
  return tables.map((table, index) => answersOf(work, table, index));
}

function answersOf(work: WorkDirectory, table: GeneratedTable, index: number): RealAnswers {
  const read = (name: string): string => readFileSync(join(work.outside, `${name}${index}`), 'utf8');
  const lines = read('o').split('\n').slice(0, -1);
  const found = new Map<string, string>();
  const separator = table.type === 'aliases' ? ':\t' : '\t';
  let next = 0;
  for (const key of table.keys) {
    const line = lines[next];
    if (!line?.startsWith(key + separator)) continue;
    found.set(key, line.slice(key.length + separator.length));
    next++;
  }
  if (next !== lines.length) throw new Error(`cannot make out the answers: ${JSON.stringify(lines)}`);
  const built = table.type === 'aliases' || BUILT.has(table.type);
  const messages = read(built ? 'b' : 'e')
    .split('\n')
    .filter((line) => line !== '');
  return { found, failed: read('e').includes('fatal:'), messages };
}

function quote(word: string): string {
  return `'${word.replace(/'/g, `'\\''`)}'`;
}
