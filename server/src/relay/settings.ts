import { fieldText, type Service } from '../postfix/masterCf';
import { parseBoolean, parseInteger } from '../postfix/values';
import type { MailSystem } from '../system/mailSystem';
import { wordsOf } from '../system/names';
import type { PostfixInstance } from '../system/postfixInstance';
import type { SourceText } from '../text/sourceText';
import type { Place } from './verdict';

/** An item of a list value, and where it is written. */
export interface ListWord {
  readonly text: string;
  readonly at?: Place;
}

/** The settings of one program, as it sees them: its `-o` options over main.cf. */
export class ServiceSettings {
  private readonly lists = new Map<string, readonly ListWord[]>();
  private readonly texts = new Map<string, string>();

  constructor(
    readonly system: MailSystem,
    /** Absent for a server whose master.cf is not at hand. */
    readonly service: Service | undefined,
  ) {}

  get instance(): PostfixInstance {
    return this.system.postfix;
  }

  /** The expanded value; empty when it has none. */
  text(name: string): string {
    let text = this.texts.get(name);
    if (text === undefined) {
      this.texts.set(name, (text = this.instance.effective(name, this.service) ?? ''));
    }
    return text;
  }

  yes(name: string): boolean {
    return parseBoolean(this.text(name)) === true;
  }

  number(name: string): number {
    return parseInteger(this.text(name)) ?? 0;
  }

  isAtLeast(version: string): boolean {
    return this.instance.release.isAtLeast(version);
  }

  /** True when main.cf or an option sets it. */
  isSet(name: string): boolean {
    const kind = this.instance.rawValue(name, this.service)?.origin.kind;
    return kind === 'main' || kind === 'override';
  }

  /** Where the value is written. */
  placeOf(name: string): Place | undefined {
    const source = this.source(name);
    return source && { uri: source.uri, span: { start: source.value.start, end: source.value.end } };
  }

  /** The items of a list, each with the place of the word that it comes from. */
  list(name: string): readonly ListWord[] {
    let words = this.lists.get(name);
    if (!words) this.lists.set(name, (words = this.readList(name)));
    return words;
  }

  private readList(name: string): ListWord[] {
    const source = this.source(name);
    if (!source) return wordsOf(this.text(name)).map(({ text }) => ({ text }));
    const { value, uri } = source;
    return wordsOf(value.text).flatMap(({ text, start, end }) => {
      const at = { uri, span: value.spanOf(start, end) };
      if (!text.includes('$')) return [{ text, at }];
      const expanded = this.instance.expand(text, this.service).text;
      return wordsOf(expanded).map((word) => ({ text: word.text, at }));
    });
  }

  private source(name: string): { readonly value: SourceText; readonly uri: string } | undefined {
    const origin = this.instance.rawValue(name, this.service)?.origin;
    const { main, master } = this.instance;
    if (origin?.kind === 'main' && main) return { value: origin.parameter.value, uri: main.uri };
    if (origin?.kind === 'override' && master) return { value: origin.override.value, uri: master.uri };
    return undefined;
  }
}

/** The settings of trivial-rewrite(8), which sorts addresses into classes for an smtpd (postconf(5), rewrite_service_name). */
export function rewriterOf(settings: ServiceSettings): ServiceSettings {
  let rewriter = rewriters.get(settings);
  if (!rewriter) rewriters.set(settings, (rewriter = findRewriter(settings)));
  return rewriter;
}

const rewriters = new WeakMap<ServiceSettings, ServiceSettings>();

function findRewriter(settings: ServiceSettings): ServiceSettings {
  const name = settings.text('rewrite_service_name') || 'rewrite';
  const services = settings.instance.services;
  const service = services.find((one) => fieldText(one, 'service') === name && isRewriter(one));
  return new ServiceSettings(settings.system, service);
}

function isRewriter(service: Service): boolean {
  return fieldText(service, 'command') === 'trivial-rewrite';
}
