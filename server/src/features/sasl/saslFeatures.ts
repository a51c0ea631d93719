import type { CyrusFile } from '../../system/saslFiles';
import type { LanguageFeatures } from '../language';
import { complete, documentationOf } from './complete';
import { formatFile } from './format';
import { hover } from './hover';
import { definitions, documentLinks } from './links';
import { references } from './references';
import { semanticTokens } from './semanticTokens';
import { documentSymbols, foldingRanges, highlights, namedSpans, selectionRanges } from './structure';

/** smtpd.conf, what saslauthd is started with, and how it asks LDAP. */
export const saslFeatures: LanguageFeatures<CyrusFile> = {
  product: 'sasl',
  hover,
  complete,
  documentationOf,
  semanticTokens,
  definitions,
  references,
  highlights,
  documentLinks,
  documentSymbols,
  namedSpans,
  foldingRanges,
  selectionRanges,
  formatFile,
};
