import type { DovecotDriverFile, DovecotFile } from '../../system/files';
import type { LanguageFeatures } from '../language';
import { complete, documentationOf } from './completion/complete';
import { complete as completeDriver, documentationOf as driverDocumentationOf } from './driver/complete';
import { hover as driverHover } from './driver/hover';
import {
  definitions as driverDefinitions,
  highlights as driverHighlights,
  references as driverReferences,
} from './driver/navigate';
import { prepareRename as driverPrepareRename, rename as driverRename } from './driver/rename';
import { foldingRanges } from './folding';
import { formatFile } from './format';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import { documentLinks } from './links';
import { definitions, highlights, references } from './navigate';
import { prepareRename, rename } from './rename';
import { selectionRanges } from './selectionRanges';
import { semanticTokens } from './semanticTokens';
import { documentSymbols, namedSpans } from './symbols';

/** What the form of a file tells, whatever it is for. */
const STRUCTURE = {
  product: 'dovecot',
  documentLinks,
  documentSymbols,
  namedSpans,
  foldingRanges,
  selectionRanges,
  formatFile,
} as const satisfies LanguageFeatures<DovecotFile | DovecotDriverFile>;

/** dovecot.conf, and what it includes. */
export const dovecotFeatures: LanguageFeatures<DovecotFile> = {
  ...STRUCTURE,
  hover,
  complete,
  documentationOf,
  inlayHints,
  semanticTokens,
  definitions,
  references,
  highlights,
  prepareRename,
  rename,
};

/** The settings of a driver of 2.3. */
export const driverFeatures: LanguageFeatures<DovecotDriverFile> = {
  ...STRUCTURE,
  hover: driverHover,
  complete: completeDriver,
  documentationOf: driverDocumentationOf,
  definitions: driverDefinitions,
  references: driverReferences,
  highlights: driverHighlights,
  prepareRename: driverPrepareRename,
  rename: driverRename,
};
