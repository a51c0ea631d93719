import { canMask } from '../text/maskedText';
import { Branches } from './branches';
import { dialectOf, templateEnding } from './dialect';
import { maskTags, type LineHeads } from './mask';
import { scanTags, type Tag } from './scan';

/** A configuration file that a template engine or a script makes the real one of. */
export interface TemplateText {
  /** As it stands in the file. */
  readonly source: string;
  /** With its code masked, for the parser of the format. */
  readonly masked: string;
  readonly tags: readonly Tag[];
  readonly branches: Branches;
  /** Settings that are not written here may come of it. */
  readonly openEnded: boolean;
}

/** Reads a text as a template; undefined when neither its name nor its text speaks of one. Never throws. */
export function readTemplate(uri: string, source: string, heads: LineHeads): TemplateText | undefined {
  if (!canMask(source)) return undefined;
  const tags = scanTags(source, dialectOf(uri, source));
  if (tags.length === 0 && templateEnding(uri) === '') return undefined;
  return {
    source,
    masked: maskTags(source, tags, heads),
    tags,
    branches: Branches.of(source, tags),
    openEnded: tags.some(({ role }) => role === 'lines' || role === 'include'),
  };
}

/** True inside of template code, where the language of the configuration does not hold. */
export function isInCode({ tags }: TemplateText, offset: number): boolean {
  return tags.some(({ start, end }) => start < offset && offset < end);
}
