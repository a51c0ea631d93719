import { externalForm, internalForm, scanTokens, type Token } from '../postfix/tables/addressTokens';
import { quoteLocal, splitAddress } from '../postfix/tables/mailAddress';
import type { ServiceSettings } from './settings';

/** An address in its internal form as tokens; its local part is quoted where it has to be. */
export function tokensOf(address: string): Token[] {
  return scanTokens(quoteAddress(address));
}

export function quoteAddress(address: string): string {
  const { local, domain } = splitAddress(address);
  if (address === '') return '';
  return domain === undefined ? quoteLocal(local) : `${quoteLocal(local)}@${domain}`;
}

export function token(type: string): Token {
  return { type, text: type, start: 0, end: 0 };
}

export function lastOf(tokens: readonly Token[], type: string): number {
  return tokens.findLastIndex((one) => one.type === type);
}

const firstOf = (tokens: readonly Token[], type: string): number =>
  tokens.findIndex((one) => one.type === type);

const isEmptyQuoted = ([first, ...others]: readonly Token[]): boolean =>
  first?.type === 'quoted' && first.text === '' && others.length === 0;

/** What trivial-rewrite(8) makes of an address with the rules for local clients. */
export function rewriteTokens(tokens: readonly Token[], settings: ServiceSettings): Token[] {
  if (tokens.length === 0 || isEmptyQuoted(tokens)) return [...tokens];
  if (tokens.length === 1 && tokens[0]?.type === '@') return [{ ...token('quoted'), text: '' }];
  const direct = withoutRoute(tokens);
  const placed = lastOf(direct, '@') < 0 ? withDomain(direct, settings) : [...direct];
  return withoutLastDot(withMydomain(placed, settings));
}

/** `@a,@b:user@c` → `user@c` */
function withoutRoute(tokens: readonly Token[]): readonly Token[] {
  const colon = tokens[0]?.type === '@' ? firstOf(tokens, ':') : -1;
  return colon > 0 && colon < tokens.length - 1 ? tokens.slice(colon + 1) : tokens;
}

/** `domain!user`, `user%domain`, `user` → `user@domain` */
function withDomain(tokens: readonly Token[], settings: ServiceSettings): Token[] {
  const bang = settings.yes('swap_bangpath') ? firstOf(tokens, '!') : -1;
  if (bang >= 0) return [...tokens.slice(bang + 1), token('@'), ...tokens.slice(0, bang)];
  const percent = settings.yes('allow_percent_hack') ? lastOf(tokens, '%') : -1;
  if (percent >= 0) return tokens.map((one, index) => (index === percent ? token('@') : one));
  const origin = settings.text('myorigin');
  if (!settings.yes('append_at_myorigin') || origin === '') return [...tokens];
  return [...tokens, token('@'), ...scanTokens(origin)];
}

function withMydomain(tokens: Token[], settings: ServiceSettings): Token[] {
  const domain = settings.text('mydomain');
  const at = lastOf(tokens, '@');
  const behind = tokens.slice(at + 1);
  if (!settings.yes('append_dot_mydomain') || domain === '' || at < 0 || behind.length === 0) return tokens;
  if (behind.some(({ type }) => type === '.' || type === 'literal')) return tokens;
  return [...tokens, token('.'), ...scanTokens(domain)];
}

function withoutLastDot(tokens: Token[]): Token[] {
  const [before, last] = tokens.slice(-2);
  const ends = last?.type === '.' && before !== undefined && before.type !== '.' && before.type !== '@';
  return ends ? tokens.slice(0, -1) : tokens;
}

/** An address in its internal form, rewritten as for local clients. */
export function rewriteAddress(address: string, settings: ServiceSettings): string {
  const tokens = rewriteTokens(tokensOf(address), settings);
  return internalForm(scanTokens(externalForm(tokens)));
}

/**
 * What smtpd takes from between the angle brackets of MAIL and RCPT: the internal form, without comments and without a
 * source route.
 */
export function pathToAddress(path: string): string {
  const tokens = scanTokens(path).filter(({ type }) => type !== 'comment');
  return internalForm(withoutRoute(tokens));
}
