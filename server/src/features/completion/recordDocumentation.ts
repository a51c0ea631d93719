import { docMarkdown, type ExampleLanguage } from '../../explain/docMarkdown';
import type { Docs } from '../../knowledge/docs';
import type { Language } from '../../text/localized';
import type { ItemSubject } from './item';

type DocumentationOf = (
  subject: ItemSubject,
  target: { readonly language: Language },
  docs: Docs,
) => string | undefined;

/** Documentation, when the editor comes to show it, of items that have records of their own. */
export function recordDocumentation(example: ExampleLanguage): DocumentationOf {
  return ({ group, name }, { language }, docs) => {
    const record = group === 'parameter' || group === 'value' ? undefined : docs.find(group, name);
    return record && docMarkdown(record, language, example);
  };
}
