import { filtersAround, labelOf, type Section } from './sections';

/** `protocol`, `local`, `local_name` or `remote`, and for whom. */
export interface ConnectionFilter {
  readonly kind: string;
  readonly argument: string;
}

/** The filters around a line, in the order in which Dovecot nests them. */
export function connectionFilters(section: Section | undefined): ConnectionFilter[] {
  const around = filtersAround(section).map((filter) => ({
    kind: filter.block.type.text,
    argument: labelOf(filter),
  }));
  return NESTING.flatMap((kind) => around.findLast((one) => one.kind === kind) ?? []);
}

const NESTING = ['local', 'local_name', 'remote', 'protocol'];

export function filterKey(filters: readonly ConnectionFilter[]): string {
  return filters.map(({ kind, argument }) => `${kind} ${argument}`).join('\n');
}

/** Whether it leaves out some connections; a network of no bits does not. */
export function restricts(filter: ConnectionFilter): boolean {
  return bitsOf(filter) > 0;
}

/** How many bits of an address a filter fixes. */
function bitsOf({ kind, argument }: ConnectionFilter): number {
  if (kind !== 'local' && kind !== 'remote') return 1;
  const bits = /\/(\d+)$/.exec(argument)?.[1];
  return bits === undefined ? widthOf(argument) : Number(bits);
}

function widthOf(address: string): number {
  return address.includes(':') ? 128 : 32;
}

/** The wider ones first, as doveconf prints them. */
export function compareFilters(
  first: readonly ConnectionFilter[],
  second: readonly ConnectionFilter[],
): number {
  for (const weigh of WEIGHTS) {
    const difference = weigh(first) - weigh(second);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * What makes a filter narrow, what weighs most first (config_filter_cmp of Dovecot). Names of servers are all as narrow,
 * however long, so that their order in the files stays.
 */
const WEIGHTS: readonly ((filters: readonly ConnectionFilter[]) => number)[] = [
  weightOf('local_name', () => 1),
  weightOf('local', bitsOf),
  weightOf('remote', bitsOf),
  weightOf('protocol', () => 1),
];

function weightOf(
  kind: string,
  weigh: (filter: ConnectionFilter) => number,
): (filters: readonly ConnectionFilter[]) => number {
  return (filters) => {
    const own = filters.find((one) => one.kind === kind);
    return own ? weigh(own) : 0;
  };
}
