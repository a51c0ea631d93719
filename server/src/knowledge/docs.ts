import type { AssetReader } from '../host';
import type { Language } from '../text/localized';

/** One authored record (`server/knowledge/docs.schema.json`); an asset holds both languages' shape in one. */
export interface DocRecord {
  /** Why it is one of the settings that matter most: a key of `server/knowledge/reasons.yaml`. */
  readonly matters?: string;
  readonly summary: string;
  /** What each value of a fixed set means. */
  readonly values?: Readonly<Record<string, string>>;
  /** Special values, such as the empty one. */
  readonly special?: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly when?: string;
  readonly wrong?: string;
  readonly recommended?: { readonly value?: string; readonly why: string };
  readonly security?: string;
  readonly example?: string;
  readonly see?: readonly string[];
  readonly related?: readonly string[];
  /** Fields that one of the settings that matter leaves out on purpose. */
  readonly without?: readonly ('security' | 'related')[];
  /** What to write in later versions, for a name that they dropped. */
  readonly instead?: string;
}

/** What a record describes; each group has names of its own. */
export type DocGroup = 'settings' | PostfixGroup | DovecotGroup | SaslGroup;

type PostfixGroup =
  | 'restrictions'
  | 'access-actions'
  | 'master-columns'
  | 'daemons'
  | 'daemon-options'
  | 'pipe-attributes'
  | 'table-types'
  | ClientParameterGroup;

/** The parameters of each client of a database (ldap_table(5) and the like). */
export type ClientParameterGroup =
  `${'ldap' | 'mysql' | 'pgsql' | 'sqlite' | 'memcache' | 'mongodb'}-parameters`;

type DovecotGroup =
  | 'filters'
  | 'driver-settings'
  | 'service-fields'
  | 'listener-fields'
  | 'passdb-drivers'
  | 'userdb-drivers'
  | 'mechanisms'
  | 'password-schemes'
  | 'passwd-fields'
  | 'variables';

type SaslGroup = 'mechanisms' | 'saslauthd-flags';

export type DocProduct = 'postfix' | 'dovecot' | 'sasl';

export interface Docs {
  find(group: DocGroup, name: string): DocRecord | undefined;
  names(group: DocGroup): readonly string[];
  /** The topic under which a setting is described, by the name of its file. */
  topicOf(name: string): string | undefined;
}

type Groups = Partial<Record<DocGroup, Readonly<Record<string, DocRecord>>>> & {
  /** Name and number of settings of each topic, in the order of the settings. */
  readonly topics?: readonly (readonly [string, number])[];
};

/** No prose at all: for callers that show facts alone, and when the assets cannot be read. */
export const NO_DOCS: Docs = { find: () => undefined, names: () => [], topicOf: () => undefined };

/**
 * Reads a product's prose in one language. The neutral parts (why it matters, example, see, related, recommended value)
 * stand in the English records alone; other languages borrow them, and whatever they lack.
 */
export async function loadDocs(assets: AssetReader, product: DocProduct, language: Language): Promise<Docs> {
  const read = async (wanted: Language): Promise<Groups> =>
    (await assets.readJson(`${product}/docs/${wanted}.json`)) as Groups;
  const english = await read('en');
  const own = language === 'en' ? english : await read(language);
  let topics: ReadonlyMap<string, string> | undefined;
  return {
    topicOf: (name) => (topics ??= readTopics(english)).get(name),
    find(group, name) {
      const base = lookUp(english[group], name);
      const localized = lookUp(own[group], name);
      if (!base || base === localized) return localized;
      return localized ? merge(base, localized) : base;
    },
    names: (group) => Object.keys(english[group] ?? {}),
  };
}

function readTopics({ settings = {}, topics = [] }: Groups): ReadonlyMap<string, string> {
  const names = Object.keys(settings);
  let at = 0;
  return new Map(
    topics.flatMap(([topic, count]) => names.slice(at, (at += count)).map((name) => [name, topic] as const)),
  );
}

function lookUp(
  records: Readonly<Record<string, DocRecord>> | undefined,
  name: string,
): DocRecord | undefined {
  return records && Object.hasOwn(records, name) ? records[name] : undefined;
}

function merge(base: DocRecord, localized: DocRecord): DocRecord {
  const recommended = localized.recommended && { ...base.recommended, ...localized.recommended };
  return { ...base, ...localized, ...(recommended && { recommended }) };
}
