import { internalForm, scanTokens, type Token } from '../postfix/tables/addressTokens';

/** The members of an alias, without quotes: `"|command"`, `/file`, `:include:/path`, addresses (aliases(5)). */
export function listedTargets(text: string): string[] {
  const targets: string[] = [];
  let group: Token[] = [];
  const finish = (): void => {
    if (group.length > 0) targets.push(internalForm(group));
    group = [];
  };
  for (const token of scanTokens(text)) {
    if (token.type === ',') finish();
    else if (token.type !== 'comment') group.push(token);
  }
  finish();
  return targets.filter((target) => target !== '');
}
