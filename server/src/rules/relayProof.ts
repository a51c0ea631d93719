import { judge } from '../relay/judge';
import { ownAddresses, stranger, STRANGER } from '../relay/examples';
import { openings, type Opening } from '../relay/openings';
import { relayServices, type RelayService } from '../relay/services';
import type { Verdict } from '../relay/verdict';
import { readFile } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import { SystemTables } from '../system/tables';
import { createSystem } from '../system/createSystem';
import { applyEdits } from '../text/edits';
import type { FileEdit } from './rule';

/** The server as it would be after some edits. */
export function edited(system: MailSystem, edits: readonly FileEdit[]): MailSystem {
  const of = (uri: string): readonly FileEdit[] => edits.filter((one) => one.uri === uri);
  const files = system.files.map((file) => {
    const own = of(file.uri);
    return own.length === 0 ? file : readFile(file.kind, file.uri, applyEdits(file.tree.text, own));
  });
  const { release, directory } = system.postfix;
  const after = createSystem(`${directory}/main.cf`, files, release.knowledge, {
    postfixVersion: release.version,
  });
  const tables = system.tables.files.map((file) => {
    const own = of(file.uri);
    return own.length === 0 ? file : readFile(file.kind, file.uri, applyEdits(file.tree.text, own));
  });
  return { ...after, tables: new SystemTables(after.layout, after.postfix, tables) };
}

/** True when edits close an opening and, with `keepsMail`, leave mail for the server's own recipients alone. */
export function closes(
  system: MailSystem,
  opening: Opening,
  edits: readonly FileEdit[],
  keepsMail: boolean,
): boolean {
  if (edits.length === 0) return false;
  const after = edited(system, edits);
  const same = serviceIn(after, opening);
  if (!same) return false;
  const { kind, usual } = judge(same.settings, opening.scenario);
  const wasOpen = opening.claim === 'xclient' || opening.claim === 'proxy' ? undefined : usual === 'permit';
  if (wasOpen ?? openings(after).some(({ claim }) => claim === opening.claim)) return false;
  if (opening.verdict.kind === 'depends' && kind === 'depends') return false;
  return !keepsMail || acceptedLocally(system, opening) === acceptedLocally(after, opening);
}

function serviceIn(system: MailSystem, { service }: Opening): RelayService | undefined {
  return relayServices(system).find(({ name }) => name === service.name);
}

/** What a stranger's mail for a recipient of this server usually gets. */
function acceptedLocally(system: MailSystem, opening: Opening): Verdict['usual'] | undefined {
  const same = serviceIn(system, opening);
  if (!same) return undefined;
  const { settings } = same;
  return judge(settings, {
    client: stranger(settings),
    helo: `mail.${STRANGER.domain}`,
    sender: `user@${STRANGER.domain}`,
    recipient: ownAddresses(settings).local,
  }).usual;
}
