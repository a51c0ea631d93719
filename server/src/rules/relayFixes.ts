import { loginOn } from '../relay/authentication';
import type { Opening } from '../relay/openings';
import { rewriterOf } from '../relay/settings';
import type { Place } from '../relay/verdict';
import { wholeLines } from './edits';
import {
  optionEdit,
  overrideAt,
  overrideRemoval,
  separatorAt,
  settingEdit,
  textOf,
  wordRemoval,
  writtenWords,
} from './relayEdits';
import { closes } from './relayProof';
import type { FileEdit, MessageValues } from './rule';

export type RelayFixId =
  | 'removeItem'
  | 'removeEntry'
  | 'loopback'
  | 'ownDomains'
  | 'noWarning'
  | 'write'
  | 'moveBehind'
  | 'putBefore'
  | 'relayList'
  | 'onlyLogins'
  | 'noRouting'
  | 'removeOverride';

export interface RelayFix {
  readonly title: RelayFixId;
  readonly values: MessageValues;
  readonly edits: readonly FileEdit[];
}

type Maker = (opening: Opening) => RelayFix[];

const MAXIMUM = 5;

/** Ways to close an opening, each proved on the edited files; the likeliest first. */
export function relayFixes(opening: Opening): RelayFix[] {
  const { system } = opening.service.settings;
  const seen = new Set<string>();
  const fixes: RelayFix[] = [];
  for (const fix of MAKERS.flatMap((make) => make(opening))) {
    const key = JSON.stringify(fix.edits);
    if (fixes.length === MAXIMUM || seen.has(key)) continue;
    seen.add(key);
    if (closes(system, opening, fix.edits, fix.title !== 'onlyLogins')) fixes.push(fix);
  }
  return fixes;
}

const GUARD = 'reject_unauth_destination';
const GUARDS = /^(reject_unauth_destination|defer_unauth_destination)$/i;
const LOOPBACK = ['127.0.0.0/8', '[::1]/128'];

/** The item that matched, in the list that holds it. */
const removeItem: Maker = ({ service: { settings }, match }) => {
  const list = match?.list;
  if (!match || list === undefined) return [];
  const owner = REWRITER_LISTS.has(list) ? rewriterOf(settings) : settings;
  const { system } = settings;
  const text = (at: Place): string | undefined => textOf(system, at.uri)?.slice(at.span.start, at.span.end);
  const item = writtenWords(owner, list).find(
    (at) => at.span.start === match.at?.span.start || text(at) === match.source,
  );
  if (!item) return [];
  const values = { item: text(item) ?? match.key, list };
  return [{ title: 'removeItem', values, edits: wordRemoval(system, item) }];
};

/** Lists that trivial-rewrite(8) goes by. */
const REWRITER_LISTS: ReadonlySet<string> = new Set([
  'mydestination',
  'virtual_alias_domains',
  'virtual_mailbox_domains',
  'relay_domains',
]);

/** The line of a table file that answered. */
const removeEntry: Maker = ({ service: { settings }, match }) => {
  const file = match?.at && settings.system.tables.fileOf(match.at.uri);
  if (!match?.at || !file) return [];
  const { lines } = file.tree;
  const { start, end } = match.at.span;
  const span = wholeLines(file.tree, { firstLine: lines.indexAt(start), lastLine: lines.indexAt(end) });
  const key = /^\S*/.exec(file.tree.text.slice(start, end))?.[0] ?? match.key;
  return [{ title: 'removeEntry', values: { key }, edits: [{ uri: file.uri, span, text: '' }] }];
};

const loopback: Maker = ({ service: { settings }, match }) =>
  match && /^mynetworks(_style)?$/.test(match.source)
    ? [{ title: 'loopback', values: {}, edits: settingEdit(settings, 'mynetworks', LOOPBACK) }]
    : [];

const OWN_DOMAINS = ['$mydomain', '$myhostname', 'localhost.$mydomain', 'localhost'];

/** Where every domain counts as local, the usual names instead. */
const ownDomains: Maker = ({ service: { settings }, match }) =>
  match?.list === 'mydestination'
    ? [
        {
          title: 'ownDomains',
          values: { value: OWN_DOMAINS.join(', ') },
          edits: settingEdit(settings, 'mydestination', OWN_DOMAINS),
        },
      ]
    : [];

/** The words of the list in which the step stands, and the index of its own. */
function position({ service: { settings }, step }: Opening): { words: Place[]; index: number } | undefined {
  const at = step?.at;
  if (!step || !at) return undefined;
  const words = writtenWords(settings, step.list);
  const index = words.findIndex(({ uri, span }) => uri === at.uri && span.start === at.span.start);
  return index < 0 ? undefined : { words, index };
}

function wordText({ service: { settings } }: Opening, place: Place | undefined): string {
  return place ? (textOf(settings.system, place.uri)?.slice(place.span.start, place.span.end) ?? '') : '';
}

const noWarning: Maker = (opening) => {
  const place = position(opening);
  const before = place?.words[place.index - 1];
  if (!before || !/^warn_if_reject$/i.test(wordText(opening, before))) return [];
  const edits = wordRemoval(opening.service.settings.system, before);
  return [{ title: 'noWarning', values: { name: opening.step?.restriction ?? '' }, edits }];
};

/** Restrictions that let in more than their names say, and what to write instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['check_relay_domains', GUARD],
  ['permit_tls_all_clientcerts', 'permit_tls_clientcerts'],
  ['permit_naked_ip_address', ''],
  ['permit_mx_backup', ''],
]);

const write: Maker = (opening) => {
  const { step, service } = opening;
  const text = step && INSTEAD.get(step.restriction.toLowerCase());
  if (!step?.at || text === undefined) return [];
  if (text === '') {
    const values = { item: step.restriction, list: step.list };
    return [{ title: 'removeItem', values, edits: wordRemoval(service.settings.system, step.at) }];
  }
  return [{ title: 'write', values: { name: step.restriction, text }, edits: [{ ...step.at, text }] }];
};

/** The step with its argument goes behind the guard of its list. */
const moveBehind: Maker = (opening) => {
  const place = position(opening);
  const { step, service } = opening;
  if (!place || !step) return [];
  const { words, index } = place;
  const last = step.restriction.includes(' ') ? index + 1 : index;
  const guard = words.slice(last + 1).find((word) => GUARDS.test(wordText(opening, word)));
  const [from, to, next] = [words[index], words[last], words[last + 1]];
  if (!guard || !from || !to || !next) return [];
  const { uri } = guard;
  const text = textOf(service.settings.system, uri)?.slice(from.span.start, to.span.end) ?? '';
  const edits = [
    { uri, span: { start: from.span.start, end: next.span.start }, text: '' },
    {
      uri,
      span: { start: guard.span.end, end: guard.span.end },
      text: separatorAt(service.settings, guard) + text,
    },
  ];
  return [
    { title: 'moveBehind', values: { name: step.restriction, guard: wordText(opening, guard) }, edits },
  ];
};

const putBefore: Maker = (opening) => {
  const { step, service } = opening;
  const place = position(opening);
  const word = place?.words[place.index];
  if (!step || !word) return [];
  const at = { start: word.span.start, end: word.span.start };
  const text = GUARD + separatorAt(service.settings, word);
  const values = { name: step.restriction, guard: GUARD };
  return [{ title: 'putBefore', values, edits: [{ uri: word.uri, span: at, text }] }];
};

const RELAY_LIST = ['permit_mynetworks', 'permit_sasl_authenticated', GUARD];

const relayList: Maker = ({ service: { settings } }) => [
  {
    title: 'relayList',
    values: { value: RELAY_LIST.join(', ') },
    edits: settingEdit(settings, 'smtpd_relay_restrictions', RELAY_LIST),
  },
];

/** For services on which clients log in. */
const onlyLogins: Maker = ({ service: { settings, service } }) => {
  if (!service || loginOn(settings) === 'never' || service.overrides.length === 0) return [];
  const value = 'permit_sasl_authenticated,reject';
  const edits = optionEdit(settings.instance, service, 'smtpd_relay_restrictions', value);
  return [{ title: 'onlyLogins', values: { option: `smtpd_relay_restrictions=${value}` }, edits }];
};

const noRouting: Maker = ({ claim, service: { settings } }) =>
  claim === 'recipient' && settings.yes('allow_untrusted_routing')
    ? [{ title: 'noRouting', values: {}, edits: settingEdit(settings, 'allow_untrusted_routing', ['no']) }]
    : [];

/** An option that undoes what main.cf says. */
const removeOverride: Maker = ({ service: { settings }, step, match }) => {
  const { system } = settings;
  return [match?.at, step?.at].flatMap((at) => {
    const found = at && overrideAt(system, at);
    if (!found) return [];
    const { override } = found;
    return [
      {
        title: 'removeOverride' as const,
        values: { name: override.name },
        edits: overrideRemoval(system, override),
      },
    ];
  });
};

const MAKERS: readonly Maker[] = [
  removeItem,
  removeEntry,
  noRouting,
  noWarning,
  write,
  moveBehind,
  putBefore,
  onlyLogins,
  removeOverride,
  loopback,
  ownDomains,
  relayList,
];
