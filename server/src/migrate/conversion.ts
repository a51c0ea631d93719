import type { DovecotConf, ValueForm } from '../dovecot/nodes';
import type { DovecotRelease, DovecotSettingFact } from '../knowledge/dovecotKnowledge';
import type { Assignment } from '../system/dovecot/assignments';
import type { Section } from '../system/dovecot/sections';
import type { ConnectionFilter } from '../system/dovecot/connectionFilters';
import type { DovecotInstance } from '../system/dovecotInstance';
import { reason, type Reason } from './reasons';
import { setting, type Statement } from './statements';

/** Files that settings of 2.3 name, such as that of an SQL database, by the path that they are named with. */
export type DriverFiles = ReadonlyMap<string, DriverFile>;

export interface DriverFile {
  readonly uri: string;
  readonly tree: DovecotConf;
}

/** A setting of 2.3 where it stands. */
export interface OldSetting {
  readonly name: string;
  /** The blocks around that hold settings of their own: `service/inet_listener`; empty outside of all. */
  readonly place: string;
  /** As Dovecot reads it: without quotes; the path of a `<path`. */
  readonly value: string;
  readonly form: ValueForm;
  readonly section: Section | undefined;
  readonly filters: readonly ConnectionFilter[];
  /** Absent for one that stands for another line, such as one of an older version. */
  readonly assignment?: Assignment;
}

/** What a conversion may ask: the whole configuration of 2.3, and what 2.4 knows. */
export interface Context {
  /** As 2.3 reads it. */
  readonly instance: DovecotInstance;
  readonly target: DovecotRelease;
  readonly driverFiles: DriverFiles;
  /** The label that a block has in 2.4. */
  labelOf(section: Section): string | undefined;
  /** The last value that a block itself gives a setting. */
  valueIn(section: Section | undefined, name: string): string | undefined;
  /** What `plugin` says for the same connections, by name; the last value counts. */
  pluginValues(filters: readonly ConnectionFilter[]): ReadonlyMap<string, string>;
  /** What a list outside of all blocks says, such as `dict`. */
  listValues(type: string): ReadonlyMap<string, string>;
  /** The value of a setting for all connections. */
  global(name: string): string | undefined;
  /** True when another line of the same block and filters gives the setting its value. */
  isOverridden(old: OldSetting): boolean;
  /** The value that a line comes to, what it says of itself put in. */
  resolved(old: OldSetting): string;
  /** The setting of 2.4 that a name means, in the innermost block or anywhere. */
  factOf(name: string, block: string): DovecotSettingFact | undefined;
}

/** What becomes of a line. */
export interface Outcome {
  /** What stands in its place; nothing when it says nothing more. */
  readonly statements: readonly Statement[];
  /** What is left to the administrator. Without statements, the line stays as a comment. */
  readonly reasons: readonly Reason[];
  /** The line stays as a comment although nothing is left to do: another one decides. */
  readonly isOverridden?: boolean;
}

export type Conversion = (old: OldSetting, context: Context) => Outcome;

/** Conversions by the name of the setting. */
export type Conversions = Readonly<Record<string, Conversion>>;

export function write(statements: readonly Statement[], reasons: readonly Reason[] = []): Outcome {
  return { statements, reasons };
}

/** Nothing is lost: 2.4 does the same without it. */
export const needless: Conversion = () => write([]);

/** Nothing of 2.4 does this. */
export const removed: Conversion = ({ name }) => open(reason('no-successor', { name }));

export function open(...reasons: readonly Reason[]): Outcome {
  return { statements: [], reasons };
}

export const OVERRIDDEN: Outcome = { statements: [], reasons: [], isOverridden: true };

/** Another name, and words that mean the old ones. */
export function reworded(name: string, words: Readonly<Record<string, string>>): Conversion {
  return ({ value }) => {
    const word = words[value.toLowerCase()];
    return word === undefined ? open(reason('not-understood', { value })) : write([setting(name, word)]);
  };
}

/** `yes` becomes `no`. */
export function inverted(name: string): Conversion {
  return reworded(name, { yes: 'no', y: 'no', '1': 'no', no: 'yes' });
}

/** The path of a file, which 2.3 read with `<`. */
export function fileOf(name: string): Conversion {
  return ({ value, form, name: oldName }) =>
    form === 'file' || value === ''
      ? write([setting(name, value)])
      : open(reason('in-line-certificate', { name: oldName }));
}

export function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(yes|y|1)$/i.test(value);
}
