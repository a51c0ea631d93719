import type { Include } from '../dovecot/nodes';
import { configVersionOf, lineOf, type DovecotLine } from '../dovecot/version';
import type { DovecotKnowledge, DovecotRelease } from '../knowledge/dovecotKnowledge';
import { readAssignments, type Reading } from './dovecot/assignments';
import { evaluateFilters } from './dovecot/evaluateFilters';
import { evaluateSections } from './dovecot/evaluateSections';
import type { DovecotSources, Included } from './dovecot/includes';
import { readingOrder, type Step } from './dovecot/reading';
import type { FilterNode, Scope } from './dovecot/settingsTree';
import type { DovecotFile } from './files';

/** One Dovecot: its files, read together for one version. Immutable. */
export class DovecotInstance {
  /** What the target version knows. */
  readonly release: DovecotRelease;
  /** The newest release of the other line, for names that come from there. */
  readonly otherLine: DovecotRelease;
  private order: readonly Step[] | undefined;
  private meaning: Reading | undefined;
  private evaluated: readonly Scope[] | undefined;
  private filterTree: FilterNode | undefined;

  constructor(
    private readonly sources: DovecotSources,
    knowledge: DovecotKnowledge,
    version?: string,
  ) {
    const line = version === undefined ? lineOf(sources.main.tree) : lineOfVersion(version);
    this.release = knowledge.release(line, version);
    this.otherLine = knowledge.release(line === '2.3' ? '2.4' : '2.3');
  }

  /** dovecot.conf. */
  get main(): DovecotFile {
    return this.sources.main;
  }

  /** Every file, in the order in which they are first read. */
  get files(): readonly DovecotFile[] {
    return this.sources.files;
  }

  /** `dovecot_config_version`. */
  get configVersion(): string | undefined {
    return configVersionOf(this.main.tree.entries);
  }

  /** What an include reads. */
  included(include: Include): Included | undefined {
    return this.sources.included.get(include);
  }

  /** Every line of all files, in the order in which Dovecot reads them. */
  get steps(): readonly Step[] {
    return (this.order ??= readingOrder(this.sources));
  }

  /** What each line means, and what this version refuses. */
  get reading(): Reading {
    return (this.meaning ??= readAssignments(this.steps, this.release));
  }

  /** 2.3: the values that count and where they come from, for all connections first, then for some. */
  get scopes(): readonly Scope[] {
    return (this.evaluated ??= evaluateSections(this.reading, this.release));
  }

  /** 2.4: the values that count and where they come from, block by block. */
  get filters(): FilterNode {
    return (this.filterTree ??= evaluateFilters(this.reading, this.release));
  }
}

function lineOfVersion(version: string): DovecotLine {
  return /^2\.[0-3](\.|$)/.test(version) ? '2.3' : '2.4';
}
