import { CHECKS } from './checks/all';
import { PASS, type Decision, type ListRun, type Session } from './session';
import type { ListWord } from './settings';
import type { Match, Result } from './verdict';

/** Classes and tables nest no deeper in smtpd. */
const MAXIMUM_DEPTH = 100;

/** Takes the restrictions of a list one after the other, until one decides (smtpd_check.c, generic_checks). */
export function runList(
  session: Session,
  words: readonly ListWord[],
  name: string,
  bareTable: string | undefined,
): Decision {
  const open = (inner: readonly ListWord[], innerName: string): Decision =>
    runList(session, inner, innerName, bareTable);
  if (session.depth >= MAXIMUM_DEPTH) return session.misconfigured();
  session.depth++;
  const decision = walk(session, words, { name, open, ...(bareTable !== undefined && { bareTable }) });
  session.depth--;
  return decision;
}

function walk(session: Session, words: readonly ListWord[], run: ListRun): Decision {
  for (let at = 0; at < words.length && !session.discarded; at++) {
    const word = words[at];
    if (!word) break;
    if (word.text.toLowerCase() === 'warn_if_reject') {
      if (session.warnDepth === 0) session.warnDepth = session.depth;
      continue;
    }
    const { decision, taken } = runOne(session, word, words[at + 1], run);
    at += taken;
    if (session.warnDepth >= session.depth) session.warnDepth = 0;
    if (decision.kind !== 'pass') return decision;
    if (session.deferIfPermit !== undefined && session.deferIfReject !== undefined) break;
  }
  return PASS;
}

interface Step {
  readonly decision: Decision;
  /** Words behind it that belong to it. */
  readonly taken: number;
}

function runOne(session: Session, word: ListWord, next: ListWord | undefined, run: ListRun): Step {
  const bare = word.text.includes(':');
  const name = bare ? run.bareTable : word.text.toLowerCase();
  const check = name === undefined ? undefined : CHECKS.get(name);
  const argument = bare ? word : check?.takesArgument ? next : undefined;
  session.match = undefined;
  session.note = undefined;
  // Its own trace comes before those of the list that it opens.
  const at = session.trace.length;
  const decision = check
    ? check.run(session, argument, run)
    : bare
      ? session.misconfigured()
      : runClass(session, word, run);
  const shown = argument && !bare ? `${word.text} ${argument.text}` : word.text;
  session.trace.splice(at, 0, {
    list: run.name,
    restriction: shown,
    result: resultOf(session, decision),
    depth: session.depth - 1,
    ...(decision.kind === 'refuse' && { code: decision.code }),
    ...(word.at && { at: word.at }),
    ...matchOf(session),
  });
  if (decision.kind === 'permit' && decision.discard) session.discarded = true;
  return { decision, taken: argument && !bare ? 1 : 0 };
}

/** What the check left as its reason. */
function matchOf({ match }: Session): { readonly match?: Match } {
  return match ? { match } : {};
}

function resultOf({ note }: Session, decision: Decision): Result {
  if (decision.kind === 'permit') return decision.discard ? 'discard' : 'permit';
  if (decision.kind === 'refuse') return decision.code >= 500 || decision.code === 0 ? 'reject' : 'defer';
  return note ?? 'pass';
}

/** A name in `smtpd_restriction_classes`; anything else smtpd does not know. */
function runClass(session: Session, { text }: ListWord, run: ListRun): Decision {
  const { settings } = session;
  const classes = settings.list('smtpd_restriction_classes');
  if (!classes.some((known) => known.text === text)) return session.misconfigured();
  return run.open(settings.list(text), text);
}
