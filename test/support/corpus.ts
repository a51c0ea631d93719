import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { REPOSITORY } from './assets';
import type { DovecotFiles } from './realDovecot';
import type { ByteFiles } from './postconf';

/** Real configurations, which are kept beside the repository; not everyone has them. */
export const CORPUS = resolve(REPOSITORY, '..', 'shared', 'corpus', 'given');

/** The Postfix of one directory of the corpus. */
export interface CorpusServer {
  /** `owner+name`, and the directory in it. */
  readonly place: string;
  readonly repository: string;
  /** main.cf and master.cf by these names, whatever they are called there. */
  readonly files: ByteFiles;
}

/** Directories of the corpus with a main.cf or master.cf. */
export function corpusServers(): CorpusServer[] {
  const table = /^\| (\S+) \| (main|master) \|/;
  let repository = '';
  const servers = new Map<string, CorpusServer>();
  for (const line of readFileSync(join(CORPUS, 'README.md'), 'utf8').split('\n')) {
    repository = /^### (\S+)/.exec(line)?.[1]?.replace('/', '+') ?? repository;
    const [, path, kind] = table.exec(line) ?? [];
    if (path === undefined) continue;
    const name = `${kind}.cf`;
    const directory = `${repository}/${dirname(path)}`;
    const text = readFileSync(join(CORPUS, repository, path), 'latin1');
    const place = servers.get(directory)?.files[name] === undefined ? directory : `${repository}/${path}`;
    servers.set(place, { place, repository, files: { ...servers.get(place)?.files, [name]: text } });
  }
  return [...servers.values()];
}

export function corpusDirectories(): ByteFiles[] {
  return corpusServers().map(({ files }) => ({ 'main.cf': '', 'master.cf': '', ...files }));
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
