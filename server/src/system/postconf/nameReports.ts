import type { MainCf } from '../../postfix/mainCf';
import { scanMentions, type TableMention } from '../clientTables';
import { readingOf } from '../../postfix/reading';
import { isExpanded, isScanned, type Settings } from '../nameUse';
import type { MasterEntry } from './masterEntry';
import { readSettings } from './readSettings';
import { expansionReports, warning, type Report } from './report';
import type { FileReading, PostconfView } from './view';

/** The file of a database client by its path. */
export type ReadClient = (path: string) => FileReading<MainCf>;

/**
 * What `postconf` says while it finds out which names are used. It goes through the settings of a place in no certain
 * order, and ends at the first fatal report.
 */
export function nameReports(view: PostconfView, readClient: ReadClient): Report[] {
  const work = new NameWork(view, readClient);
  const services = entriesWithSettings(view).flatMap((entry) => work.place(entry));
  return [...services, ...view.host.reports, ...work.place(undefined)];
}

/** Paths of the client files that `postconf` reads. */
export function clientPaths(view: PostconfView): string[] {
  const paths = new Set<string>();
  nameReports(view, (path) => {
    paths.add(path);
    return { reason: '' };
  });
  return [...paths];
}

/** Settings that nothing uses, and those that will go away. */
export function unusedReports(view: PostconfView): Report[] {
  const { subject } = view.parts;
  const main = subject === 'main' ? unusedIn(view, view.main, undefined) : [];
  const services = entriesWithSettings(view).flatMap((entry) =>
    unusedIn(view, view.services.get(entry.key) ?? new Map(), entry),
  );
  const reports = [...main, ...services];
  const deprecated = reports.some(({ text }) => text.includes('support for parameter'));
  return deprecated && view.release.isAtLeast('3.11') ? [...reports, warning(SEE_ALSO)] : reports;
}

const SEE_ALSO = 'See https://www.postfix.org/DEPRECATION_README.html for details';

/**
 * Entries of master.cf that have settings when `postconf` has read up to them: entries with the same name and type
 * share theirs, so that one without any has those of an earlier one.
 */
export function entriesWithSettings(view: PostconfView): MasterEntry[] {
  const seen = new Set<string>();
  return view.entries.filter((entry) => {
    if (entry.settings.length > 0) seen.add(entry.key);
    return seen.has(entry.key);
  });
}

class NameWork {
  private readonly visited = new Set<string>();
  /** Read-only names are struck out where they are met first. */
  private readonly struckOut = new Set<string>();

  constructor(
    private readonly view: PostconfView,
    private readonly readClient: ReadClient,
  ) {}

  /** The settings of an entry, or of main.cf. */
  place(entry: MasterEntry | undefined): Report[] {
    const { view } = this;
    const settings: Settings = entry ? (view.writtenServices.get(entry.key) ?? new Map()) : view.written;
    return [
      ...this.classes(settings, entry),
      ...[...settings].flatMap(([name, value]) => this.setting(name, value, entry)),
    ];
  }

  private classes(settings: Settings, entry: MasterEntry | undefined): Report[] {
    const value = settings.get('smtpd_restriction_classes');
    if (value === undefined) return [];
    const { problems } = this.view.expandAlone(value, entry?.key);
    const failed = expansionReports(
      problems,
      `dictionary ${entry?.key ?? 'mail_dict'}: macro processing error`,
    );
    if (failed.length > 0) return failed;
    return this.view.classNames(entry?.key).flatMap((name) => this.undefinedName(name, entry));
  }

  private setting(name: string, value: string, entry: MasterEntry | undefined): Report[] {
    const { view } = this;
    if (view.isReadOnly(name)) return this.readOnly(name, value, entry);
    if (!isScanned(name, view.release)) return [];
    const { names, problems } = readingOf(value).scan(view.release.hasFunctions);
    const scanned = [
      ...names.flatMap((used) => this.undefinedName(used, entry)),
      ...expansionReports(problems),
    ];
    return isExpanded(name, view.sources) ? [...scanned, ...this.tables(value, entry)] : scanned;
  }

  private readOnly(name: string, value: string, entry: MasterEntry | undefined): Report[] {
    const id = `${entry?.key ?? ''} ${name}`;
    if (this.struckOut.has(id)) return [];
    this.struckOut.add(id);
    return [warning(`${this.file(entry)}: read-only parameter assignment: ${name}=${value}`)];
  }

  private undefinedName(name: string, entry: MasterEntry | undefined): Report[] {
    const defined = this.view.nameUse.isDefined(name, entry?.key);
    return defined ? [] : [warning(`${this.file(entry)}: undefined parameter: ${name}`)];
  }

  private tables(value: string, entry: MasterEntry | undefined): Report[] {
    const { view } = this;
    const { text, problems } = view.expand(value, entry);
    if (problems.length > 0) return expansionReports(problems, 'macro processing error');
    const recent = view.release.isAtLeast('3.8');
    const { files, warnings } = scanMentions(text, { comments: recent });
    const path = recent ? this.file(entry) : entry ? 'master.cf' : 'main.cf';
    return [
      ...warnings.map(({ kind, text: said }) =>
        warning(`${kind === 'comment' || !entry ? path : `${path}:${entry.key}`}: ${said}`),
      ),
      ...files.flatMap((mention) => this.client(mention)),
    ];
  }

  /** Each client file is looked at once, for settings that the client does not know. */
  private client({ type, name: path }: TableMention): Report[] {
    const spec = `${type}:${path}`;
    if (this.visited.has(spec) || !this.view.release.clientTypes.includes(type)) return [];
    this.visited.add(spec);
    const file = this.readClient(path);
    if ('reason' in file) {
      const silent = file.reason === 'Permission denied';
      return silent ? [] : [warning(`open "${type}" configuration "${path}": ${file.reason}`)];
    }
    const known = new Set(this.view.release.clientSuffixes(type));
    const { nullBytes } = this.view;
    const { settings, reports } = readSettings(file.tree, { path, nullBytes });
    const unused = [...settings].filter(([name]) => !known.has(name));
    return [
      ...reports,
      ...unused.map(([name, value]) => warning(`${spec}: unused parameter: ${name}=${value}`)),
    ];
  }

  private file(entry: MasterEntry | undefined): string {
    return this.view.path(entry ? 'master.cf' : 'main.cf');
  }
}

function unusedIn(view: PostconfView, settings: Settings, entry: MasterEntry | undefined): Report[] {
  const path = view.path(entry ? 'master.cf' : 'main.cf');
  return [...settings].flatMap(([name, value]) => {
    const used = entry ? view.nameUse.isUsedIn(entry.key, name) : view.nameUse.isUsedInMain(name);
    const advice = adviceOn(name, view);
    const fate = used ? `"${name}" will be` : `${name} has been`;
    if (advice) return [warning(`${path}: support for parameter ${fate} removed; instead, ${advice}`)];
    return used ? [] : [warning(`${path}: unused parameter: ${name}=${value}`)];
  });
}

/** What `postconf` advises where it is not to specify the replacement. */
const ADVICE: Readonly<Record<string, string>> = {
  lmtp_enforce_tls: 'lmtp_tls_security_level',
  smtpd_tls_dh1024_param_file: 'do not specify (leave at default)',
  smtpd_tls_eecdh_grade: 'do not specify (leave at default)',
};

/** What to do instead; undefined for a name that stays. */
function adviceOn(name: string, { release }: PostconfView): string | undefined {
  const deprecated = release.parameterOfAnyVersion(name)?.deprecated;
  if (!deprecated || !release.isAtLeast(deprecated.since)) return undefined;
  const { replacement } = deprecated;
  return ADVICE[name] ?? (replacement ? `specify "${replacement}"` : 'do not specify');
}
