import { rolesOf, type EntryFile } from '../../rules/lookupTables';
import type { MailSystem } from '../../system/mailSystem';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { Proposal } from '../completion/item';

/** Whose actions the results of a table are. */
export type ActionsOf = 'access' | 'checks';

/** Which actions the results of a table are: of access(5), or of header_checks(5); undefined for other tables. */
export function actionsOf(system: MailSystem, file: EntryFile): ActionsOf | undefined {
  if (rolesOf(system, file).some((role) => role.startsWith('access-'))) return 'access';
  const uses = system.tables.usesOf(file.uri);
  return uses.some(({ setting }) => setting.name.endsWith('_checks')) ? 'checks' : undefined;
}

interface Action {
  readonly name: string;
  /** What follows it, as a snippet. */
  readonly argument?: string;
  /** The record that describes it, where that has another name. */
  readonly record?: string;
  readonly rank?: number;
}

const TEXT = '${1:text}';
const BOTH: readonly Action[] = [
  { name: 'REJECT', argument: TEXT, rank: 1 },
  { name: 'DUNNO', rank: 2 },
  { name: 'DISCARD', argument: TEXT },
  { name: 'HOLD', argument: TEXT },
  { name: 'INFO', argument: TEXT },
  { name: 'WARN', argument: TEXT },
  { name: 'FILTER', argument: '${1:transport}:${2:nexthop}' },
  { name: 'REDIRECT', argument: '${1:user@example.com}' },
  { name: 'BCC', argument: '${1:user@example.com}' },
  { name: 'PREPEND', argument: '${1:X-Header}: ${2:text}' },
];

const ACTIONS: Readonly<Record<ActionsOf, readonly Action[]>> = {
  access: [
    ...BOTH,
    { name: 'OK', rank: 2 },
    { name: 'DEFER', argument: TEXT },
    { name: 'DEFER_IF_PERMIT', argument: TEXT },
    { name: 'DEFER_IF_REJECT', argument: TEXT },
    { name: '450', argument: '4.7.1 ${1:text}', record: '4NN' },
    { name: '550', argument: '5.7.1 ${1:text}', record: '5NN' },
  ],
  checks: [
    ...BOTH,
    { name: 'IGNORE' },
    { name: 'STRIP', argument: TEXT },
    { name: 'REPLACE', argument: '${1:text}' },
    { name: 'PASS' },
  ],
};

/** The actions with places for what they need, and the restriction classes of access tables. */
export function actionProposals(of: ActionsOf, { restrictionClasses }: PostfixInstance): Proposal[] {
  const actions = ACTIONS[of].map(({ name, argument, record, rank }): Proposal => ({
    label: name,
    kind: 'option',
    subject: { group: 'access-actions', name: record ?? name },
    ...(rank !== undefined && { rank }),
    ...(argument !== undefined && { snippet: `${name} ${argument}` }),
  }));
  const classes = of === 'access' ? [...restrictionClasses] : [];
  return [...actions, ...classes.map((label): Proposal => ({ label, kind: 'class' }))];
}
