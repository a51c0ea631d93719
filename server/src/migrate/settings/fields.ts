import type { Reason } from '../reasons';
import { reason } from '../reasons';
import { setting, type NewSetting } from '../statements';
import { AUTH_VARIABLES } from '../variableNames';
import { convertVariables } from '../variables';
import { readLocation } from './mailLocation';
import { readQuotaRule } from './quotaRule';

interface Fields {
  readonly settings: readonly NewSetting[];
  readonly reasons: readonly Reason[];
}

const NONE: Fields = { settings: [], reasons: [] };

/** Fields of a user that have another form in 2.4. */
const FIELDS: Readonly<Record<string, (value: string) => readonly NewSetting[] | undefined>> = {
  mail: (value) => {
    const { pairs, unknown } = readLocation(value);
    return unknown.length > 0 ? undefined : pairs.map(([name, text]) => setting(name, text));
  },
  quota_rule: (value) => {
    const rule = readQuotaRule(value);
    return rule?.mailbox === '*' ? rule.settings : undefined;
  },
};

/** `a=1 b=2` of 2.3 as the lines of a block `fields`. */
export function readFields(text: string, suffix = ''): Fields {
  const words = text.match(/[^\s"]+(?:"[^"]*"[^\s"]*)?/g) ?? [];
  return joinFields(words.map((word) => readField(word, suffix)));
}

function readField(word: string, suffix: string): Fields {
  const at = word.indexOf('=');
  return at < 0
    ? convertField(word, 'yes', suffix)
    : convertField(word.slice(0, at), word.slice(at + 1), suffix);
}

/** One field with its value, whose variables are still those of 2.3. */
export function convertField(name: string, value: string, suffix = ''): Fields {
  const { text, unknown } = convertVariables(value, AUTH_VARIABLES);
  const [, prefix = '', own = name] = /^(userdb_)?(.*)$/.exec(name) ?? [];
  const converted = FIELDS[own] ? FIELDS[own](text) : [setting(own, text)];
  if (unknown.length > 0)
    return { settings: [], reasons: unknown.map((variable) => reason('no-variable', { name: variable })) };
  if (!converted) return { settings: [], reasons: [reason('in-group', { name, value })] };
  return {
    settings: converted.map((one) => setting(`${prefix}${one.key}${suffix}`, one.value)),
    reasons: [],
  };
}

export function joinFields(parts: readonly Fields[]): Fields {
  return parts.reduce(
    (all, { settings, reasons }) => ({
      settings: [...all.settings, ...settings],
      reasons: [...all.reasons, ...reasons],
    }),
    NONE,
  );
}
