import type { Block, Setting, Word } from '../../dovecot/nodes';
import { isObsoleteName, OBSOLETE_BLOCKS } from '../../dovecot/obsolete';
import { isCheckedType, readTyped, type ValueProblem } from '../../dovecot/values';
import { CONFIG_VERSION } from '../../dovecot/version';
import type { DovecotRelease, DovecotSettingFact } from '../../knowledge/dovecotKnowledge';
import type { Span } from '../../text/span';
import type { DovecotFile } from '../files';
import { BlockPaths } from './blockPaths';
import { isCutOff } from './cutOff';
import { lookUpBlock, lookUpSetting } from './lookUp';
import { isInGroup, isInsideBlock, keyOf, NOT_INSIDE, NOT_INSIDE_FILTERS } from './nesting';
import type { Step } from './reading';
import { FILTERS, filtersAround, holderOf, placeOf, type Section } from './sections';

/** `key = value`, and what it means where it stands. */
export interface Assignment {
  readonly file: DovecotFile;
  readonly entry: Setting;
  readonly section: Section | undefined;
  /** The setting that is meant; undefined for a key of a list, and for one that this version does not know. */
  readonly fact: DovecotSettingFact | undefined;
  /** 2.3: the block in the files to which the key leads from outside. */
  readonly into?: Section;
}

export type ReadingProblemCode =
  | 'unknown-setting'
  | 'unknown-block'
  | 'unexpected-close'
  | 'unclosed-block'
  | 'label-forbidden'
  | 'label-missing'
  | 'wrong-nesting'
  | 'auth-in-address-filter'
  | 'config-version-first'
  | 'config-version-changed'
  | 'missing-required'
  | 'not-a-list'
  | 'repeated-block'
  | 'unknown-group'
  | 'group-in-block'
  | 'group-in-group'
  | ValueProblem;

/** What a Dovecot of this version refuses at one place. */
export interface ReadingProblem {
  readonly code: ReadingProblemCode;
  readonly file: DovecotFile;
  readonly span: Span;
  /** The name or value that is wrong. */
  readonly text: string;
  /** Where the name belongs, what is expected, or what stands around it. */
  readonly section: Section | undefined;
  readonly fact: DovecotSettingFact | undefined;
}

export interface Reading {
  readonly assignments: readonly Assignment[];
  readonly sections: readonly Section[];
  readonly problems: readonly ReadingProblem[];
  readonly groupUses: readonly GroupUse[];
}

/** 2.4: `@label = name`. */
export interface GroupUse {
  readonly file: DovecotFile;
  readonly entry: Setting;
  readonly section: Section | undefined;
}

/** Gives every line of a configuration its meaning in one version of Dovecot, and finds what that version refuses. */
export function readAssignments(steps: readonly Step[], release: DovecotRelease): Reading {
  const reader = new Reader(release);
  for (const step of steps) reader.read(step);
  reader.finish();
  return reader;
}

class Reader implements Reading {
  readonly assignments: Assignment[] = [];
  readonly sections: Section[] = [];
  readonly problems: ReadingProblem[] = [];
  private section: Section | undefined;
  private configVersion: string | undefined;
  readonly groupUses: GroupUse[] = [];
  /** 2.3: labelled blocks that may stand only once. */
  private readonly once = new Set<string>();

  private readonly paths: BlockPaths | undefined;

  constructor(private readonly release: DovecotRelease) {
    if (release.line === '2.3') this.paths = new BlockPaths(release);
  }

  read({ file, entry }: Step): void {
    if (entry.kind !== 'broken') this.checkVersion(file, entry);
    if (entry.kind === 'setting') this.assign(file, entry);
    else if (entry.kind === 'block') this.open(file, entry);
    else if (entry.kind === 'close') this.close(file, entry.line);
  }

  /** What shows only when everything was read: blocks without an end, groups that are not there. */
  finish(): void {
    for (let at = this.section; at; at = at.parent) {
      this.report('unclosed-block', at.file, at.block.line, at.block.type.text, at.fact);
    }
    for (const use of this.groupUses) this.checkGroup(use);
  }

  /** 2.4: the first thing that is said is the version, and it stays. */
  private checkVersion(file: DovecotFile, entry: Exclude<Step['entry'], { kind: 'broken' }>): void {
    if (this.release.line === '2.3') return;
    const isVersion = entry.kind === 'setting' && entry.key.text === CONFIG_VERSION;
    if (!isVersion) {
      if (this.configVersion === undefined) {
        this.report('config-version-first', file, entry.line, CONFIG_VERSION, undefined);
        this.configVersion = '';
      }
      return;
    }
    if (this.configVersion === undefined) this.configVersion = entry.value;
    else if (this.configVersion !== entry.value && this.configVersion !== '')
      this.report('config-version-changed', file, entry.source, entry.value, undefined);
  }

  private assign(file: DovecotFile, entry: Setting): void {
    const { section } = this;
    const key = entry.key.text;
    if (this.release.line === '2.4' && key === CONFIG_VERSION) return;
    if (this.release.line === '2.4' && key.startsWith('@')) {
      this.useGroup(file, entry);
      return;
    }
    const holder = holderOf(section);
    if (holder?.kind === 'unknown') return;
    if (holder?.kind === 'list') {
      this.assignments.push({ file, entry, section, fact: undefined });
      if (holder.fact?.type === 'boollist') this.checkValue(file, entry, { ...holder.fact, type: 'bool' });
      return;
    }
    if (this.release.line === '2.3' && isCutOff(section, this.release)) {
      this.report('wrong-nesting', file, entry.key.span, key, undefined);
      return;
    }
    const fact = this.assigned(file, entry);
    if (fact) {
      this.checkValue(file, entry, fact);
      this.checkAddressFilter(file, entry.key, fact);
    } else if (!this.isKnownOtherwise(key)) {
      this.report('unknown-setting', file, entry.key.span, key, undefined);
    }
  }

  /** Takes a line in, and returns the setting that it means. */
  private assigned(file: DovecotFile, entry: Setting): DovecotSettingFact | undefined {
    const { section } = this;
    const path = this.paths?.setting(entry.key.text, section);
    const fact = path?.fact ?? this.factOf(entry.key.text);
    this.assignments.push({ file, entry, section, fact, ...(path?.into && { into: path.into }) });
    return fact;
  }

  /** The setting that a key means here; an alias means the one that it is another name of. */
  private factOf(key: string): DovecotSettingFact | undefined {
    const { release, section } = this;
    const fact = lookUpSetting(release, key, section);
    if (fact?.type !== 'alias' || fact.of === undefined) return fact;
    return release.setting(fact.of, release.line === '2.3' ? placeOf(section) : '');
  }

  private isKnownOtherwise(key: string): boolean {
    if (this.release.line === '2.4') return false;
    if (this.section === undefined) return isObsoleteName(key) || /^plugin\/./.test(key);
    return isObsoleteName(key) && placeOf(this.section) === '';
  }

  private checkValue(file: DovecotFile, entry: Setting, fact: DovecotSettingFact): void {
    const { line } = this.release;
    const text = entry.form === 'file' ? `<${entry.value}` : entry.value;
    if (line === '2.3' && fact.type === 'strlist') return;
    if (line === '2.4' && (fact.type === 'strlist' || fact.type === 'named_list_filter')) {
      if (fact.type === 'strlist' && text === '') return;
      this.report('not-a-list', file, entry.key.span, entry.key.text, fact);
      return;
    }
    if (isExpandedLater(entry, text, line) || !isCheckedType(fact.type)) return;
    const read = readTyped(fact.type, text, line, fact.values);
    if ('problem' in read) {
      const span = entry.source.start < entry.source.end ? entry.source : entry.key.span;
      this.report(read.problem, file, span, text, fact);
    }
  }

  private checkAddressFilter(file: DovecotFile, word: Word, fact: DovecotSettingFact): void {
    if (!fact.modules.includes('auth')) return;
    const isAddress = filtersAround(this.section).some(({ block }) => block.type.text !== 'protocol');
    if (isAddress) this.report('auth-in-address-filter', file, word.span, word.text, fact);
  }

  private open(file: DovecotFile, block: Block): void {
    const parent = this.section;
    const [known, fact] = this.kindOf(block);
    const kind = this.isLost(known, parent) ? 'unknown' : known;
    if (kind !== known) this.report('wrong-nesting', file, block.type.span, block.type.text, undefined);
    this.checkOpened(file, block, kind, fact);
    this.section = { file, block, kind, fact, parent, position: this.assignments.length };
    this.sections.push(this.section);
    this.paths?.open(this.section);
    if (known === 'unknown' && holderOf(parent)?.kind !== 'unknown' && !this.isObsoleteBlock(block))
      this.report('unknown-block', file, block.type.span, block.type.text, undefined);
  }

  /** 2.3: a block in a filter that is cut off from what is around it. */
  private isLost(kind: Section['kind'], parent: Section | undefined): boolean {
    return kind === 'section' && this.release.line === '2.3' && isCutOff(parent, this.release);
  }

  /** What may be wrong with a block where it stands. */
  private checkOpened(
    file: DovecotFile,
    block: Block,
    kind: Section['kind'],
    fact: DovecotSettingFact | undefined,
  ): void {
    const { type } = block;
    if (kind === 'filter') this.checkNesting(file, block);
    if (kind === 'group' && this.section)
      this.report('group-in-block', file, type.span, type.text, undefined);
    if (kind !== 'section') return;
    if (this.release.line === '2.3') this.checkRepeated(file, block, fact);
    if (!fact) return;
    if (this.release.line === '2.3') this.checkAddressFilter(file, type, fact);
    else this.checkLabel(file, block, fact);
  }

  private isObsoleteBlock({ type }: Block): boolean {
    return this.release.line === '2.3' && OBSOLETE_BLOCKS.has(type.text);
  }

  private kindOf({ type, groupName }: Block): readonly [Section['kind'], DovecotSettingFact | undefined] {
    if (groupName) return [this.release.line === '2.4' ? 'group' : 'unknown', undefined];
    if (FILTERS.has(type.text)) return ['filter', undefined];
    if (holderOf(this.section)?.kind === 'unknown') return ['unknown', undefined];
    const fact = lookUpBlock(this.release, type.text, this.section);
    if (!fact) return ['unknown', undefined];
    if (fact.type === 'strlist' || fact.type === 'boollist') return ['list', fact];
    const isBlock = fact.type === 'section' || fact.type.startsWith('named_');
    // A block on a plain setting: its lines cannot be told.
    return isBlock ? ['section', fact] : ['unknown', fact];
  }

  /** A named filter has no label, a named list filter must have one; some do not stand in each other. */
  private checkLabel(file: DovecotFile, block: Block, fact: DovecotSettingFact): void {
    const { label, type } = block;
    if (fact.type === 'named_filter' && label)
      this.report('label-forbidden', file, label.span, type.text, fact);
    if (fact.type === 'named_list_filter' && !label)
      this.report('label-missing', file, type.span, type.text, fact);
    const outer = holderOf(this.section)?.fact;
    const forbidden = NOT_INSIDE[fact.name];
    if (
      outer?.type === 'named_list_filter' &&
      forbidden &&
      (forbidden === 'any' || forbidden.includes(outer.name))
    )
      this.report('wrong-nesting', file, type.span, type.text, outer);
  }

  /** Filters stand in each other in one order; in 2.4, outside of all other blocks. */
  private checkNesting(file: DovecotFile, block: Block): void {
    const { type } = block;
    const outer = filtersAround(this.section).map((filter) => filter.block.type.text);
    const forbidden = NOT_INSIDE_FILTERS[type.text] ?? [];
    const isWrong = outer.some((name) => forbidden.includes(name));
    const isInBlock = this.release.line === '2.4' && isInsideBlock(this.section);
    if (isWrong || isInBlock) this.report('wrong-nesting', file, type.span, type.text, undefined);
  }

  /** 2.3: a passdb or userdb with a label that is there already. Namespaces, services and the like merge instead. */
  private checkRepeated(
    file: DovecotFile,
    { type, label }: Block,
    fact: DovecotSettingFact | undefined,
  ): void {
    if (!fact || fact.named || !label || label.text === '') return;
    const key = `${keyOf(this.section)}/${fact.name}/${label.text}`;
    if (this.once.has(key))
      this.report('repeated-block', file, label.span, `${type.text} ${label.text}`, fact);
    this.once.add(key);
  }

  private useGroup(file: DovecotFile, entry: Setting): void {
    for (let at = this.section; at; at = at.parent) {
      if (at.kind !== 'group') continue;
      this.report('group-in-group', file, entry.key.span, entry.key.text, undefined);
      return;
    }
    this.groupUses.push({ file, entry, section: this.section });
  }

  /** A group that holds nothing does not count. */
  private checkGroup({ file, entry }: GroupUse): void {
    const name = entry.value;
    const isDefined =
      BUILT_IN_GROUPS.has(`${entry.key.text} ${name}`) ||
      this.assignments.some(({ section }) => isInGroup(section, entry.key.text, name));
    if (!isDefined) this.report('unknown-group', file, entry.line, `${entry.key.text} = ${name}`, undefined);
  }

  private close(file: DovecotFile, line: Span): void {
    const { section } = this;
    if (!section) {
      this.report('unexpected-close', file, line, '}', undefined);
      return;
    }
    this.checkRequired(section, file, line);
    this.section = section.parent;
  }

  /** 2.4: a metric has a filter, a quota warning something to execute. */
  private checkRequired(section: Section, file: DovecotFile, line: Span): void {
    const required = section.fact?.required;
    if (required === undefined) return;
    const inside = (name: string | undefined): boolean => name === required;
    const isThere =
      this.assignments.some((one) => one.section === section && inside(one.fact?.name)) ||
      this.sections.some((one) => one.parent === section && inside(one.fact?.name));
    if (!isThere) this.report('missing-required', file, line, required, section.fact);
  }

  private report(
    code: ReadingProblemCode,
    file: DovecotFile,
    { start, end }: Span,
    text: string,
    fact: DovecotSettingFact | undefined,
  ): void {
    this.problems.push({ code, file, span: { start, end }, text, section: this.section, fact });
  }
}

/** Groups that 2.4 brings with it. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '@metric_defaults proxy',
  '@metric_defaults backend',
  '@mailbox_defaults english',
]);

/**
 * What is expanded later cannot be judged now. 2.3 expands the setting itself and the environment before it looks at the
 * type, and all other names after it: `mail_debug = $auth_debug` is no boolean value.
 */
function isExpandedLater({ key, form }: Setting, text: string, line: '2.3' | '2.4'): boolean {
  if (line === '2.4') return /%\{|\$SET:|\$ENV:/.test(text);
  return form === 'plain' && (text === `$${key.text}` || /(^|\s)\$ENV:/.test(text));
}
