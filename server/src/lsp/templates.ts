import type { Position } from 'vscode-languageserver';
import type { Target } from '../features/target';
import type { ConfigurationFile } from '../system/files';
import { allFiles, type MailSystem } from '../system/mailSystem';
import { isInCode } from '../template/template';
import { unmaskText } from '../text/maskedText';

/** The answer to a request with template code as it stands in the files, wherever it was quoted. */
export function answerInSource<T>(answer: T, systems: readonly MailSystem[]): T {
  const quotes = systems.some((system) => allFiles(system).some(({ template }) => template));
  return quotes ? (unmasked(answer) as T) : answer;
}

/** True for a request about a place inside of template code. */
export function asksInCode({ file, document }: Target<ConfigurationFile>, params: object): boolean {
  if (!file.template || !('position' in params)) return false;
  return isInCode(file.template, document.offsetAt(params.position as Position));
}

function unmasked(value: unknown): unknown {
  if (typeof value === 'string') return unmaskText(value);
  if (Array.isArray(value)) return value.map(unmasked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [unmaskText(key), unmasked(item)]));
}
