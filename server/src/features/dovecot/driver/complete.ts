import type { CompletionItem } from 'vscode-languageserver-types';
import type { Docs } from '../../../knowledge/docs';
import type { DovecotDriverFile } from '../../../system/files';
import { toItem, type ItemSubject, type Proposal } from '../../completion/item';
import { recordDocumentation } from '../../completion/recordDocumentation';
import { toRange, type Target } from '../../target';
import { replacedSpan, typedAt } from '../completion/place';
import { driverPlaceAt, driverSetting, namesAt, recordName, type DriverPlace } from './place';

/** The settings of the driver, and what their values may be. */
export function complete(target: Target<DovecotDriverFile>, offset: number, docs: Docs): CompletionItem[] {
  const { document, file } = target;
  const at = typedAt(file.tree, offset);
  if (!at) return [];
  const { text } = file.tree;
  const span = replacedSpan(text, offset, at.word);
  const [rest = ''] = text.slice(span.end).split('\n', 1);
  const place = driverPlaceAt(target, offset);
  const proposals =
    at.kind === 'name'
      ? nameProposals(place, rest, file)
      : at.kind === 'value'
        ? valueProposals(place, at.name, docs)
        : at.kind === 'variable'
          ? variableProposals(docs)
          : [];
  const replacement = { uri: document.uri, range: toRange(document, span) };
  return proposals.map((proposal) => toItem(proposal, replacement));
}

/** Blocks that have names; the others of a driver have none. */
const LABELLED: ReadonlySet<string> = new Set(['key']);

function nameProposals(place: DriverPlace, rest: string, { tree }: DovecotDriverFile): Proposal[] {
  const set = new Set(tree.entries.flatMap((entry) => (entry.kind === 'setting' ? entry.key.text : [])));
  return namesAt(place).map((name): Proposal => {
    const subject: ItemSubject = { group: 'driver-settings', name: recordName(place, name) };
    if (driverSetting(place, name)?.type === 'block') {
      const label = LABELLED.has(name) ? ' ${1:name}' : '';
      const body = rest.trim() === '' ? { snippet: `${name}${label} {\n\t$0\n}` } : { insert: name };
      return { label: name, kind: 'class', rank: 4, subject, ...body };
    }
    const isSet = place.block === '' && set.has(name);
    const insert = /^\s*=/.test(rest) ? name : `${name} = `;
    return { label: name, kind: 'parameter', insert, rank: isSet ? 8 : 5, subject };
  });
}

function valueProposals(place: DriverPlace, name: string, docs: Docs): Proposal[] {
  const setting = driverSetting(place, name);
  if (setting?.type === 'scheme') {
    return docs.names('password-schemes').map((scheme) => ({
      label: scheme,
      kind: 'value',
      subject: { group: 'password-schemes', name: scheme },
    }));
  }
  const words = setting?.type === 'bool' ? ['yes', 'no'] : (setting?.words ?? []);
  return words.filter((word) => word !== '').map((label) => ({ label, kind: 'value' }));
}

/** Names inside of `%{…}`. */
function variableProposals(docs: Docs): Proposal[] {
  return docs.names('variables').flatMap((record): Proposal[] => {
    const label = /^%\{(\w+)\}$/.exec(record)?.[1];
    return label === undefined
      ? []
      : [{ label, kind: 'reference', subject: { group: 'variables', name: record } }];
  });
}

export const documentationOf = recordDocumentation('dovecot');
