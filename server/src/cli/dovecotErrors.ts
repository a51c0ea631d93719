import { analyse } from '../analysis/analyser';
import { rules } from '../rules';
import { messageText } from '../rules/rule';
import { fileOf, type MailSystem } from '../system/mailSystem';
import type { Language } from '../text/localized';
import type { Io } from './io';

/** What Dovecot refuses in its files, a line each: `error: path:line: message`. */
export function dovecotErrors(system: MailSystem, io: Io, language: Language): string[] {
  const own = rules.filter(({ reads }) => reads.includes('dovecot'));
  const errors = [...analyse(system, own).values()].flat().filter(({ severity }) => severity === 'error');
  return errors.map(({ uri, span, message }) => {
    const line = (fileOf(system, uri)?.tree.lines.indexAt(span.start) ?? 0) + 1;
    return `error: ${io.toPath(uri)}:${line}: ${messageText(message, language)}`;
  });
}
