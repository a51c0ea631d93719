import { lastOverride, type PostfixInstance } from '../system/postfixInstance';
import type { Override, Service } from '../postfix/masterCf';
import type { ServiceSettings } from '../relay/settings';
import type { Place } from '../relay/verdict';
import type { MailSystem } from '../system/mailSystem';
import type { FileEdit } from './rule';
import { edit, insertion, optionRemoval } from './services';

/** The text of main.cf or master.cf. */
export function textOf({ files }: MailSystem, uri: string): string | undefined {
  return files.find((file) => file.uri === uri)?.tree.text;
}

/** The words of a list that stand there letter by letter, in their order. */
export function writtenWords(settings: ServiceSettings, name: string): Place[] {
  return settings.list(name).flatMap(({ text, at }) => {
    const source = at && textOf(settings.system, at.uri)?.slice(at.span.start, at.span.end);
    return at && source === text ? [at] : [];
  });
}

/** Takes a word out of a list, with what separates it from its neighbour. */
export function wordRemoval(system: MailSystem, { uri, span }: Place): FileEdit[] {
  const text = textOf(system, uri);
  if (text === undefined) return [];
  const before = /[\s,]*$/.exec(text.slice(0, span.start))?.[0] ?? '';
  const isFirst = text.slice(0, span.start - before.length).endsWith('=');
  const behind = /^(?:[ \t,]|\n(?=[ \t]))*/.exec(text.slice(span.end))?.[0] ?? '';
  const start = isFirst ? span.start : span.start - before.length;
  return [{ uri, span: { start, end: isFirst ? span.end + behind.length : span.end }, text: '' }];
}

/** What separates words at a place: no blank may stand in a bare `-o name=value`. */
export function separatorAt({ system, service }: ServiceSettings, { uri, span }: Place): string {
  const override = service?.overrides.find(({ span: own }) => own.start <= span.start && span.end <= own.end);
  return uri === system.postfix.master?.uri && override?.braced !== true ? ',' : ', ';
}

/** The `-o` that holds a place. */
export function overrideAt(
  { postfix }: MailSystem,
  { uri, span }: Place,
): { readonly service: Service; readonly override: Override } | undefined {
  if (uri !== postfix.master?.uri) return undefined;
  for (const service of postfix.services) {
    const override = service.overrides.find(
      ({ span: own }) => own.start <= span.start && span.end <= own.end,
    );
    if (override) return { service, override };
  }
  return undefined;
}

/** Gives a setting another value where the service has it from, or in main.cf where nothing sets it. */
export function settingEdit(settings: ServiceSettings, name: string, words: readonly string[]): FileEdit[] {
  const { instance, service } = settings;
  const { main, master } = instance;
  const override = service && lastOverride(service, name);
  if (override && master) {
    const { start, end } = override.value;
    return [edit(master, { start, end }, words.join(override.braced ? ', ' : ','))];
  }
  const entry = instance.entries.get(name);
  if (!main) return [];
  if (entry) {
    const { start, end } = entry.value;
    return [{ uri: main.uri, span: { start, end }, text: `${start === end ? ' ' : ''}${words.join(', ')}` }];
  }
  const { text } = main.tree;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  const at = { start: text.length, end: text.length };
  return [{ uri: main.uri, span: at, text: `${gap}${name} = ${words.join(', ')}\n` }];
}

/** Gives a service an `-o` of its own. */
export function optionEdit(
  instance: PostfixInstance,
  service: Service,
  name: string,
  value: string,
): FileEdit[] {
  const { master } = instance;
  if (!master) return [];
  const override = lastOverride(service, name);
  if (!override) return [insertion(master, service.line.end, `\n  -o ${name}=${value}`)];
  return [edit(master, { start: override.value.start, end: override.value.end }, value)];
}

export function overrideRemoval({ postfix }: MailSystem, override: Override): FileEdit[] {
  return postfix.master ? [optionRemoval(postfix.master, override.span)] : [];
}
