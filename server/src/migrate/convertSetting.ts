import { convertObsolete, type Converted } from '../dovecot/obsolete';
import type { Assignment } from '../system/dovecot/assignments';
import { stepsOf } from '../system/dovecot/blockPaths';
import { connectionFilters } from '../system/dovecot/connectionFilters';
import { placeOf } from '../system/dovecot/sections';
import { renamed } from './carryOver';
import { write, type Context, type Conversions, type OldSetting, type Outcome } from './conversion';
import { isDecidedLater } from './filterOrder';
import { convertPluginSetting } from './plugins/plugins';
import { DATABASES } from './settings/databases';
import { convertDict } from './settings/dict';
import { convertListen } from './settings/listen';
import { GENERAL } from './settings/general';
import { NAMESPACES } from './settings/namespaces';
import { SERVICES } from './settings/services';
import { reason } from './reasons';
import { inBlocks } from './statements';

/** By the blocks around. */
const PLACES: Readonly<Record<string, Conversions>> = {
  '': GENERAL,
  ...DATABASES,
  ...NAMESPACES,
  ...SERVICES,
};

/** What becomes of a line of 2.3. */
export function convertAssignment(assignment: Assignment, context: Context): Outcome {
  const { entry, section } = assignment;
  const filters = connectionFilters(section);
  const place = placeOf(section);
  const protocol = filters.find(({ kind }) => kind === 'protocol')?.argument;
  const listener = place === '' ? convertListen(entry, protocol) : undefined;
  if (listener) return listener;
  const obsolete = place === '' ? (convertObsolete(entry, protocol) ?? alongPath(assignment)) : undefined;
  if (obsolete) return convertAll(obsolete, assignment, context);
  const inPlugin = place === '' ? /^plugin\/([^/]+)$/.exec(entry.key.text)?.[1] : undefined;
  const outcome = convert(
    {
      name: inPlugin ?? entry.key.text,
      place: inPlugin === undefined ? place : 'plugin',
      value: entry.value,
      form: entry.form,
      section,
      filters,
      assignment,
    },
    context,
  );
  const isLater =
    place === '' && filters.length > 0 && isDecidedLater(context.instance, entry.key.text, filters);
  return isLater ? marked(outcome, entry.key.text) : outcome;
}

/** `service/auth/user = x` is what `user = x` is in the block; a path by numbers has no form that means the same. */
function alongPath({ entry, fact }: Assignment): readonly Converted[] | undefined {
  const { key, value, form } = entry;
  if (!fact || !key.text.startsWith('service/')) return undefined;
  return [{ blocks: stepsOf(key.text), name: fact.name, value: form === 'file' ? `<${value}` : value }];
}

function marked({ statements, reasons }: Outcome, name: string): Outcome {
  return write(statements, [...reasons, reason('later-filter', { name })]);
}

function convert(old: OldSetting, context: Context): Outcome {
  if (old.place === 'plugin') return convertPluginSetting(old, context);
  if (old.place === 'dict') return convertDict(old, context);
  return (conversionOf(old) ?? renamed(old.name))(old, context);
}

function conversionOf({ place, name }: OldSetting) {
  const conversions = PLACES[place];
  return conversions && Object.hasOwn(conversions, name) ? conversions[name] : undefined;
}

/** A line of a version before 2.3 means other lines of 2.3, which mean those of 2.4. */
function convertAll(lines: readonly Converted[], { section }: Assignment, context: Context): Outcome {
  const outcomes = lines.map(({ blocks, name, value }) => {
    const place = blocks.map(([type]) => type).join('/');
    const isFile = value.startsWith('<');
    const outcome = convert(
      {
        name,
        place,
        value: isFile ? value.slice(1) : value,
        form: isFile ? 'file' : 'plain',
        section: place === '' ? section : undefined,
        filters: connectionFilters(section),
      },
      context,
    );
    const around = place === 'plugin' ? [] : blocks;
    return write(
      outcome.statements.length === 0 ? [] : inBlocks(around, outcome.statements),
      outcome.reasons,
    );
  });
  return write(
    outcomes.flatMap(({ statements }) => statements),
    outcomes.flatMap(({ reasons }) => reasons),
  );
}
