import type { PostfixFile } from '../system/files';
import { codeLenses } from './codeLens';
import { complete, documentationOf } from './completion/complete';
import { foldingRanges } from './folding';
import { formatFile } from './format/format';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import type { LanguageFeatures } from './language';
import { documentLinks } from './links';
import { definitions, highlights, references } from './navigate';
import { refactorings } from './refactor/refactors';
import { prepareRename, rename } from './rename';
import { selectionRanges } from './selectionRanges';
import { semanticTokens } from './semanticTokens';
import { documentSymbols, namedSpans } from './symbols';

/** main.cf and master.cf. */
export const postfixFeatures: LanguageFeatures<PostfixFile> = {
  product: 'postfix',
  hover,
  complete,
  documentationOf,
  codeLenses,
  inlayHints,
  semanticTokens,
  definitions,
  references,
  highlights,
  prepareRename,
  rename,
  documentLinks,
  documentSymbols,
  namedSpans,
  foldingRanges,
  selectionRanges,
  formatFile,
  refactorings,
};
