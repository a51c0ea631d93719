import type { Parameter } from '../../postfix/mainCf';
import type { Override } from '../../postfix/masterCf';
import { closingBrace } from '../../postfix/values';
import type { MainFile, MasterFile } from '../../system/files';
import { isScanned } from '../../system/nameUse';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { FileEdit } from '../../rules/rule';

/** A `name = value` of either file. */
export interface WrittenSetting {
  readonly file: MainFile | MasterFile;
  readonly entry: Parameter | Override;
}

/** Every setting of both files, those that others override included. */
export function allSettings({ main, master }: PostfixInstance): WrittenSetting[] {
  return [
    ...(main ? main.tree.parameters.map((entry) => ({ file: main, entry })) : []),
    ...(master
      ? master.tree.services.flatMap(({ overrides }) => overrides.map((entry) => ({ file: master, entry })))
      : []),
  ];
}

/**
 * Read before or without the expansion of `$name`: by programs that look for other configuration directories, and by
 * `postconf` when it looks for classes (postconf(1)).
 */
const READ_AS_WRITTEN: ReadonlySet<string> = new Set([
  'compatibility_level',
  'config_directory',
  'alternate_config_directories',
  'multi_instance_directories',
  'smtpd_restriction_classes',
]);

/** A `$name` in the value of this setting is expanded. Odd names, with braces in them, are left alone. */
export function isExpandedSetting(instance: PostfixInstance, name: string): boolean {
  return /^\w+$/.test(name) && isScanned(name, instance.release) && !READ_AS_WRITTEN.has(name);
}

/** A line `name = value` in main.cf, behind the settings that are named most alike, else at the end. */
export function newSetting({ uri, tree }: MainFile, name: string, value: string): FileEdit {
  const family = name.slice(0, name.indexOf('_') + 1);
  const relatives = family === '' ? [] : tree.parameters.filter((other) => other.name.startsWith(family));
  const last = relatives[relatives.length - 1] ?? tree.parameters[tree.parameters.length - 1];
  const at = last ? tree.lines.startOf(last.line.lastLine + 1) : tree.text.length;
  const onNewLine = at === 0 || tree.text[at - 1] === '\n';
  return {
    uri,
    span: { start: at, end: at },
    text: `${onNewLine ? '' : '\n'}${settingText(name, value)}\n`,
  };
}

export function settingText(name: string, value: string): string {
  return value === '' ? `${name} =` : `${name} = ${value}`;
}

/** `-o` with a setting, or undefined when master.cf cannot hold the value. */
export function optionText(name: string, value: string): string | undefined {
  if (!/[\s{}]/.test(value)) return `-o ${name}=${value}`;
  const braced = `{ ${name} = ${value} }`;
  return closingBrace(braced) === braced.length - 1 ? `-o ${braced}` : undefined;
}

/**
 * Means the same wherever it stands: no null byte or other sign that a line of its own would read differently, and no
 * name of no characters, which Postfix looks up differently in a parameter of the user's own.
 */
export function isPlainText(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  return !/[\u0000-\u0008\u000a-\u001f\u007f]|\$[{(]\s*[?:)}]/.test(value);
}
