import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileKind } from '../../server/src/system/files';
import { CORPUS } from './corpus';

/** A template of the corpus. */
export interface CorpusTemplate {
  /** Below the corpus. */
  readonly path: string;
  readonly uri: string;
  readonly text: string;
  readonly kind: FileKind;
}

const ROW = /^\| (\S+) \| (\w+) \| (.*) \|/;
const FORMATS: readonly (readonly [RegExp, FileKind])[] = [
  [/^main/, 'main'],
  [/^master/, 'master'],
  [/^dovecot.*sub-config/, 'dovecot-driver'],
  [/^dovecot/, 'dovecot'],
  [/client config/, 'client-table'],
  [/^table/, 'keyed-table'],
];
/** Files that the corpus counts elsewhere, although a script has yet to fill them in. */
const OTHERS = /__[A-Z]+__|%[A-Z]{3,}%|\bPH_[A-Z]/;

/** The templates of the corpus; none without it. */
export function corpusTemplates(): CorpusTemplate[] {
  if (!existsSync(CORPUS)) return [];
  let repository = '';
  return readFileSync(join(CORPUS, 'README.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      repository = /^### (\S+)/.exec(line)?.[1]?.replace('/', '+') ?? repository;
      const [, file = '', counted = '', note = ''] = ROW.exec(line) ?? [];
      const path = `${repository}/${file}`;
      const format = counted === 'template' ? note : counted;
      const kind = FORMATS.find(([pattern]) => pattern.test(format))?.[1];
      if (!kind || !existsSync(join(CORPUS, path))) return [];
      const text = readFileSync(join(CORPUS, path), 'utf8');
      if (counted !== 'template' && !OTHERS.test(text)) return [];
      return [{ path, uri: pathToFileURL(join(CORPUS, path)).href, text, kind }];
    });
}
