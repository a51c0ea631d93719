import { configVersionOf, lineOf, type DovecotLine } from '../dovecot/version';
import type { DovecotSources, Included } from './dovecot/includes';
import { readingOrder, type Step } from './dovecot/reading';
import type { Include } from '../dovecot/nodes';
import type { DovecotFile } from './files';

/** One Dovecot: its files, read together. Immutable. */
export class DovecotInstance {
  private order: readonly Step[] | undefined;

  constructor(private readonly sources: DovecotSources) {}

  /** dovecot.conf. */
  get main(): DovecotFile {
    return this.sources.main;
  }

  /** Every file, in the order in which they are first read. */
  get files(): readonly DovecotFile[] {
    return this.sources.files;
  }

  /** Which of the two lines the files are written for. */
  get line(): DovecotLine {
    return lineOf(this.main.tree);
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
}
