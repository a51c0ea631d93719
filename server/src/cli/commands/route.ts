import { routeLines } from '../../explain/routeLines';
import { routeEndText, routeStepText } from '../../explain/routeText';
import { loadPostfixKnowledge } from '../../knowledge/loader';
import { followAddress } from '../../route/follow';
import { readIncludes } from '../../route/includes';
import { endsOf, type Place, type Route } from '../../route/types';
import type { MailSystem } from '../../system/mailSystem';
import { joinUri } from '../../system/uris';
import { Workspace } from '../../system/workspace';
import { languageOf, type Language } from '../../text/localized';
import { unmaskAll } from '../../text/maskedText';
import type { LineTable } from '../../text/lineTable';
import { CommandError, EXIT, type Io } from '../io';
import { POSTFIX_VERSION, type Command, type Values } from '../options';

export const route: Command = {
  name: 'route',
  summary: {
    en: 'Follow an address through the tables to its delivery, with every line that decides.',
    'zh-cn': '追踪一个地址经过各查找表直到投递的全过程，并给出每一处起决定作用的行。',
  },
  usage: 'ADDRESS DIR',
  options: {
    sender: {
      value: 'ADDRESS',
      help: {
        en: 'Envelope sender, for settings that depend on it ("" is the null sender).',
        'zh-cn': '信封发件人，供依赖发件人的设置使用（"" 表示空发件人）。',
      },
    },
    format: {
      value: 'text|json',
      choices: ['text', 'json'],
      help: { en: 'Form of the answer.', 'zh-cn': '输出格式。' },
    },
    'postfix-version': POSTFIX_VERSION,
  },
  run,
};

async function run(io: Io, positionals: readonly string[], values: Values): Promise<number> {
  const [address, directory, ...more] = positionals;
  if (address === undefined || directory === undefined || more.length > 0)
    throw new CommandError('route: give one ADDRESS and one DIR; see mailwright route --help');
  const system = await systemIn(io, directory, values.text('postfix-version'));
  const sender = values.text('sender');
  const includes = await readIncludes(system, io.files);
  const way = followAddress(system, { address, includes, ...(sender !== undefined && { sender }) });
  const toPlace = placesIn(io, system, includes);
  const language = languageOf(values.text('lang') ?? io.locale);
  io.out.write(
    values.text('format') === 'json'
      ? `${JSON.stringify(unmaskAll({ version: 1, ...asJson(way, language, toPlace) }), null, 2)}\n`
      : `${unmaskAll(asLines(way, language, toPlace)).join('\n')}\n`,
  );
  const arrives = endsOf(way).every(({ kind }) => kind !== 'bounced' && kind !== 'deferred');
  return arrives ? EXIT.clean : EXIT.findings;
}

async function systemIn(io: Io, directory: string, version: string | undefined): Promise<MailSystem> {
  const knowledge = await loadPostfixKnowledge(io.assets);
  const workspace = new Workspace(io.files, { get: () => undefined }, knowledge);
  const settings = version === undefined ? {} : { postfixVersion: version };
  const system = await workspace.systemOf(joinUri(io.toUri(directory), 'main.cf'), settings);
  if (!system) throw new CommandError(`route: there is no main.cf in ${directory}`);
  return system;
}

interface FileLine {
  readonly file: string;
  readonly line: number;
}

type ToPlace = (place: Place | undefined) => FileLine | undefined;

function placesIn(
  io: Io,
  { files, tables }: MailSystem,
  includes: Awaited<ReturnType<typeof readIncludes>>,
): ToPlace {
  const lines = new Map<string, LineTable>(
    [...files, ...tables.files].map(({ uri, tree }) => [uri, tree.lines]),
  );
  const first = new Set([...includes.values()].map(({ uri }) => uri));
  return (place) => {
    if (!place) return undefined;
    const line = lines.get(place.uri)?.indexAt(place.span.start);
    if (line === undefined && !first.has(place.uri)) return undefined;
    return { file: io.toPath(place.uri), line: (line ?? 0) + 1 };
  };
}

function asLines(way: Route, language: Language, toPlace: ToPlace): string[] {
  return routeLines(way, language).map(({ kind, depth, text, place }) => {
    const indent = '  '.repeat(depth + (kind === 'address' ? 0 : 1));
    const at = kind === 'step' ? toPlace(place) : undefined;
    return `${indent}${kind === 'end' ? '=> ' : ''}${text}${at ? `\t${at.file}:${at.line}` : ''}`;
  });
}

function asJson(way: Route, language: Language, toPlace: ToPlace): object {
  const { address, outcome } = way;
  const steps = way.steps.map(({ place, ...step }) => ({
    ...step,
    text: routeStepText({ ...step }, language),
    ...toPlace(place),
  }));
  if (outcome.kind === 'split')
    return { address, steps, routes: outcome.routes.map((one) => asJson(one, language, toPlace)) };
  const { kind, ...end } = outcome;
  const place = 'place' in end ? toPlace(end.place) : undefined;
  const facts = Object.fromEntries(Object.entries(end).filter(([name]) => name !== 'place'));
  return { address, steps, end: { kind, ...facts, text: routeEndText(outcome, language), ...place } };
}
