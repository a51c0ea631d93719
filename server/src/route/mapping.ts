import { internalForm, scanTokens, type Token } from '../postfix/tables/addressTokens';
import { splitAddress, withExtension, withoutExtension } from '../postfix/tables/mailAddress';
import type { Answer, Program } from './program';
import { quoted, rewriteAddress, rewriteRulesOf, unquoted } from './rewrite';

/** What a table of addresses makes of one: cleanup(8) with canonical(5) and virtual(5). */
export type Mapping =
  | {
      readonly kind: 'found';
      /** Without quotes, made whole. */
      readonly addresses: readonly string[];
      readonly answer: Extract<Answer, { kind: 'found' }>;
    }
  | Exclude<Answer, { kind: 'found' }>;

export interface MappingRequest {
  readonly parameter: string;
  readonly role: 'canonical' | 'virtual';
  readonly address: string;
}

/** Looks an address up and makes each address of the answer whole (mail_addr_map of Postfix). */
export function mapAddress(
  cleanup: Program,
  rewriter: Program,
  { parameter, role, address }: MappingRequest,
): Mapping {
  const answer = cleanup.find(parameter, role, address);
  if (answer.kind !== 'found') return answer;
  const propagates = cleanup.words('propagate_unmatched_extensions').includes(role);
  const extension = propagates ? unmatchedExtension(address, answer.key, cleanup) : '';
  const { local } = splitAddress(address);
  const kept = extension === '' ? local : local.slice(0, -extension.length);
  const rules = rewriteRulesOf(rewriter);
  // What begins with `@` gets the local part; Postfix then quotes all that stands before the last `@`.
  const list = answer.value.startsWith('@') ? quoted(`${kept}${answer.value}`) : answer.value;
  const addresses = addressesIn(list).map((one) => withExtension(rewriteAddress(one, rules), extension));
  return { kind: 'found', addresses, answer };
}

/** The extension of the address, when the key that answered is the same address without it; not `@domain`. */
function unmatchedExtension(address: string, key: string, program: Program): string {
  if (key.startsWith('@')) return '';
  const { local } = splitAddress(address);
  const bare = withoutExtension(local, {
    delimiters: program.text('recipient_delimiter'),
    ownerRequestSpecial: program.text('owner_request_special') !== 'no',
  });
  if (bare === undefined) return '';
  const asked = unquoted(key);
  const isWhole = asked === address || splitAddress(asked).local === local || asked === local;
  return isWhole ? '' : local.slice(bare.length);
}

/** The addresses of a list as a mail header has it: `a, Name <b>, group: c;`, without their quotes. */
export function addressesIn(list: string): string[] {
  const addresses: string[] = [];
  let group: Token[] = [];
  const finish = (): void => {
    const open = group.findIndex(({ type }) => type === '<');
    const close = group.findIndex(({ type }) => type === '>');
    const route = open < 0 ? group : group.slice(open + 1, close < 0 ? undefined : close);
    if (route.length > 0) addresses.push(internalForm(route));
    group = [];
  };
  for (const token of scanTokens(list)) {
    if (token.type === ',' || token.type === ';') finish();
    else if (token.type === ':' && !group.some(({ type }) => type === '<' || type === '@')) group = [];
    else if (token.type !== 'comment') group.push(token);
  }
  finish();
  return addresses;
}
