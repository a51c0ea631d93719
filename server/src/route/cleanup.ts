import { mapAddress, type MappingRequest } from './mapping';
import type { Program } from './program';
import { rewriteAddress, rewriteRulesOf, unquoted } from './rewrite';
import type { DeferReason, RouteStep } from './types';

/** What cleanup(8) makes of a recipient: the addresses that enter the queue, or why the mail is not accepted. */
export type Expansion =
  | { readonly kind: 'recipients'; readonly recipients: readonly string[]; readonly steps: RouteStep[] }
  | {
      readonly kind: 'refused';
      readonly reason: DeferReason;
      readonly text: string;
      readonly steps: RouteStep[];
    };

/** Canonical tables are followed this often (MAX_RECURSION of cleanup_map11.c). */
const MOST_CANONICAL_STEPS = 10;

/** Ends the work from inside; never seen outside of this file. */
class Refusal extends Error {
  constructor(
    readonly reason: DeferReason,
    readonly text: string,
  ) {
    super(text);
  }
}

/** Follows a recipient through rewriting, canonical and virtual alias tables; `bcc` adds who gets a copy. */
export function expandRecipient(
  address: string,
  cleanup: Program,
  rewriter: Program,
  bcc: boolean,
): Expansion {
  const work = new Cleanup(cleanup, rewriter);
  try {
    const canonical = work.canonical(work.complete(address), 'recipient');
    const copies = bcc ? work.copies(canonical) : [];
    const recipients = work.virtual(canonical);
    // A recipient is the same only when it was first written the same (postconf(5), enable_original_recipient).
    const fresh = copies.flatMap(({ original, address: copy }) => {
      const same = original === address || !cleanup.yes('enable_original_recipient');
      return work.virtual(copy).filter((one) => !same || !recipients.includes(one));
    });
    return { kind: 'recipients', recipients: [...recipients, ...fresh], steps: work.steps };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', reason: error.reason, text: error.text, steps: work.steps };
  }
}

/** The sender as tables that depend on it see it. */
export function expandSender(address: string, cleanup: Program, rewriter: Program): string {
  const work = new Cleanup(cleanup, rewriter);
  try {
    return work.canonical(work.complete(address), 'sender');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return address;
  }
}

class Cleanup {
  readonly steps: RouteStep[] = [];

  constructor(
    private readonly cleanup: Program,
    private readonly rewriter: Program,
  ) {}

  complete(address: string): string {
    const result = rewriteAddress(address, rewriteRulesOf(this.rewriter));
    if (result !== address) {
      const parameter = result.startsWith(`${address}@`) ? 'myorigin' : 'append_dot_mydomain';
      this.steps.push({ kind: 'completed', subject: address, parameter, result });
    }
    return result;
  }

  canonical(address: string, who: 'sender' | 'recipient'): string {
    if (address === '') return address;
    let result = address;
    for (const parameter of [`${who}_canonical_maps`, 'canonical_maps']) {
      const classes = parameter === 'canonical_maps' ? 'canonical_classes' : `${who}_canonical_classes`;
      if (this.cleanup.words(classes).includes(`envelope_${who}`)) result = this.repeat(parameter, result);
    }
    return this.masquerade(result, who);
  }

  private repeat(parameter: string, start: string): string {
    let address = start;
    for (let count = 0; count < MOST_CANONICAL_STEPS; count++) {
      const [next] = this.lookUp({ parameter, role: 'canonical', address }) ?? [];
      if (next === undefined) return address;
      const same = next.toLowerCase() === address.toLowerCase();
      address = next;
      if (same) return address;
    }
    throw new Refusal('nesting', parameter);
  }

  /** masquerade_domains: the first parent that is listed stays of a domain below it; `!` keeps one as it is. */
  private masquerade(address: string, who: 'sender' | 'recipient'): string {
    const { cleanup } = this;
    const domains = cleanup.words('masquerade_domains');
    if (domains.length === 0 || !cleanup.words('masquerade_classes').includes(`envelope_${who}`))
      return address;
    const at = address.lastIndexOf('@');
    const local = address.slice(0, at);
    const domain = address.slice(at + 1).toLowerCase();
    const kept = cleanup.words('masquerade_exceptions').map((name) => name.toLowerCase());
    if (at < 0 || kept.includes(local.toLowerCase())) return address;
    for (const item of domains) {
      const parent = item.replace(/^!/, '').toLowerCase();
      if (domain !== parent && !domain.endsWith(`.${parent}`)) continue;
      if (item.startsWith('!') || domain === parent) return address;
      const result = `${local}@${parent}`;
      const parameter = 'masquerade_domains';
      this.steps.push({ kind: 'mapped', subject: address, parameter, key: item, result });
      return result;
    }
    return address;
  }

  /** virtual(5), again and again; an address that is among its own results stays (cleanup_map1n.c). */
  virtual(start: string): string[] {
    const addresses = [start];
    const settled = new Set<string>();
    const deepest = Number(this.cleanup.text('virtual_alias_recursion_limit')) || 1000;
    const most = Number(this.cleanup.text('virtual_alias_expansion_limit')) || 1000;
    for (let index = 0; index < addresses.length; index++) {
      if (addresses.length > most) throw new Refusal('nesting', 'virtual_alias_maps');
      const seen = new Set<string>();
      for (let depth = 0; ; depth++) {
        const address = addresses[index] ?? '';
        if (settled.has(address.toLowerCase())) break;
        // Come to once more with nothing changed, an address would be so without an end.
        const state = `${settled.size} ${address}`;
        if (depth >= deepest || seen.has(state)) throw new Refusal('nesting', 'virtual_alias_maps');
        seen.add(state);
        const found = this.lookUp({ parameter: 'virtual_alias_maps', role: 'virtual', address });
        if (!found || found.length === 0) break;
        if (found.some((one) => one.toLowerCase() === address.toLowerCase()))
          settled.add(address.toLowerCase());
        addresses[index] = found[0] ?? '';
        addresses.push(...found.slice(1));
        if (addresses.length > most) throw new Refusal('nesting', 'virtual_alias_maps');
      }
    }
    return [...new Set(addresses)];
  }

  /** recipient_bcc_maps: a copy goes there too, through the same tables. */
  copies(address: string): { readonly original: string; readonly address: string }[] {
    const parameter = 'recipient_bcc_maps';
    const answer = this.cleanup.find(parameter, 'bcc', address);
    if (answer.kind === 'failed') throw new Refusal('lookup', parameter);
    if (answer.kind === 'untold')
      this.steps.push({ kind: 'untold', subject: address, parameter, result: '', reason: answer.reason });
    if (answer.kind !== 'found') return [];
    const { key, value, place } = answer;
    const step = { kind: 'mapped', subject: address, parameter, key, result: value } as const;
    this.steps.push(place ? { ...step, place } : step);
    const original = unquoted(value);
    return [{ original, address: this.canonical(this.complete(original), 'recipient') }];
  }

  private lookUp(request: MappingRequest): readonly string[] | undefined {
    const { parameter, address } = request;
    const mapping = mapAddress(this.cleanup, this.rewriter, request);
    switch (mapping.kind) {
      case 'absent':
        return undefined;
      case 'failed':
        throw new Refusal('lookup', parameter);
      case 'untold':
        this.steps.push({
          kind: 'untold',
          subject: address,
          parameter,
          result: '',
          reason: mapping.reason,
        });
        return undefined;
      case 'found': {
        const { key, place } = mapping.answer;
        const result = mapping.addresses.join(', ');
        const step = { kind: 'mapped', subject: address, parameter, key, result } as const;
        this.steps.push(place ? { ...step, place } : step);
        return mapping.addresses;
      }
    }
  }
}
