/** npm run reference: the pages of `server/docs` that are written from `server/knowledge`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { referencePages } from './pages';

async function main(): Promise<void> {
  for (const { path, text } of await referencePages()) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

void main();
