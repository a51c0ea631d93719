import { format, type Language, type Localized } from '../text/localized';
import { code } from './markdown';

const TITLE: Localized = { en: 'value of {name}', 'zh-cn': '{name} 的取值' };

/** Says whose value something is. */
export function valueTitle(name: string, language: Language): string {
  return format(TITLE[language], { name: code(name) });
}
