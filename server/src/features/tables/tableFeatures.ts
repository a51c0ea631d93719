import type { EntryFile } from '../../rules/lookupTables';
import type { LanguageFeatures } from '../language';
import { foldingRanges } from './folding';
import { definitions, highlights, references } from './navigate';
import { prepareRename, rename } from './rename';
import { documentSymbols, namedSpans } from './symbols';

/** Lookup tables in files. */
export const tableFeatures: LanguageFeatures<EntryFile> = {
  product: 'postfix',
  definitions,
  references,
  highlights,
  prepareRename,
  rename,
  documentSymbols,
  namedSpans,
  foldingRanges,
};
