import type { DirectoryEntry, FileAccess, FileStat } from '../host';
import { templatesAmong } from './becoming';
import { isServersOwn, isTopOfDisk, placesOf, type Layout } from './layout';
import { ServerDisk, type DiskState } from './serverDisk';
import { baseName, directoryOf, joinUri } from './uris';

const DYNAMIC_MAPS = '/etc/postfix/dynamicmaps.cf';
const NO_TEMPLATES: ReadonlyMap<string, string> = new Map();

/** Looks at the disk for paths of a server, once for each until it is told to forget. */
export class DiskReader {
  private readonly stats = new Map<string, Promise<FileStat | undefined>>();
  private readonly lists = new Map<string, Promise<readonly DirectoryEntry[]>>();
  private readonly templates = new Map<string, Promise<ReadonlyMap<string, string>>>();
  private readonly types = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  constructor(
    private readonly files: FileAccess,
    /** Whether a template stands for the file that it becomes. */
    private readonly seesTemplates = true,
  ) {}

  async look(paths: readonly string[], layout: Layout): Promise<ServerDisk> {
    const states = new Map<string, DiskState>();
    const look = async (path: string): Promise<void> => {
      const state = await this.stateOf(path, layout);
      if (state !== undefined) states.set(path, state);
    };
    const [types] = await Promise.all([this.installedTypes(layout), ...paths.map(look)]);
    const inOrder = new Map(
      paths.flatMap((path) => {
        const state = states.get(path);
        return state === undefined ? [] : [[path, state] as const];
      }),
    );
    return new ServerDisk(inOrder, types);
  }

  forget(): void {
    this.stats.clear();
    this.lists.clear();
    this.templates.clear();
    this.types.clear();
  }

  private async stateOf(path: string, layout: Layout): Promise<DiskState | undefined> {
    const places = placesOf(path, layout);
    if (places.length === 0) return undefined;
    for (const place of places) {
      const stat = await this.stat(place);
      if (stat) return stat;
      if ((await this.templateOf(place)) !== undefined) return undefined;
    }
    const isServer = isServersOwn(layout);
    const lacking = await Promise.all(places.map((place) => this.lacks(place, isServer)));
    if (isServer) return lacking.every(Boolean) ? 'absent' : undefined;
    return lacking.some(Boolean) ? 'not-copied' : undefined;
  }

  /** True when its directory can be read and does not have it; `upwards`, when a directory above is not there. */
  private async lacks(uri: string, upwards: boolean): Promise<boolean> {
    const directory = directoryOf(uri);
    const entries = await this.list(directory);
    if (entries.length > 0) return entries.every(({ name }) => name !== baseName(uri));
    // An empty list may stand for a directory that may not be read.
    if (!upwards || isTopOfDisk(directory) || (await this.stat(directory))) return false;
    return this.lacks(directory, true);
  }

  /** The first words of the lines of `dynamicmaps.cf` and of the files in `dynamicmaps.cf.d` (postfix_dynamicmaps). */
  private installedTypes(layout: Layout): Promise<ReadonlySet<string> | undefined> {
    const [place] = placesOf(DYNAMIC_MAPS, layout);
    return place === undefined
      ? Promise.resolve(undefined)
      : remember(this.types, place, () => this.readTypes(place));
  }

  private async readTypes(place: string): Promise<ReadonlySet<string> | undefined> {
    const main = await this.files.readText(place);
    if (main === undefined) return undefined;
    const entries = (await this.list(`${place}.d`)).filter(
      ({ name, type }) => type === 'file' && /^[^.]+$/.test(name),
    );
    const others = await Promise.all(entries.map(({ name }) => this.files.readText(`${place}.d/${name}`)));
    const lines = [main, ...others].flatMap((text) => (text ?? '').split('\n'));
    return new Set(lines.flatMap((line) => /^\s*([a-z]\w*)\s/.exec(line)?.[1] ?? []));
  }

  /** The template beside a file that is not there which becomes that file. */
  async templateOf(uri: string): Promise<string | undefined> {
    const directory = directoryOf(uri);
    const name = (await this.templatesIn(directory)).get(baseName(uri));
    return name === undefined ? undefined : joinUri(directory, name);
  }

  /** The templates in a directory, by the names of files that they become and that are not there. */
  templatesIn(uri: string): Promise<ReadonlyMap<string, string>> {
    if (!this.seesTemplates) return Promise.resolve(NO_TEMPLATES);
    return remember(this.templates, uri, async () => templatesAmong(await this.list(uri)));
  }

  stat(uri: string): Promise<FileStat | undefined> {
    return remember(this.stats, uri, () => this.files.stat(uri));
  }

  list(uri: string): Promise<readonly DirectoryEntry[]> {
    return remember(this.lists, uri, () => this.files.list(uri));
  }
}

function remember<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let value = known.get(key);
  if (!value) known.set(key, (value = make()));
  return value;
}
