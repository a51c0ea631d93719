import { walk, type DovecotConf, type Entry } from './nodes';

/** The two lines of Dovecot, whose settings have little in common. */
export type DovecotLine = '2.3' | '2.4';

/** The setting that every main file of 2.4 begins with, and no 2.3 knows. */
export const CONFIG_VERSION = 'dovecot_config_version';

/** The line that a file is written for. Without `dovecot_config_version` 2.4 reads nothing, so it is one of 2.3. */
export function lineOf(conf: DovecotConf): DovecotLine {
  return configVersionOf(conf.entries) === undefined ? '2.3' : '2.4';
}

/** The value of `dovecot_config_version`, such as `2.4.1`. */
export function configVersionOf(entries: readonly Entry[]): string | undefined {
  for (const entry of walk(entries)) {
    if (entry.kind === 'setting' && entry.key.text === CONFIG_VERSION) return entry.value;
  }
  return undefined;
}
