import type { EntryFile } from '../../rules/lookupTables';
import type { LanguageFeatures } from '../language';
import { complete, documentationOf } from './complete';
import { foldingRanges } from './folding';
import { formatFile } from './format';
import { hover } from './hover';
import { definitions, highlights, references } from './navigate';
import { prepareRename, rename } from './rename';
import { sortings } from './sort';
import { documentSymbols, namedSpans } from './symbols';

/** Lookup tables in files. */
export const tableFeatures: LanguageFeatures<EntryFile> = {
  product: 'postfix',
  hover,
  complete,
  documentationOf,
  definitions,
  references,
  highlights,
  prepareRename,
  rename,
  documentSymbols,
  namedSpans,
  foldingRanges,
  formatFile,
  refactorings: sortings,
};
