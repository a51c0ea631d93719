import type { TableFile } from '../../system/tableFiles';
import type { LanguageFeatures } from '../language';

/** Lookup tables in files. */
export const tableFeatures: LanguageFeatures<TableFile> = {
  product: 'postfix',
};
