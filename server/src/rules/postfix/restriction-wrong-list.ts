import type { RestrictionFact, RestrictionStage } from '../../knowledge/types';
import type { PostfixInstance } from '../../system/postfixInstance';
import { restrictionLists, type RestrictionEntry, type RestrictionList } from '../../system/restrictionList';
import { isRead } from '../../system/settings';
import { defineRule } from '../rule';
import { placeIn, replacement } from '../settings';

type MessageId = 'bareTable' | 'nothingToSee' | 'tooEarly' | 'write';

/** Restrictions that smtpd knows, but that have nothing to look at where they stand. */
export const restrictionWrongList = defineRule<MessageId>({
  id: 'restriction-wrong-list',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    bareTable: {
      en: 'In {list} smtpd cannot tell what to look up in {item}: put check_client_access or another one before it',
      'zh-cn': '在 {list} 中 smtpd 不知道用什么去查 {item}：请在前面写上 check_client_access 之类的限制',
    },
    nothingToSee: {
      en: '{item} never acts in {list}: what it looks at is not known there',
      'zh-cn': '{item} 在 {list} 中不会起作用：此时还没有它要检查的内容',
    },
    tooEarly: {
      en: '{item} never acts in {list} with smtpd_delay_reject = no: the client has not said it yet',
      'zh-cn': 'smtpd_delay_reject = no 时，{item} 在 {list} 中不会起作用：客户端此时还没有提供相应内容',
    },
    write: { en: 'Write check_client_access {item}', 'zh-cn': '改为 check_client_access {item}' },
  },
  check({ instance, report }) {
    for (const list of restrictionLists(instance)) {
      const { setting, stage } = list;
      if (stage === undefined) continue;
      for (const entry of list.entries) {
        const message =
          entry.item.own && !entry.unreachable ? problemOf(instance, list, stage, entry) : undefined;
        if (!message) continue;
        const { item, text, fact } = entry;
        report({
          at: placeIn(setting, item.span),
          message,
          severity: message === 'bareTable' && isRead(instance, setting) ? 'error' : 'warning',
          values: { item: fact?.name ?? text, list: setting.name },
          fixes:
            message === 'bareTable' && item.direct
              ? [
                  {
                    title: 'write',
                    values: { item: text },
                    edits: () => [replacement(setting, item.span, `check_client_access ${text}`)],
                  },
                ]
              : [],
        });
      }
    }
  },
});

/** Lists that give a table without a restriction no meaning ("specify one of … before data restriction"). */
const WITHOUT_TABLES: ReadonlySet<RestrictionStage> = new Set(['data', 'end-of-data']);

function problemOf(
  instance: PostfixInstance,
  { setting }: RestrictionList,
  stage: RestrictionStage,
  { kind, fact }: RestrictionEntry,
): MessageId | undefined {
  if (kind === 'table') return WITHOUT_TABLES.has(stage) ? 'bareTable' : undefined;
  if (kind !== 'built-in' || !fact) return undefined;
  if (fact.stages && !fact.stages.includes(stage)) return 'nothingToSee';
  if (!looksAhead(fact, stage)) return undefined;
  const delayed = instance.effective('smtpd_delay_reject', setting.service)?.toLowerCase() !== 'no';
  return delayed ? undefined : 'tooEarly';
}

const BEFORE_SENDER: ReadonlySet<RestrictionStage> = new Set(['client', 'helo']);

/** It looks at a sender or recipient that is told only after this stage; `stages` leaves ETRN out for those. */
function looksAhead({ name, stages }: RestrictionFact, stage: RestrictionStage): boolean {
  if (!stages || stages.includes('etrn')) return false;
  return BEFORE_SENDER.has(stage) || (stage === 'sender' && !/sender|unknown_address/.test(name));
}
