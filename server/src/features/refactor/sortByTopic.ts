import { CodeActionKind } from 'vscode-languageserver-types';
import type { Docs } from '../../knowledge/docs';
import type { MainCf, Parameter } from '../../postfix/mainCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import type { Refactor } from './refactoring';

const TITLE = { en: 'Sort the settings by topic', 'zh-cn': '按主题排列设置' };

/** Topics of the knowledge base in the order in which a server is set up. */
const ORDER = [
  'own', // parameters that Postfix does not have, which others mention
  'domains-and-networks',
  'installation-and-databases',
  'processes-and-logging',
  'smtpd-service',
  'smtpd-restrictions',
  'smtpd-sasl',
  'smtpd-tls',
  'postscreen',
  'tls-common',
  'tlsproxy',
  'address-rewriting',
  'address-verification',
  'content-and-routing',
  'content-inspection',
  'virtual-domains',
  'local-delivery',
  'bounces-and-local-delivery',
  'smtp-client-delivery',
  'smtp-client-tls',
  'smtp-client-sasl',
  'smtp-client-timeouts',
  'lmtp-client-delivery',
  'lmtp-client-tls-sasl',
  'queue-manager',
  'old-names',
];

/** Puts settings of one topic together; comments above a setting go with it, and of one name the last stays the last. */
export const sortByTopic: Refactor = {
  kind: `${CodeActionKind.Source}.sortByTopic`,
  find({ file, instance }, _, docs) {
    if (file.kind !== 'main' || !isSortable(file.tree)) return [];
    const { tree } = file;
    const blocks = blocksOf(tree);
    const [first, last] = [blocks[0], blocks[blocks.length - 1]];
    if (!first || !last) return [];
    const ranked = blocks.map((block) => ({ ...block, rank: rankOf(block.parameter, instance, docs) }));
    const sorted = [...ranked].sort((a, b) => a.rank - b.rank);
    const span = { start: tree.lines.startOf(first.first), end: tree.lines.startOf(last.end) };
    const text = sorted.map((block, index) => textOf(tree, block, sorted[index - 1])).join('');
    if (sorted.every((block, index) => block.parameter === ranked[index]?.parameter)) return [];
    return [{ title: { text: TITLE, values: {} }, edits: [{ uri: file.uri, span, text }] }];
  },
};

/** Lines that are no settings depend on their place; so do regions that somebody marked. */
function isSortable({ problems, text }: MainCf): boolean {
  return problems.length === 0 && !/^\s*#\s*(end)?region\b/m.test(text);
}

/** A setting with the comments above it: physical lines [first, end). */
interface Block {
  readonly parameter: Parameter;
  readonly first: number;
  readonly end: number;
}

interface RankedBlock extends Block {
  readonly rank: number;
}

/** What stands above the first setting and apart from it is the head of the file, and stays there. */
function blocksOf({ parameters, lines }: MainCf): Block[] {
  let end = 0;
  return parameters.map((parameter, index) => {
    let first = end;
    if (index === 0) {
      first = parameter.line.firstLine;
      while (first > 0 && lines.kindOf(first - 1) === 'comment') first--;
    }
    end = parameter.line.lastLine + 1;
    return { parameter, first, end };
  });
}

/** A blank line between topics; within one, blank lines stay as they were. */
function textOf(tree: MainCf, block: RankedBlock, before: RankedBlock | undefined): string {
  const { lines, text } = tree;
  let { first } = block;
  const isNewTopic = before !== undefined && before.rank !== block.rank;
  if (!before || isNewTopic) while (lines.kindOf(first) === 'blank') first++;
  const own = text.slice(lines.startOf(first), lines.startOf(block.end));
  return `${isNewTopic ? '\n' : ''}${own}${own.endsWith('\n') ? '' : '\n'}`;
}

function rankOf({ name }: Parameter, instance: PostfixInstance, docs: Docs): number {
  return ORDER.indexOf(topicOf(name, instance, docs));
}

function topicOf(name: string, instance: PostfixInstance, docs: Docs): string {
  const topic = docs.topicOf(name);
  if (topic !== undefined) return topic;
  if (instance.release.parameterOfAnyVersion(name)) return 'old-names';
  if (instance.serviceParameters.has(name)) return 'queue-manager';
  if (instance.restrictionClasses.has(name)) return 'smtpd-restrictions';
  return instance.nameUse.isClientName(name) ? 'installation-and-databases' : 'own';
}
