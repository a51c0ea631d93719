import type { Reason } from '../reasons';
import { reason } from '../reasons';
import { setting, type NewSetting, type Statement } from '../statements';
import { AUTH_VARIABLES } from '../variableNames';
import { convertVariables } from '../variables';

/** The settings of a driver's file, by their names in 2.3. */
export type DriverValues = ReadonlyMap<string, string>;

export interface DriverOutcome {
  readonly statements: readonly Statement[];
  readonly reasons: readonly Reason[];
}

/** What a line of a driver's file becomes; `values` are all of the file. */
export type DriverConversion = (value: string, values: DriverValues) => DriverOutcome;

export type DriverConversions = Readonly<Record<string, DriverConversion>>;

export function lines(...statements: readonly Statement[]): DriverOutcome {
  return { statements, reasons: [] };
}

/** The line says nothing that 2.4 has to be told. */
export const needless: DriverConversion = () => lines();

/** Another name; variables as 2.4 writes them. */
export function named(name: string): DriverConversion {
  return (value) => {
    const { text, edits, unknown } = convertVariables(value, AUTH_VARIABLES);
    const statement: NewSetting = { ...setting(name, text), edits };
    return {
      statements: unknown.length === 0 ? [statement] : [],
      reasons: unknown.map((variable) => reason('no-variable', { name: variable })),
    };
  };
}

export function notUnderstood(value: string): DriverOutcome {
  return { statements: [], reasons: [reason('not-understood', { value })] };
}
