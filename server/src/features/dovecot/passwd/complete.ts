import type { CompletionItem } from 'vscode-languageserver-types';
import { PASSWD_COLUMNS } from '../../../dovecot/passwdFile';
import { EXTRA_FIELDS, type ExtraFieldFact } from '../../../dovecot/passwdFields';
import { strengthOf } from '../../../dovecot/passwordSchemes';
import type { Docs } from '../../../knowledge/docs';
import { passwdUsesOf } from '../../../system/dovecot/passwdFiles';
import type { DovecotPasswdFile } from '../../../system/files';
import { toItem, type Proposal } from '../../completion/item';
import { recordDocumentation } from '../../completion/recordDocumentation';
import { toRange, type Target } from '../../target';

/** Schemes where a password begins, and the fields of the last column. */
export function complete(target: Target<DovecotPasswdFile>, offset: number, docs: Docs): CompletionItem[] {
  const { document, file } = target;
  const { text } = file.tree;
  const typed = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const colons = typed.split(':').length - 1;
  if (typed.startsWith('#') || colons === 0) return [];
  const column = PASSWD_COLUMNS[Math.min(colons, PASSWD_COLUMNS.length - 1)];
  const found =
    column === 'password'
      ? schemesAt(typed, text.slice(offset), docs)
      : column === 'extra_fields'
        ? fieldsAt(typed, target)
        : undefined;
  if (!found) return [];
  const span = { start: offset - found.word.length, end: offset + found.behind };
  const replacement = { uri: document.uri, range: toRange(document, span) };
  return found.proposals.map((proposal) => toItem(proposal, replacement));
}

interface Found {
  readonly word: string;
  /** How many characters behind the caret are replaced too. */
  readonly behind: number;
  readonly proposals: readonly Proposal[];
}

const RANKS = { slow: 2, system: 4, quick: 6, readable: 7, broken: 8 } as const;

function schemesAt(typed: string, rest: string, docs: Docs): Found | undefined {
  const word = /:(\{?[\w.-]*)$/.exec(typed)?.[1];
  if (word === undefined) return undefined;
  const behind = /^[\w.-]*\}/.exec(rest)?.[0].length ?? 0;
  const proposals = docs.names('password-schemes').map((scheme): Proposal => {
    const strength = strengthOf(scheme);
    return {
      label: `{${scheme}}`,
      kind: 'value',
      rank: strength ? RANKS[strength] : 5,
      deprecated: strength === 'broken',
      subject: { group: 'password-schemes', name: scheme },
    };
  });
  return { word, behind, proposals };
}

function fieldsAt(typed: string, { file, system }: Target<DovecotPasswdFile>): Found | undefined {
  const word = /[: ]([\w/-]*)$/.exec(typed)?.[1];
  if (word === undefined) return undefined;
  const line = system.dovecot?.release.line;
  const uses = system.dovecot ? passwdUsesOf(system.dovecot, file.uri, system.layout) : [];
  const types = new Set(uses.map(({ type }) => type));
  const fits = ({ only, of }: ExtraFieldFact): boolean =>
    (only === undefined || line === undefined || only === line) && (types.size === 0 || types.has(of));
  const proposals = Object.entries(EXTRA_FIELDS)
    .filter(([, fact]) => fits(fact))
    .map(([name, { isFlag }]): Proposal => {
      const insert = isFlag ? name : `${name}=`;
      return { label: name, kind: 'parameter', insert, subject: { group: 'passwd-fields', name } };
    });
  return { word, behind: 0, proposals };
}

export const documentationOf = recordDocumentation('ini');
