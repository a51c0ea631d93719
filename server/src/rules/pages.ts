import type { Language } from '../text/localized';

const DOCUMENTATION = 'https://github.com/mailwright/mailwright/blob/main/server/docs/rules';

/** Address of a rule's page in the reader's language. */
export function rulePage(rule: string, language: Language): string {
  return `${DOCUMENTATION}/${language}/${rule}.md`;
}
