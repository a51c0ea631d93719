import type { Conversion } from '../conversion';

/** What a setting of `plugin` becomes, by the form of its name; many end in a number. */
export type PluginConversion = readonly [name: RegExp, convert: Conversion];
