import { externalForm, internalForm, scanTokens, type Token } from '../postfix/tables/addressTokens';
import { quoteLocal, splitAddress } from '../postfix/tables/mailAddress';
import type { Program } from './program';

/** The settings of trivial-rewrite(8) that say how an address is made whole. */
export interface RewriteRules {
  readonly swapBangpath: boolean;
  readonly percentHack: boolean;
  readonly appendAtMyorigin: boolean;
  readonly appendDotMydomain: boolean;
  readonly myorigin: string;
  readonly mydomain: string;
}

export function rewriteRulesOf(program: Program): RewriteRules {
  return {
    swapBangpath: program.yes('swap_bangpath'),
    percentHack: program.yes('allow_percent_hack'),
    appendAtMyorigin: program.yes('append_at_myorigin'),
    appendDotMydomain: program.yes('append_dot_mydomain'),
    myorigin: program.text('myorigin'),
    mydomain: program.text('mydomain'),
  };
}

/** `"a b"@c` without its quotes: how Postfix keeps addresses inside. */
export function unquoted(address: string): string {
  return internalForm(scanTokens(address));
}

/** The same without `@a,@b:` before it, which smtpd(8) takes off. */
export function withoutRoute(address: string): string {
  return internalForm(directTokens(scanTokens(address)));
}

/** The other way round: the local part in quotes where it needs them. */
export function quoted(address: string): string {
  const { local, domain } = splitAddress(address);
  return domain === undefined ? quoteLocal(local) : `${quoteLocal(local)}@${domain}`;
}

/** Makes an address whole, from and to its form without quotes (trivial-rewrite(8), "standard rewriting"). */
export function rewriteAddress(address: string, rules: RewriteRules): string {
  if (address === '') return '';
  const written = externalForm(rewriteTokens(scanTokens(quoted(address)), rules));
  const { local, domain } = splitAddress(written);
  const bare = local.replace(/"|\\([^])/g, '$1');
  return domain === undefined ? bare : `${bare}@${domain}`;
}

const operator = (type: string): Token => ({ type, text: type, start: 0, end: 0 });
const lastIndex = (tokens: readonly Token[], type: string): number =>
  tokens.reduce((found, token, index) => (token.type === type ? index : found), -1);
const indexOf = (tokens: readonly Token[], type: string): number =>
  tokens.findIndex((token) => token.type === type);

/** The same on tokens, as the resolver goes on with them. */
export function rewriteTokens(tokens: readonly Token[], rules: RewriteRules): Token[] {
  const [first] = tokens;
  if (!first || (tokens.length === 1 && first.type === 'quoted' && first.text === '')) return [...tokens];
  if (tokens.length === 1 && first.type === '@') return [{ ...first, type: 'quoted', text: '' }];
  const direct = withDomain(directTokens(tokens), rules);
  return withoutTrailingDot(withMydomain(direct, rules));
}

/** `@a,@b:user@c` */
function directTokens(tokens: readonly Token[]): readonly Token[] {
  const colon = tokens[0]?.type === '@' ? indexOf(tokens, ':') : -1;
  return colon > 0 && colon < tokens.length - 1 ? tokens.slice(colon + 1) : tokens;
}

function withDomain(tokens: readonly Token[], rules: RewriteRules): Token[] {
  if (lastIndex(tokens, '@') >= 0) return [...tokens];
  const bang = rules.swapBangpath ? indexOf(tokens, '!') : -1;
  if (bang >= 0) return [...tokens.slice(bang + 1), operator('@'), ...tokens.slice(0, bang)];
  const percent = rules.percentHack ? lastIndex(tokens, '%') : -1;
  if (percent >= 0) return tokens.map((token, index) => (index === percent ? operator('@') : token));
  if (!rules.appendAtMyorigin || rules.myorigin === '') return [...tokens];
  return [...tokens, operator('@'), ...scanTokens(rules.myorigin)];
}

function withMydomain(tokens: Token[], { appendDotMydomain, mydomain }: RewriteRules): Token[] {
  const at = lastIndex(tokens, '@');
  const domain = tokens.slice(at + 1);
  if (at < 0 || !appendDotMydomain || mydomain === '' || domain.length === 0) return tokens;
  if (domain.some(({ type }) => type === '.' || type === 'literal')) return tokens;
  return [...tokens, operator('.'), ...scanTokens(mydomain)];
}

/** One dot at the end of a domain goes, but not one of two, nor one that is all there is. */
export function withoutTrailingDot(tokens: readonly Token[]): Token[] {
  const before = tokens[tokens.length - 2]?.type;
  const strips = tokens[tokens.length - 1]?.type === '.' && before !== undefined;
  return strips && before !== '.' && before !== '@' ? tokens.slice(0, -1) : [...tokens];
}
