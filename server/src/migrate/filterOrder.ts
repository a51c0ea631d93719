import {
  compareFilters,
  connectionFilters,
  filterKey,
  type ConnectionFilter,
} from '../system/dovecot/connectionFilters';
import type { Scope } from '../system/dovecot/settingsTree';
import type { DovecotInstance } from '../system/dovecotInstance';

/** Filters by the place of the block that opens them first. */
const OPENED = new WeakMap<DovecotInstance, ReadonlyMap<string, number>>();

/**
 * True when a wider filter that is opened later has a value for the same setting and connections: the narrower one
 * decides in 2.3, the later one in 2.4.
 */
export function isDecidedLater(
  instance: DovecotInstance,
  name: string,
  filters: readonly ConnectionFilter[],
): boolean {
  const opened = openedOf(instance);
  const own = opened.get(filterKey(filters)) ?? 0;
  return instance.scopes.some(
    (other) =>
      isWiderOf(other, filters) &&
      other.root.values.has(name) &&
      (opened.get(filterKey(other.filters)) ?? 0) > own,
  );
}

function openedOf(instance: DovecotInstance): ReadonlyMap<string, number> {
  let opened = OPENED.get(instance);
  if (!opened) {
    const filters = instance.reading.sections.filter(({ kind }) => kind === 'filter');
    opened = new Map(
      filters.map((section, index) => [filterKey(connectionFilters(section)), index] as const).reverse(),
    );
    OPENED.set(instance, opened);
  }
  return opened;
}

function isWiderOf(other: Scope, filters: readonly ConnectionFilter[]): boolean {
  if (other.filters.length === 0 || compareFilters(other.filters, filters) >= 0) return false;
  return other.filters.every(({ kind, argument }) => {
    const same = filters.find((one) => one.kind === kind);
    return !same || same.argument === argument || holds(argument, same.argument);
  });
}

/** True when a network holds another one of its family, whose addresses are written with dots. */
function holds(wide: string, narrow: string): boolean {
  const outer = readNetwork(wide);
  const inner = readNetwork(narrow);
  if (!outer || !inner || outer.bits > inner.bits) return false;
  const size = 2 ** (32 - outer.bits);
  return Math.floor(outer.address / size) === Math.floor(inner.address / size);
}

function readNetwork(text: string): { readonly address: number; readonly bits: number } | undefined {
  const [, address, bits = '32'] = /^(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  if (address === undefined) return undefined;
  return {
    address: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0),
    bits: Number(bits),
  };
}
