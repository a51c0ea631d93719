import type { CodeLens } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { countAddresses } from '../postfix/networks';
import type { Parameter } from '../postfix/mainCf';
import { field, fieldText, type Service } from '../postfix/masterCf';
import { listenerOf, type Listener } from '../system/listener';
import type { PostfixInstance } from '../system/postfixInstance';
import { format, type Language, type Localized } from '../text/localized';
import type { Span } from '../text/span';
import { typeOf } from '../explain/parameterMarkdown';
import { groupedDigits } from './digits';
import { listTitles, serviceTitles, type RelayTitle } from './relayLens';
import { toRange, type Target } from './target';

/** Lines above a place that tell what it amounts to: what a service offers, how many addresses a list trusts. */
export function codeLenses(
  { file, instance, document, language, system }: Target,
  explainRelaying = '',
): CodeLens[] {
  const relayLens = (span: Span, { title, service }: RelayTitle): CodeLens => ({
    range: toRange(document, span),
    command: { title, command: explainRelaying, arguments: [document.uri, service] },
  });
  return file.kind === 'main'
    ? instance.parameters.flatMap((parameter) => [
        ...networkLens(parameter, instance, document, language),
        ...listTitles(system, parameter.name, parameter.value.start, language).map((title) =>
          relayLens(parameter.nameSpan, title),
        ),
      ])
    : instance.services.flatMap((service) => [
        ...serviceLens(service, instance, document, language),
        ...serviceTitles(system, service.line.start, language).map((title) =>
          relayLens(field(service, 'service')?.span ?? service.line, title),
        ),
      ]);
}

const TEXTS = {
  addresses: { en: '{v4} IPv4 addresses', 'zh-cn': '{v4} 个 IPv4 地址' },
  addresses6: { en: '{v6} IPv6 addresses', 'zh-cn': '{v6} 个 IPv6 地址' },
  everyone: { en: 'the whole internet', 'zh-cn': '整个互联网' },
} as const satisfies Record<string, Localized>;

const SEPARATOR: Localized = { en: ', ', 'zh-cn': '，' };

function lens(document: TextDocument, span: Span, title: string): CodeLens {
  return { range: toRange(document, span), command: { title, command: '' } };
}

function networkLens(
  parameter: Parameter,
  instance: PostfixInstance,
  document: TextDocument,
  language: Language,
): CodeLens[] {
  const type = typeOf(parameter.name, instance);
  if (type?.kind !== 'list' || type.of !== 'network') return [];
  const { v4, v6, everyone } = countAddresses(instance.expand(parameter.value.text).text);
  const parts = [
    everyone ? TEXTS.everyone[language] : '',
    v4 > 0n ? format(TEXTS.addresses[language], { v4: groupedDigits(v4, language) }) : '',
    v6 > 0n ? format(TEXTS.addresses6[language], { v6: groupedDigits(v6, language) }) : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? [lens(document, parameter.nameSpan, parts.join(SEPARATOR[language]))] : [];
}

const TLS: Readonly<Record<Listener['tls'], Localized>> = {
  none: { en: 'no TLS', 'zh-cn': '无 TLS' },
  starttls: { en: 'STARTTLS offered', 'zh-cn': '提供 STARTTLS' },
  'starttls-required': { en: 'STARTTLS required', 'zh-cn': '必须 STARTTLS' },
  implicit: { en: 'implicit TLS', 'zh-cn': '隐式 TLS' },
};

const SASL: Readonly<Record<Listener['sasl'], Localized>> = {
  off: { en: 'no login', 'zh-cn': '不提供登录' },
  offered: { en: 'SASL login offered', 'zh-cn': '提供 SASL 登录' },
  'offered-under-tls': { en: 'SASL login under TLS', 'zh-cn': 'TLS 下提供 SASL 登录' },
  required: { en: 'SASL login required', 'zh-cn': '必须 SASL 登录' },
};

function serviceLens(
  service: Service,
  instance: PostfixInstance,
  document: TextDocument,
  language: Language,
): CodeLens[] {
  const listener = listenerOf(service, instance);
  const name = field(service, 'service');
  if (!listener || !name) return [];
  const parts = [endpointText(listener), TLS[listener.tls][language], SASL[listener.sasl][language]];
  const chroot = fieldText(service, 'chroot') === 'y' ? ['chroot'] : [];
  return [lens(document, name.span, [...parts, ...chroot].join(SEPARATOR[language]))];
}

/** `465/submissions`, `127.0.0.1:10025`. */
function endpointText({ host, port, portName }: Listener): string {
  const shown = port === undefined ? portName : String(port) === portName ? portName : `${port}/${portName}`;
  return host === undefined ? shown : `${host}:${shown}`;
}
