import type { Position } from 'vscode-languageserver';
import type { Target } from '../features/target';
import type { ConfigurationFile } from '../system/files';
import { allFiles, type MailSystem } from '../system/mailSystem';
import { isInCode } from '../template/template';
import { unmaskAll } from '../text/maskedText';

/** The answer to a request with template code as it stands in the files, wherever it was quoted. */
export function answerInSource<T>(answer: T, systems: readonly MailSystem[]): T {
  const quotes = systems.some((system) => allFiles(system).some(({ template }) => template));
  return quotes ? unmaskAll(answer) : answer;
}

/** True for a request about a place inside of template code. */
export function asksInCode({ file, document }: Target<ConfigurationFile>, params: object): boolean {
  if (!file.template || !('position' in params)) return false;
  return isInCode(file.template, document.offsetAt(params.position as Position));
}
