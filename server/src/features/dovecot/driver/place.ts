import { DRIVER_SETTINGS, type DriverKind, type DriverSetting } from '../../../dovecot/driverSettings';
import { blocksAround } from '../../../dovecot/nodes';
import { driverKindOf } from '../../../system/dovecot/driverFiles';
import type { DovecotDriverFile } from '../../../system/files';
import type { Target } from '../../target';

/** Where something stands in a file of a driver. */
export interface DriverPlace {
  readonly kind: DriverKind;
  /** Type of the block around, with a slash behind it; empty outside of blocks. */
  readonly block: string;
}

export function driverPlaceAt({ file, system }: Target<DovecotDriverFile>, offset: number): DriverPlace {
  const types = blocksAround(file.tree, offset).map(({ type }) => `${type.text}/`);
  return { kind: driverKindOf(system, file), block: types.join('') };
}

export function driverSetting({ kind, block }: DriverPlace, name: string): DriverSetting | undefined {
  const settings = DRIVER_SETTINGS[kind];
  const whole = `${block}${name}`;
  return Object.hasOwn(settings, whole) ? settings[whole] : undefined;
}

/** The names that may stand at a place. */
export function namesAt({ kind, block }: DriverPlace): string[] {
  return Object.keys(DRIVER_SETTINGS[kind])
    .filter((whole) => whole.startsWith(block) && !whole.slice(block.length).includes('/'))
    .map((whole) => whole.slice(block.length));
}

/** How the prose calls a setting. */
export function recordName({ kind, block }: DriverPlace, name: string): string {
  return `${kind}/${block}${name}`;
}
