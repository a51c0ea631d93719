import type { DocRecord } from '../../server/src/knowledge/docs';
import type { DovecotFacts } from '../../server/src/knowledge/dovecotKnowledge';
import type { PostfixFacts } from '../../server/src/knowledge/types';

export type Product = 'postfix' | 'dovecot' | 'sasl';
export type ProseLanguage = 'en' | 'zh-cn';
/** Group → name → record. */
export type ProseGroups = Record<string, Record<string, DocRecord>>;
export type Records = Record<ProseLanguage, ProseGroups>;
export interface WantedName {
  readonly name: string;
  readonly since?: string;
  readonly removed?: string;
  readonly legacySince?: string;
}
export type Wanted = Record<string, readonly WantedName[]>;

export const PRODUCTS: readonly Product[];
export const LANGUAGES: readonly ProseLanguage[];
export const PACKED_LIMIT: number;
export const WITHOUT_FACT: Readonly<Record<string, Readonly<Record<string, string>>>>;
export function readRecords(product: Product): Promise<Records>;
export function readPostfixFacts(): Promise<PostfixFacts>;
export function readDovecotFacts(): Promise<DovecotFacts>;
export function wantedDovecotNames(facts: DovecotFacts): Wanted;
export function wantedNames(facts: PostfixFacts): Wanted;
export function holdsIn(fact: WantedName, version: string, versions: readonly string[]): boolean;
export function missingRecords(wanted: Wanted, groups: ProseGroups): string[];
export function staleRecords(wanted: Wanted, groups: ProseGroups): string[];
export function differences(records: Records): string[];
export function deadLinks(products: Partial<Record<Product, Records>>): string[];
export function sizes(records: Records): { raw: number; gzip: number };
export function entries(groups: ProseGroups): { group: string; name: string; record: DocRecord }[];
