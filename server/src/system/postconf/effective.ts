import { entryLine, type MasterEntry } from './masterEntry';
import { entriesWithSettings, nameReports, unusedReports, type ReadClient } from './nameReports';
import { expansionReports, type Report } from './report';
import { endsFatally, untilFatal, type PostconfView } from './view';

export interface Listing {
  /** Nothing when a report is fatal. */
  readonly lines: readonly string[];
  readonly reports: readonly Report[];
}

/** What is listed: settings of main.cf, all defaults, entries of master.cf, or the settings of its entries. */
export type ListingKind = 'main' | 'defaults' | 'entries' | 'settings';

export interface ListingRequest {
  readonly kind: ListingKind;
  /** Values are expanded. */
  readonly expand: boolean;
  readonly readClient: ReadClient;
}

/** What `postconf` prints: `-n`, `-d`, `-M` or `-P`, each with `-x` or without (postconf(1)). */
export function effective(view: PostconfView, request: ListingRequest): Listing {
  const known = request.kind === 'defaults' ? view.host.reports : nameReports(view, request.readClient);
  const before = untilFatal([...view.reports, ...known]);
  if (endsFatally(before)) return { lines: [], reports: before };
  const printer = new Printer(view, request.expand);
  const lines = printer.lines(request.kind);
  const unused = request.kind === 'defaults' ? [] : unusedReports(view);
  const reports = untilFatal([...before, ...printer.reports, ...unused]);
  return endsFatally(reports) ? { lines: [], reports } : { lines, reports };
}

class Printer {
  readonly reports: Report[] = [];

  constructor(
    private readonly view: PostconfView,
    private readonly expand: boolean,
  ) {}

  lines(kind: ListingKind): string[] {
    const { view } = this;
    switch (kind) {
      case 'main':
        return this.settingsOfMain();
      case 'defaults':
        return this.defaults();
      case 'entries':
        return view.entries.map((entry) => entryLine(entry, (setting) => this.value(setting, entry)));
      case 'settings':
        return entriesWithSettings(view).flatMap((entry) => this.settingsOfEntry(entry));
    }
  }

  private settingsOfMain(): string[] {
    const { view } = this;
    return [...view.main]
      .filter(([name]) => view.nameUse.isUsedInMain(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => {
        const raw = view.release.parameter(name)?.raw;
        return settingLine(name, raw ? value : this.value(value));
      });
  }

  private defaults(): string[] {
    const { view } = this;
    const builtIn = view.release.parameterNames.filter((name) => !view.release.isLegacy(name));
    const names = new Set([...builtIn, ...view.serviceParameters.keys()]);
    return [...names].sort().map((name) => {
      const value = view.defaultOf(name) ?? '';
      const expands = this.expand && !view.release.parameter(name)?.raw;
      return settingLine(name, expands ? view.expandDefaults(value).text : value);
    });
  }

  private settingsOfEntry(entry: MasterEntry): string[] {
    return [...(this.view.services.get(entry.key) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => settingLine(`${entry.key}/${name}`, this.value(value, entry)));
  }

  private value(text: string, entry?: MasterEntry): string {
    if (!this.expand) return text;
    const { text: expanded, problems } = this.view.expand(text, entry);
    this.reports.push(...expansionReports(problems, 'macro processing error'));
    return expanded;
  }
}

/** `name = value` with every run of blanks as one. */
function settingLine(name: string, value: string): string {
  return `${name} = ${value}`
    .split(/[ \t\r\n]+/)
    .filter(Boolean)
    .join(' ');
}
