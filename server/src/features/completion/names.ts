import type { Docs } from '../../knowledge/docs';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { Language, Localized } from '../../text/localized';
import { typeOf } from '../../explain/parameterMarkdown';
import { typeText } from '../../explain/typeText';
import type { Proposal } from './item';

const ALREADY_SET: Localized = { en: 'already set', 'zh-cn': '已设置' };

export interface NameContext {
  readonly instance: PostfixInstance;
  readonly docs: Docs;
  readonly language: Language;
  /** What is put behind the name: ` = ` in main.cf, `=` behind `-o`, nothing when it is there already. */
  readonly suffix: string;
  /** Program whose parameters come first. */
  readonly daemon?: string;
}

/** Every parameter that may be set here; those that matter most to administrators first. */
export function nameProposals(context: NameContext): Proposal[] {
  const { instance } = context;
  const names = new Set([
    ...instance.release.parameterNames,
    ...instance.serviceParameters.keys(),
    ...instance.restrictionClasses,
  ]);
  return [...names].map((name) => nameProposal(name, context));
}

function nameProposal(name: string, context: NameContext): Proposal {
  const { instance, language, suffix } = context;
  const type = typeOf(name, instance);
  const set = instance.entries.has(name);
  const deprecated = instance.release.parameter(name)?.deprecated !== undefined;
  const kind = type ? typeText(type, language).replace(/`/g, '') : '';
  return {
    label: name,
    kind: 'parameter',
    insert: `${name}${suffix}`,
    detail: set ? `${kind} (${ALREADY_SET[language]})` : kind,
    rank: rankOf(name, set || deprecated, context),
    subject: { group: 'parameter', name },
    ...(deprecated && { deprecated }),
  };
}

function rankOf(name: string, last: boolean, { instance, docs, daemon }: NameContext): number {
  if (last) return 9;
  if (daemon && instance.release.parameter(name)?.daemons?.includes(daemon)) return 1;
  return docs.find('settings', name)?.matters === undefined ? 5 : 2;
}
