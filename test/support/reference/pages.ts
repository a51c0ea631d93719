import { join } from 'node:path';
import { LANGUAGES, PRODUCTS } from '../../../scripts/lib/knowledge.mjs';
import { REPOSITORY } from '../assets';
import { matterPage } from './matterPage';
import { referencePage, SUFFIX } from './referencePage';

export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Every page that is generated from the records, with the path where it belongs. */
export async function referencePages(): Promise<Page[]> {
  const docs = join(REPOSITORY, 'server', 'docs');
  const wanted = LANGUAGES.flatMap((language) => [
    { path: join(docs, `settings-that-matter${SUFFIX[language]}.md`), make: () => matterPage(language) },
    ...PRODUCTS.map((product) => ({
      path: join(docs, 'reference', language, `${product}.md`),
      make: () => referencePage(product, language),
    })),
  ]);
  return Promise.all(wanted.map(async ({ path, make }) => ({ path, text: await make() })));
}
