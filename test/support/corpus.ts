import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { REPOSITORY } from './assets';
import type { DovecotFiles } from './realDovecot';
import type { ByteFiles } from './postconf';

/** Real configurations, which are kept beside the repository; not everyone has them. */
export const CORPUS = resolve(REPOSITORY, '..', 'shared', 'corpus', 'given');

/** Directories of the corpus with a main.cf or master.cf, the files by these names whatever they are called there. */
export function corpusDirectories(): ByteFiles[] {
  const table = /^\| (\S+) \| (main|master) \|/;
  let repository = '';
  const directories = new Map<string, Record<string, string>>();
  for (const line of readFileSync(join(CORPUS, 'README.md'), 'utf8').split('\n')) {
    repository = /^### (\S+)/.exec(line)?.[1]?.replace('/', '+') ?? repository;
    const [, path, kind] = table.exec(line) ?? [];
    if (path === undefined) continue;
    const name = `${kind}.cf`;
    const place = `${repository}/${dirname(path)}`;
    const text = readFileSync(join(CORPUS, repository, path), 'latin1');
    const free = directories.get(place)?.[name] === undefined ? place : `${repository}/${path}`;
    directories.set(free, { ...directories.get(free), [name]: text });
  }
  return [...directories.values()].map((files) => ({ 'main.cf': '', 'master.cf': '', ...files }));
}

/** Directories of the corpus with a dovecot.conf, with everything below them; none without the corpus. */
export function corpusDovecots(): DovecotFiles[] {
  if (!existsSync(CORPUS)) return [];
  const all = readdirSync(CORPUS, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map((entry) => join(entry.parentPath, entry.name)).sort();
  const directories = paths.filter((path) => path.endsWith('/dovecot.conf')).map((path) => dirname(path));
  return directories.map((directory) =>
    Object.fromEntries(
      paths
        .filter((path) => path.startsWith(`${directory}/`))
        .map((path) => [relative(directory, path), readFileSync(path, 'utf8')]),
    ),
  );
}
