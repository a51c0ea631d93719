import type { Block, Setting } from '../../dovecot/nodes';
import type { DovecotInstance } from '../dovecotInstance';
import type { DovecotFile } from '../files';

/** A setting of Dovecot and the file that it stands in. */
export interface PlacedSetting {
  readonly file: DovecotFile;
  readonly setting: Setting;
}

/** `unix_listener PATH { … }` in a `service NAME { … }`. */
export interface UnixListener {
  readonly service: string;
  /** Absolute on the server. */
  readonly path: string;
  readonly file: DovecotFile;
  readonly block: Block;
  /** What it says of itself, by name; the last one of each. */
  readonly settings: ReadonlyMap<string, PlacedSetting>;
}

/** `base_dir` of all builds that distributions ship. */
const BASE_DIRECTORY = '/run/dovecot';

interface Open {
  readonly block: Block;
  readonly settings: Map<string, PlacedSetting>;
}

/** The Unix sockets on which the services listen; a block that comes again adds to the first one, as Dovecot has it. */
export function unixListeners(instance: DovecotInstance): UnixListener[] {
  const listeners = new Map<string, UnixListener>();
  const collected = new Map<string, Map<string, PlacedSetting>>();
  const base = topSettings(instance).get('base_dir')?.setting.value ?? BASE_DIRECTORY;
  const open: Open[] = [];
  const settingsOf = (path: string, file: DovecotFile, block: Block): Map<string, PlacedSetting> => {
    const service = open.at(-1)?.block.label?.text ?? '';
    const key = `${service} ${path}`;
    const settings = collected.get(key) ?? new Map<string, PlacedSetting>();
    collected.set(key, settings);
    if (!listeners.has(key)) listeners.set(key, { service, path, file, block, settings });
    return settings;
  };
  for (const { file, entry } of instance.steps) {
    if (entry.kind === 'block') {
      const path = listenerPath(open.at(-1)?.block, entry, base);
      const settings = path === undefined ? new Map<string, PlacedSetting>() : settingsOf(path, file, entry);
      open.push({ block: entry, settings });
    } else if (entry.kind === 'close') open.pop();
    else if (entry.kind === 'setting') open.at(-1)?.settings.set(entry.key.text, { file, setting: entry });
  }
  return [...listeners.values()];
}

/** The path of a listener that stands in a service; relative ones lie below `base_dir`. */
function listenerPath(outer: Block | undefined, block: Block, base: string): string | undefined {
  if (block.type.text !== 'unix_listener' || outer?.type.text !== 'service') return undefined;
  const label = block.label?.text ?? '';
  return withoutVar(label.startsWith('/') ? label : `${base}/${label}`);
}

/** The settings outside of all blocks, by name: the last one of each. */
export function topSettings(instance: DovecotInstance): ReadonlyMap<string, PlacedSetting> {
  const settings = new Map<string, PlacedSetting>();
  let depth = 0;
  for (const { file, entry } of instance.steps) {
    if (entry.kind === 'block') depth++;
    else if (entry.kind === 'close') depth--;
    else if (entry.kind === 'setting' && depth === 0) settings.set(entry.key.text, { file, setting: entry });
  }
  return settings;
}

/**
 * Some include leads to files that are not at hand, so that what they say is not known. One that has to find something
 * and does not is of a copy without these files: Dovecot itself would not start.
 */
export function hasUnseenParts(instance: DovecotInstance): boolean {
  return instance.steps.some(({ entry }) => {
    if (entry.kind !== 'include') return false;
    const outcome = instance.included(entry)?.outcome;
    const isMissing = outcome === 'no-match' || outcome === 'not-copied';
    return outcome !== 'read' && !(isMissing && entry.optional);
  });
}

/** `/var/run` is a link to `/run` wherever Dovecot is shipped today. */
export function withoutVar(path: string): string {
  return path.replace(/^\/var\/run\//, '/run/').replace(/\/+/g, '/');
}
