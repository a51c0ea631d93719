import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Terminal } from '../tools';

/** Questions stand on standard error, so that what is printed can be read by a program. */
export const nodeTerminal: Terminal = {
  interactive: process.stdin.isTTY && process.stderr.isTTY,
  async ask(question, hidden = false) {
    process.stderr.write(question);
    const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stderr;
    const lines = createInterface({ input: process.stdin, output, terminal: true });
    try {
      return await lines.question('');
    } finally {
      lines.close();
      if (hidden) process.stderr.write('\n');
    }
  },
};
