import type { DovecotRelease, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import type { FilterNode, GivenList, GivenValue } from '../dovecot/settingsTree';
import { formatDefault, hasTwoDefaults } from './formatValue';
import { blockLines, compareKeys } from './lines';
import type { Listed } from './listSections';
import { printedValue } from './secrets';

interface Item {
  /** The whole name of the setting, by which it is sorted. */
  readonly key: string;
  readonly lines: readonly string[];
}

/** What `doveconf` of 2.4 prints below its comments: values as they are written, blocks in the order of the files. */
export function listFilters(
  root: FilterNode,
  release: DovecotRelease,
  listed: Listed,
  configVersion: string,
): string[] {
  const printer = new Printer(release, configVersion);
  const top = listed === 'all' ? printer.all(root) : printer.changed(root);
  return [...sorted(top), ...root.blocks.flatMap((block) => printer.block(block)), ...groupLines(root)];
}

function sorted(items: readonly Item[]): string[] {
  return [...items].sort((one, other) => compareKeys(one.key, other.key)).flatMap(({ lines }) => lines);
}

/** Defaults that a file for 2.4.0 still has (`dovecot_config_version`). */
const DEFAULTS_OF_2_4_0: Readonly<Record<string, string>> = { lmtp_user_concurrency_limit: '0' };

function groupLines({ groups }: FilterNode): string[] {
  return [...groups].map(([label, name]) => `${label} = ${name}`);
}

class Printer {
  constructor(
    private readonly release: DovecotRelease,
    private readonly configVersion: string,
  ) {}

  block(node: FilterNode): string[] {
    const lines = [
      ...sorted(this.given(node, (name) => this.shortName(name, node))),
      ...groupLines(node),
      ...node.blocks.flatMap((block) => this.block(block)),
    ];
    const head = node.label === '' ? node.type : `${node.type} ${quotedLabel(node.label)}`;
    const isListed = node.fact?.type === 'named_list_filter';
    return lines.length === 0 && isListed ? [`${head} {`, '}'] : blockLines(head, lines);
  }

  /** Lists that are given count as changed, whatever they hold. */
  changed(root: FilterNode): Item[] {
    return this.given(root, (name) => name).filter(({ key, lines }) => {
      const fact = this.release.setting(key);
      return !fact || isList(fact) || hasTwoDefaults(fact) || lines[0] !== `${key} = ${this.defaultOf(fact)}`;
    });
  }

  all(root: FilterNode): Item[] {
    const given = new Map(this.given(root, (name) => name).map((item) => [item.key, item]));
    const defaults = this.release
      .settingsIn('')
      .filter((fact) => isShown(fact) && !given.has(fact.name))
      .map((fact): Item => ({ key: fact.name, lines: [`${fact.name} = ${this.defaultOf(fact)}`] }));
    return [...defaults, ...given.values()];
  }

  private defaultOf(fact: DovecotSettingFact): string {
    const older = DEFAULTS_OF_2_4_0[fact.name];
    if (older !== undefined && this.configVersion === '2.4.0') return older;
    return isList(fact) ? '' : printedValue(fact.name, formatDefault(fact, '2.4'));
  }

  private given(node: FilterNode, nameOf: (name: string) => string): Item[] {
    const values = [...node.values].map(([key, value]) => valueItem(key, nameOf(key), value));
    const lists = [...node.lists].map(([key, list]) => ({ key, lines: listLines(nameOf(key), list) }));
    return [...values, ...lists];
  }

  /** Within a block its name is left out of those of its settings, unless another setting would be meant then. */
  private shortName(name: string, { type, label, fact }: FilterNode): string {
    if (!fact) return name;
    const long = `${type}_${label}_`;
    if (label !== '' && name.startsWith(long)) return name.slice(long.length);
    if (!name.startsWith(`${type}_`)) return name;
    const rest = name.slice(type.length + 1);
    return label !== '' && this.release.setting(long + rest) ? name : rest;
  }
}

function valueItem(key: string, name: string, { text }: GivenValue): Item {
  return { key, lines: [`${name} = ${printedValue(key, text)}`] };
}

/** A list that was replaced stands in one line, one that was added to in a block. */
function listLines(name: string, { isReplaced, entries, fact }: GivenList): string[] {
  const isWords = fact.type === 'boollist';
  if (isReplaced && isWords) {
    const words = [...entries].filter(([, value]) => !/^no$/i.test(value)).map(([word]) => quotedKey(word));
    return [`${name} = ${words.join(' ')}`];
  }
  const emptied = isReplaced ? [`${name} = `] : [];
  const pairs = [...entries];
  if (!isWords) pairs.sort(([one], [other]) => compareKeys(one, other));
  const lines = pairs.map(([word, value]) => `${quotedKey(word)} = ${printedValue(word, value)}`);
  return [...emptied, ...blockLines(name, lines)];
}

function isList({ type }: DovecotSettingFact): boolean {
  return type === 'boollist' || type === 'strlist';
}

/** Two programs have these settings, and only one of them hides its own. */
const HIDDEN_IN_PART: ReadonlySet<string> = new Set(['auth_socket_path', 'login_socket_path']);

function isShown({ name, type, hidden }: DovecotSettingFact): boolean {
  const isHidden = hidden === true && !HIDDEN_IN_PART.has(name);
  return !isHidden && type !== 'alias' && type !== 'named_filter' && type !== 'named_list_filter';
}

function quotedKey(word: string): string {
  return /[ "\\#=]/.test(word) ? `"${word.replace(/["'\\]/g, '\\$&')}"` : word;
}

function quotedLabel(label: string): string {
  return /[ "\\#=,]/.test(label) ? `"${label.replace(/["'\\]/g, '\\$&')}"` : label;
}
