import { renamed } from '../carryOver';
import { OVERRIDDEN, type Context, type OldSetting, type Outcome } from '../conversion';
import { FULL_TEXT } from './fullText';
import { OTHERS } from './others';
import type { PluginConversion } from './pluginConversion';
import { QUOTA } from './quota';
import { SIEVE } from './sieve';

const ALL: readonly PluginConversion[] = [...QUOTA, ...SIEVE, ...FULL_TEXT, ...OTHERS];

/** A setting of `plugin { }`; what is in no table has the same name outside, or none. */
export function convertPluginSetting(old: OldSetting, context: Context): Outcome {
  const convert = ALL.find(([name]) => name.test(old.name))?.[1];
  if (convert && context.isOverridden(old)) return OVERRIDDEN;
  return (convert ?? renamed(old.name))(old, context);
}
