import type { MainCf, Parameter } from '../../postfix/mainCf';
import { fatal, warning, type Report } from './report';
import { readLines, type ReadOptions } from './readLines';

export interface SettingsReading {
  readonly reports: readonly Report[];
  readonly settings: Map<string, string>;
}

const WRONG = {
  'missing-equals': "missing '=' after attribute name",
  'missing-name': 'missing attribute name',
} as const;

/** Reads `name = value` lines over what is already set; the first line that is none of these is fatal. */
export function readSettings(
  file: MainCf,
  options: ReadOptions,
  already: ReadonlyMap<string, string> = new Map(),
): SettingsReading {
  const settings = new Map(already);
  const reports: Report[] = [];
  const parameters = new Map(file.parameters.map((parameter) => [parameter.line, parameter]));
  for (const reading of readLines({ ...file, logical: logicalOf(file) }, options)) {
    reports.push(...reading.reports);
    const { read } = reading;
    if (!read) continue;
    const parameter = parameters.get(read.line);
    const where = `${options.path}, line ${read.number}`;
    if (!parameter) {
      const problem = /^=|^$/.test(read.text) ? 'missing-name' : 'missing-equals';
      return { settings, reports: [...reports, fatal(`${where}: ${WRONG[problem]}: "${read.text}"`)] };
    }
    reports.push(...overriding(parameter, settings, where));
    settings.set(parameter.name, parameter.value.text);
  }
  return { settings, reports };
}

function overriding({ name, value }: Parameter, settings: Map<string, string>, where: string): Report[] {
  const old = settings.get(name);
  const same = old === undefined || old === value.text;
  return same ? [] : [warning(`${where}: overriding earlier entry: ${name}=${old}`)];
}

/** Every logical line, in the order of the file. */
function logicalOf(file: MainCf): MainCf['parameters'][number]['line'][] {
  const lines = new Set([
    ...file.parameters.map(({ line }) => line),
    ...file.problems.map(({ line }) => line),
  ]);
  return [...lines].sort((a, b) => a.start - b.start);
}
