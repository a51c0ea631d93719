import { showControls } from '../ssh/remoteText';
import { checkedPaths, type CheckedPaths } from './script/check';
import type { ScriptInput } from './script/deployScript';

/** What a program of the server says about the planned configuration. */
export interface ServerMessage {
  readonly severity: 'error' | 'warning';
  readonly program: string;
  readonly text: string;
  /** Path on the server of the file that is meant, and its line, from 1. */
  readonly path?: string;
  readonly line?: number;
}

/** Reads one `check` record: the program, its exit status, what it wrote. */
export function messagesOf(fields: readonly string[], input: ScriptInput): ServerMessage[] {
  const [program = '', status = '', output = ''] = fields;
  const paths = checkedPaths(input);
  const messages = [...new Set(output.split('\n'))]
    .filter((line) => line.trim() !== '')
    .map((line) => messageOf(program, line, paths));
  // A lookup that finds nothing fails, and has nothing to say.
  const failed = status !== '0' && program !== 'table';
  if (!failed || messages.some(({ severity }) => severity === 'error')) return messages;
  return [...messages, { severity: 'error', program, text: `${program}: ${status}` }];
}

/** `postfix: fatal: FILE, line 3: …`, `doveconf: Fatal: Error in configuration file FILE line 3: …`. */
const PLACE = /(\/[^\n]*?)(?:,? line |: line |:)(\d+)/;

function messageOf(program: string, line: string, paths: readonly CheckedPaths[]): ServerMessage {
  const text = showControls(
    paths.reduce((current, { from, to }) => current.replaceAll(from, to), line.slice(0, 1000)),
  );
  const severity = /\b(fatal|panic|error|usage): /i.test(text) ? 'error' : 'warning';
  const place = PLACE.exec(text);
  const path = place?.[1];
  if (path !== undefined) return { severity, program, text, path, line: Number(place?.[2]) };
  return { severity, program, text };
}
