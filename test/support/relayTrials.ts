import { analyse } from '../../server/src/analysis/analyser';
import { lastByName, parseMainCf } from '../../server/src/postfix/mainCf';
import { parseMasterCf } from '../../server/src/postfix/masterCf';
import { openRelay } from '../../server/src/rules/postfix/open-relay';
import { messageText } from '../../server/src/rules/rule';
import { applyEdits } from '../../server/src/text/edits';
import type { RelaySettings } from './arbitraries/relay';
import type { RelayVisit } from './arbitraries/relayVisit';
import type { Certificate } from './mailPeers';
import { mailSystem, uriOf, type Files } from './mailServer';
import { STRANGER, type Dialogue, type Reply } from './privatePostfix';
import { dialogueOf } from './relayComparison';
import { filesOf, visitOf, type RelayShape } from './relayShapes';

/** A shape of an open relay as it is, or with one of its fixes. */
export interface RelayTrial {
  readonly name: string;
  readonly files: Files;
  readonly visit: RelayVisit;
  readonly comes: RelayShape['comes'];
  /** The client gets through to another server. */
  readonly open: boolean;
  readonly servesNobody: boolean;
  /** Only those who have logged in are served any more. */
  readonly loginsOnly: boolean;
}

/** A shape, then each of its fixes applied. */
export async function trialsOf(shape: RelayShape, version: string): Promise<RelayTrial[]> {
  const files = filesOf(shape);
  const { name, comes, claim, ownDomain, servesNobody = false } = shape;
  const common = { visit: visitOf(shape), comes, servesNobody };
  const findings = [...analyse(await mailSystem(files, version), [openRelay]).values()].flat();
  const fixed = findings.flatMap(({ fixes }) =>
    fixes.map((fix): RelayTrial => {
      const edits = fix.edits();
      const texts = Object.entries(files).map(([file, text]) => {
        const own = edits.filter(({ uri }) => uri === uriOf(file));
        return [file, applyEdits(text, own)] as const;
      });
      const title = messageText(fix.title, 'en');
      const loginsOnly = title.startsWith('Let only authenticated clients through');
      return {
        ...common,
        name: `${name}: ${title}`,
        files: Object.fromEntries(texts),
        open: false,
        loginsOnly,
      };
    }),
  );
  const open = claim !== undefined || ownDomain === true;
  return [{ ...common, name, files, open, loginsOnly: false }, ...fixed];
}

/** What main.cf and the options of the smtpd say together, with the tables at another place. */
export function settingsOf({ files, comes }: RelayTrial, tables: string): RelaySettings {
  const main = lastByName(parseMainCf(files['main.cf'] ?? '').parameters);
  const [service] = parseMasterCf(files['master.cf'] ?? '').services;
  const moved = (text: string): string => text.replaceAll('/etc/postfix/', `${tables}/`);
  return Object.fromEntries([
    ...[...main.values()].map(({ name, value }) => [name, moved(value.text)] as const),
    ...(service?.overrides ?? []).map(({ name, value }) => [name, moved(value.text)] as const),
    // Only the test may say where its clients come from, unless that is what is tried.
    ...(comes === 'with XCLIENT' ? [] : [['smtpd_authorized_xclient_hosts', '127.0.0.1'] as const]),
  ]);
}

/** A message to another server, then one for a recipient of this one. */
export function dialoguesOf(
  { visit, comes, loginsOnly }: RelayTrial,
  port: number,
  certificate: Certificate,
): Dialogue[] {
  const local = { ...visit, recipient: 'postmaster@example.org', ...(loginsOnly && { login: 'user' }) };
  return [visit, local].map((one) => coming(one, comes, port, certificate));
}

function coming(
  visit: RelayVisit,
  comes: RelayShape['comes'],
  port: number,
  certificate: Certificate,
): Dialogue {
  const said = dialogueOf(port, visit);
  // Without the line that says where he comes from, and the greeting that it is said in.
  const [ehlo = '', ...message] = said.lines.slice(2);
  switch (comes) {
    case undefined:
      return said;
    case 'with XCLIENT':
      return { ...said, from: STRANGER };
    case 'through a proxy':
      return {
        ...said,
        lines: [ehlo, ...message],
        opening: `PROXY TCP4 ${visit.address} 127.0.0.1 4321 ${port}`,
      };
    case 'with a certificate':
      return { ...said, from: STRANGER, lines: [ehlo, 'STARTTLS', ehlo, ...message], certificate };
  }
}

/** The reply to RCPT, which comes before DATA. */
export function accepts(replies: readonly Reply[] | undefined): boolean {
  return replies?.at(-2)?.code === 250 && replies.at(-1)?.code === 354;
}
