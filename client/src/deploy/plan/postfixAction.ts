import { lastByName, parseMainCf } from '../../../../server/src/postfix/mainCf';
import { parseMasterCf, serviceKey } from '../../../../server/src/postfix/masterCf';
import type { Reason } from './model';

/**
 * Settings that a running master keeps until it is stopped (seen with 3.7 and 3.10): it says so in the log for the
 * first two; with another queue or pid directory `postfix reload` looks for it in the wrong place.
 */
const STOP_AND_START: ReadonlySet<string> = new Set([
  'inet_interfaces',
  'inet_protocols',
  'queue_directory',
  'process_id_directory',
  'data_directory',
  'mail_owner',
  'setgid_group',
  'daemon_directory',
]);

/** What a new main.cf means for a running Postfix. */
export function mainCfReasons(before: string, after: string): Reason[] {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => old.get(name) !== now.get(name),
  );
  if (changed.length === 0) return [{ code: 'comments-only', action: 'none', names: ['main.cf'] }];
  const hard = changed.filter((name) => STOP_AND_START.has(name));
  const soft = changed.filter((name) => !STOP_AND_START.has(name));
  return [
    ...(hard.length > 0
      ? [{ code: 'stop-and-start' as const, action: 'restart' as const, names: hard }]
      : []),
    ...(soft.length > 0
      ? [{ code: 'settings-changed' as const, action: 'reload' as const, names: soft }]
      : []),
  ];
}

/** What a new master.cf means: master reads it at its start and at a reload, never else. */
export function masterCfReasons(before: string, after: string): Reason[] {
  const [old, now] = [servicesOf(before), servicesOf(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => old.get(name) !== now.get(name),
  );
  if (changed.length === 0) return [{ code: 'comments-only', action: 'none', names: ['master.cf'] }];
  return [{ code: 'services-changed', action: 'reload', names: changed }];
}

/** Values without the blanks and line breaks that make no difference. */
function settingsOf(text: string): ReadonlyMap<string, string> {
  const entries = [...lastByName(parseMainCf(text).parameters)];
  return new Map(entries.map(([name, { value }]) => [name, value.text.replace(/\s+/g, ' ')]));
}

function servicesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    parseMasterCf(text).services.map((service) => [
      serviceKey(service),
      [...service.fields, ...service.arguments].map((word) => word.text).join(' '),
    ]),
  );
}
