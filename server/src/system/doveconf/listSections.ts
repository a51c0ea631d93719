import type { DovecotDefault, DovecotRelease, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import type { DovecotLine } from '../../dovecot/version';
import { compareFilters, restricts } from '../dovecot/connectionFilters';
import { emptyNode, type GivenValue, type Scope, type SettingsNode } from '../dovecot/settingsTree';
import { blockLines, compareKeys } from './lines';
import { formatDefault, formatValue, hasTwoDefaults } from './formatValue';
import { printedValue } from './secrets';

/** What is printed: settings that differ from their defaults (`doveconf -n`), or all (`doveconf -a`). */
export type Listed = 'changed' | 'all';

/** What `doveconf` of 2.3 prints below its comments. */
export function listSections(scopes: readonly Scope[], release: DovecotRelease, listed: Listed): string[] {
  const [global, ...others] = scopes;
  if (!global) return [];
  const forAll = others.filter(({ filters }) => !filters.some(restricts));
  const root = forAll.reduce((node, scope) => laidOver(node, scope.root), global.root);
  const sorted = [...others].sort((one, other) => compareFilters(one.filters, other.filters));
  return [
    ...new Printer(release, listed).lines(listed === 'all' ? withServices(root, release) : root, ''),
    ...sorted.flatMap(({ filters, root: own }) =>
      filters
        .filter(restricts)
        .reduceRight(
          (inner, { kind, argument }) => blockLines(`${kind} ${argument}`, inner),
          new Printer(release, 'given').lines(own, ''),
        ),
    ),
  ];
}

/** What is said for all connections, with what a filter that leaves out none says of them. */
function laidOver(base: SettingsNode, own: SettingsNode): SettingsNode {
  const blocks = new Map(base.blocks);
  for (const [key, block] of own.blocks) {
    const under = base.blocks.get(key);
    blocks.set(key, under ? laidOver(under, block) : block);
  }
  return { ...base, values: new Map([...base.values, ...own.values]), blocks };
}

/** Settings of a namespace that are printed whatever they are. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = { namespace: ['location', 'prefix'] };

interface Item {
  /** What the line or block is sorted by. */
  readonly key: string;
  readonly lines: readonly string[];
}

class Printer {
  constructor(
    private readonly release: DovecotRelease,
    private readonly listed: Listed | 'given',
  ) {}

  lines(node: SettingsNode, place: string): string[] {
    const values = this.listed === 'all' ? this.allValues(node, place) : this.givenValues(node, place);
    const blocks = [...node.blocks.values()].map((block) => this.block(block, place));
    return [...values, ...blocks]
      .sort((one, other) => compareKeys(one.key, other.key))
      .flatMap(({ lines }) => lines);
  }

  private block(node: SettingsNode, outer: string): Item {
    const { type, index } = node;
    const isNamed = node.fact?.named === true;
    const label = isNamed ? this.labelOf(node) : '';
    const place = outer === '' ? type : `${outer}/${type}`;
    const lines = this.lines(node, place);
    const key = isNamed && label !== '' ? escapeLabel(label) : index;
    return {
      key: `${type}/${key}/`,
      lines: blockLines(label === '' ? type : `${type} ${quoted(label)}`, lines),
    };
  }

  private labelOf(node: SettingsNode): string {
    const given = [...node.values.values()].find(({ fact }) => fact?.isLabel === true);
    return given?.text ?? node.label;
  }

  private givenValues(node: SettingsNode, place: string): Item[] {
    const items = [...node.values].flatMap(([name, given]) => this.given(node, name, given) ?? []);
    const missing = (ALWAYS[place] ?? []).filter((name) => !node.values.has(name));
    return [...items, ...missing.map((name) => item(name, ''))];
  }

  private given(node: SettingsNode, name: string, { text, fact }: GivenValue): Item | undefined {
    if (!fact) return item(name, text);
    const isNamed = node.fact?.named === true;
    if (isNamed && fact.isLabel) return undefined;
    const { line } = this.release;
    const printed = formatValue(text, fact, line);
    if (this.listed === 'changed' && !isNamed && isDefault(printed, fact, line)) return undefined;
    return item(name, printed);
  }

  private allValues(node: SettingsNode, place: string): Item[] {
    if (node.fact?.type === 'strlist') return this.givenValues(node, place);
    const { line } = this.release;
    return this.release.settingsIn(place).flatMap((fact) => {
      const given = node.values.get(fact.name);
      if (!isPlain(fact) || (node.fact?.named === true && fact.isLabel)) return [];
      if (given) return [item(fact.name, formatValue(given.text, fact, line))];
      return fact.hidden === true || fact.default === undefined
        ? []
        : [item(fact.name, formatDefault(fact, line))];
    });
  }
}

/** doveconf takes a word for the default when the default only begins with it: `return` for `return-ok`. */
function isDefault(printed: string, fact: DovecotSettingFact, line: DovecotLine): boolean {
  if (fact.default === undefined || hasTwoDefaults(fact)) return false;
  const standard = formatDefault(fact, line);
  return fact.type === 'enum' ? standard.startsWith(printed) : printed === standard;
}

function isPlain({ type }: DovecotSettingFact): boolean {
  return type !== 'section' && type !== 'strlist' && type !== 'alias';
}

function item(name: string, value: string): Item {
  return { key: name, lines: [`${name} = ${printedValue(name, value)}`] };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '=': '\\e',
  '/': '\\s',
  '\\': '\\\\',
  ' ': '\\_',
  ',': '\\+',
};

/** A label as it stands in the path of a setting, by which Dovecot sorts (settings_section_escape()). */
function escapeLabel(label: string): string {
  return label.replace(/[=/\\ ,]/g, (character) => ESCAPES[character] ?? character);
}

function quoted(label: string): string {
  return label.includes(' ') ? `"${label.replace(/["'\\]/g, '\\$&')}"` : label;
}

/** The tree with the services that Dovecot brings, and what the files say of them laid over. */
function withServices(root: SettingsNode, release: DovecotRelease): SettingsNode {
  const blocks = new Map(root.blocks);
  for (const { name, settings, listeners } of release.services) {
    const key = `service/${name}`;
    const service = defaultNode('service', name, settings, 'service', release);
    for (const { kind, settings: fields } of listeners) {
      const label = String(fields['path'] ?? fields['name'] ?? '');
      const listener = defaultNode(kind, label, fields, `service/${kind}`, release);
      service.blocks.set(`${kind}/${label}`, listener);
    }
    const own = blocks.get(key);
    blocks.set(key, own ? laidOver(service, own) : service);
  }
  return { ...root, blocks };
}

function defaultNode(
  type: string,
  label: string,
  settings: Readonly<Record<string, DovecotDefault>>,
  place: string,
  release: DovecotRelease,
): SettingsNode {
  const values = new Map<string, GivenValue>();
  for (const [name, value] of Object.entries(settings)) {
    const fact = release.setting(name, place);
    if (fact) values.set(name, { text: writable(value, fact), fact, assignment: undefined, overridden: [] });
  }
  const [block = '', outer = ''] = place.split('/').reverse();
  return { ...emptyNode(type, label, 0, release.setting(block, outer)), values };
}

/** A default of a built-in service as a file would have it. */
function writable(value: DovecotDefault, { type }: DovecotSettingFact): string {
  if (type === 'octal') return `0${Number(value).toString(8)}`;
  return type === 'time' ? `${value}s` : String(value);
}
