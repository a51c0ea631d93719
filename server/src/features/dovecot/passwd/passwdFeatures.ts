import type { DovecotPasswdFile } from '../../../system/files';
import type { LanguageFeatures } from '../../language';
import { complete, documentationOf } from './complete';
import { hover } from './hover';
import { definitions, highlights, references } from './navigate';
import { prepareRename, rename } from './rename';
import { documentSymbols, foldingRanges, namedSpans, selectionRanges } from './structure';

/** Users with their passwords. Blanks mean something everywhere, so that there is nothing to format. */
export const passwdFeatures: LanguageFeatures<DovecotPasswdFile> = {
  product: 'dovecot',
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
  selectionRanges,
};
