import { dovecotTypeText } from '../../../explain/dovecotTypeText';
import type { DovecotSettingFact, DovecotSettingType } from '../../../knowledge/dovecotKnowledge';
import { filtersAround, holderOf, placeOf, type Section } from '../../../system/dovecot/sections';
import type { Language, Localized } from '../../../text/localized';
import type { Proposal } from '../../completion/item';
import type { CompletionPlace } from './place';

const TEXTS = {
  set: { en: 'already set', 'zh-cn': '已设置' },
  plugin: { en: 'setting of a plugin', 'zh-cn': '插件的设置' },
  filter: { en: 'filter', 'zh-cn': '过滤块' },
} as const satisfies Record<string, Localized>;

/** Everything that may begin a line here: settings, blocks, filters, includes; what belongs to the block comes first. */
export function nameProposals(place: CompletionPlace): Proposal[] {
  const { section, dovecot } = place;
  const holder = holderOf(section);
  if (holder?.kind === 'unknown') return [];
  if (holder?.kind === 'list') return listKeys(holder, place);
  const settings = dovecot.release.line === '2.3' ? settingsOf23(place) : settingsOf24(holder, place);
  return [...settings, ...filters(place), ...groupUses(place)];
}

const BLOCKS: ReadonlySet<DovecotSettingType> = new Set([
  'section',
  'named_filter',
  'named_list_filter',
  'strlist',
]);

/** 2.3: the settings of the block, and no others. */
function settingsOf23(place: CompletionPlace): Proposal[] {
  const { dovecot, section } = place;
  return dovecot.release
    .settingsIn(placeOf(section))
    .filter(({ isLabel, type }) => isLabel !== true && type !== 'alias')
    .map((fact) => proposal(fact.name, fact, rankOf(fact, place), place));
}

/** 2.4: every setting may stand everywhere; those of the block without its name, and first. */
function settingsOf24(holder: Section | undefined, place: CompletionPlace): Proposal[] {
  const facts = place.dovecot.release
    .settingsIn('')
    .filter(({ hidden, type }) => hidden !== true && type !== 'alias');
  const own = holder?.fact;
  if (!own) return facts.map((fact) => proposal(fact.name, fact, rankOf(fact, place), place));
  const label = holder.block.label?.text.replaceAll('/', '_') ?? '';
  const short = new Map<string, Proposal>();
  for (const [prefix, rank] of [
    [`${own.name}_${label}_`, 1],
    [`${own.name}_`, 2],
  ] as const) {
    for (const fact of facts) {
      const name = fact.name.slice(prefix.length);
      if (!fact.name.startsWith(prefix) || fact.name === own.label || short.has(name) || name === '')
        continue;
      short.set(name, proposal(name, fact, rank, place));
    }
  }
  const modules = new Set(
    facts.filter(({ name }) => name.startsWith(`${own.name}_`)).flatMap((fact) => fact.modules),
  );
  const others = facts.map((fact) => {
    const isNear = BLOCKS.has(fact.type) && fact.modules.some((one) => modules.has(one));
    return proposal(fact.name, fact, isNear ? 3 : 8, place);
  });
  return [...short.values(), ...others.filter(({ label: name }) => !short.has(name))];
}

function rankOf(fact: DovecotSettingFact, { docs, section }: CompletionPlace): number {
  if (section) return 4;
  return docs.find('settings', fact.name)?.matters === undefined ? 5 : 2;
}

function proposal(name: string, fact: DovecotSettingFact, rank: number, place: CompletionPlace): Proposal {
  const isBlock = BLOCKS.has(fact.type) || (fact.type === 'boollist' && /^\s*\{/.test(place.rest));
  const set = !isBlock && isSet(fact, place);
  return {
    label: name,
    kind: isBlock ? 'class' : 'parameter',
    ...(isBlock ? opening(name, fact, place) : { insert: assignment(name, place) }),
    detail: detail(dovecotTypeText(fact, place.language).replace(/`/g, ''), set, place.language),
    rank: set ? 7 : rank,
    subject: { group: 'parameter', name: fact.name, of: fact.in ?? '' },
  };
}

function assignment(name: string, { rest }: CompletionPlace): string {
  return /^\s*=/.test(rest) ? name : `${name} = `;
}

/** A block with its braces, the caret in it or in its name; the word alone when something follows already. */
function opening(
  name: string,
  { type, in: outer, isLabel }: DovecotSettingFact,
  { rest, dovecot }: CompletionPlace,
): Pick<Proposal, 'insert' | 'snippet'> {
  if (rest.trim() !== '' && !rest.trim().startsWith('#')) return { insert: name };
  const takesLabel = type === 'named_list_filter' || (type === 'section' && hasLabel(name, outer, dovecot));
  if (isLabel) return { insert: name };
  return { snippet: takesLabel ? `${name} \${1:name} {\n\t$0\n}` : `${name} {\n\t$0\n}` };
}

/** 2.3: a block has a name when one of its settings takes it. */
function hasLabel(name: string, outer: string | undefined, { release }: CompletionPlace['dovecot']): boolean {
  const place = outer === undefined ? name : `${outer}/${name}`;
  const isOptional = name === 'passdb' || name === 'userdb';
  return !isOptional && release.settingsIn(place).some(({ isLabel }) => isLabel === true);
}

function isSet(fact: DovecotSettingFact, { dovecot, section }: CompletionPlace): boolean {
  return dovecot.reading.assignments.some((one) => one.section === section && one.fact?.name === fact.name);
}

function detail(kind: string, set: boolean, language: Language): string {
  return set ? `${kind} (${TEXTS.set[language]})` : kind;
}

/** Names that plugins read in `plugin { }` of 2.3; other lists hold what the user puts there. */
function listKeys({ fact }: Section, place: CompletionPlace): Proposal[] {
  if (fact?.name !== 'plugin') return [];
  const { dovecot, docs, language } = place;
  return docs
    .names('settings')
    .filter((name) => !/[/<]/.test(name) && isPluginName(name, place))
    .map((name) => ({
      label: name,
      kind: 'parameter',
      insert: assignment(name, place),
      detail: TEXTS.plugin[language],
      rank: dovecot.otherLine.setting(name) ? 5 : 4,
      subject: { group: 'settings', name },
    }));
}

/** No setting of 2.3 itself; in 2.4 unknown as well, or one that a plugin brings. */
function isPluginName(name: string, { dovecot: { release, otherLine } }: CompletionPlace): boolean {
  if (release.placesOf(name).length > 0 || name === 'dovecot_config_version') return false;
  const later = otherLine.setting(name);
  const isOfPlugin =
    later?.plugin !== undefined || later?.modules.some((one) => one.startsWith('sieve')) === true;
  return later === undefined || (isOfPlugin && !BLOCKS.has(later.type)) || /^(quota|acl|fts)$/.test(name);
}

/** From the outermost in: each may stand in those before it, `protocol` in none of its kind. */
const FILTERS = ['local', 'local_name', 'remote', 'protocol'] as const;

function filters({ section, dovecot, language, rest }: CompletionPlace): Proposal[] {
  if (dovecot.release.line === '2.4' && holderOf(section)) return [];
  const inner = filtersAround(section).at(-1)?.block.type.text ?? '';
  const depth = FILTERS.findIndex((name) => name === inner);
  return FILTERS.filter((name, index) => index >= depth && !(name === 'protocol' && inner === name)).map(
    (name) => ({
      label: name,
      kind: 'class',
      ...(rest.trim() === '' ? { snippet: `${name} \${1:name} {\n\t$0\n}` } : { insert: name }),
      detail: TEXTS.filter[language],
      rank: section ? 6 : 3,
      subject: { group: 'filters', name },
    }),
  );
}

/** 2.4: `@label = name` for each group there is. */
function groupUses(place: CompletionPlace): Proposal[] {
  const labels = place.dovecot.reading.sections.flatMap(({ kind, block }) =>
    kind === 'group' && block.label ? block.label.text : [],
  );
  return [...new Set(labels)].map((label) => ({
    label,
    kind: 'reference',
    insert: assignment(label, place),
    rank: 6,
  }));
}
