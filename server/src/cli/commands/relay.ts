import { loadPostfixKnowledge } from '../../knowledge/loader';
import { asServed } from '../../relay/authentication';
import { needsTls, ownAddresses, STRANGER } from '../../relay/examples';
import { judge } from '../../relay/judge';
import { relayMatrix, type MatrixEntry } from '../../relay/matrix';
import { isAtWill, openings } from '../../relay/openings';
import type { Scenario } from '../../relay/scenario';
import { relayServices, type RelayService } from '../../relay/services';
import type { Verdict } from '../../relay/verdict';
import { listenerOf } from '../../system/listener';
import type { MailSystem } from '../../system/mailSystem';
import { joinUri } from '../../system/uris';
import { Workspace } from '../../system/workspace';
import { languageOf } from '../../text/localized';
import { unmaskAll, unmaskText } from '../../text/maskedText';
import { CommandError, EXIT, type Io } from '../io';
import { POSTFIX_VERSION, type Command, type Values } from '../options';
import { describeMatrix, describeVerdict, matrixJson, verdictJson, type RelayContext } from './relayAnswer';

const IP_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[\da-f.]*:[\da-f:.]+)$/i;

export const relay: Command = {
  name: 'relay',
  summary: {
    en: 'Tell who may relay: what smtpd says to a client, a sender and a recipient, and which restriction decides.',
    'zh-cn': '说明谁可以中继：smtpd 对给定的客户端、发件人和收件人作何答复，由哪条限制决定。',
  },
  usage: 'DIR',
  options: {
    client: {
      value: 'IP',
      pattern: IP_ADDRESS,
      help: {
        en: 'Address of the client (that of a stranger).',
        'zh-cn': '客户端地址（默认为陌生地址）。',
      },
    },
    sasl: {
      value: 'USER',
      help: { en: 'The client has logged in as USER.', 'zh-cn': '客户端已以 USER 身份登录。' },
    },
    tls: { help: { en: 'The session is encrypted.', 'zh-cn': '会话已加密（TLS）。' } },
    helo: {
      value: 'H',
      help: { en: 'What the client calls itself.', 'zh-cn': '客户端在 HELO 中自报的名称。' },
    },
    sender: {
      value: 'A',
      help: { en: 'Envelope sender; "" or <> for none.', 'zh-cn': '信封发件人；空发件人写 "" 或 <>。' },
    },
    recipient: { value: 'B', help: { en: 'Envelope recipient.', 'zh-cn': '信封收件人。' } },
    etrn: {
      value: 'DOMAIN',
      help: {
        en: 'No message: the client asks with ETRN for the mail that waits for DOMAIN.',
        'zh-cn': '不发信：客户端用 ETRN 请求投递排队等待 DOMAIN 的邮件。',
      },
    },
    service: {
      value: 'S',
      help: {
        en: 'Only this service of master.cf (JSON of one scenario tells first of the one that such a client would use).',
        'zh-cn': '只看 master.cf 中的这个服务（单个场景的 JSON 默认先给出这类客户端会使用的服务）。',
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

/** Options that describe one scenario; without any of them all are shown. */
const SCENARIO_OPTIONS = ['client', 'sasl', 'helo', 'sender', 'recipient', 'etrn'];

async function run(io: Io, positionals: readonly string[], values: Values): Promise<number> {
  const [directory, ...more] = positionals;
  if (directory === undefined || more.length > 0)
    throw new CommandError('relay: name one directory; see mailwright relay --help');
  const system = await readSystem(io, directory, values);
  const services = chosenServices(system, values);
  const context: RelayContext = { io, system, language: languageOf(values.text('lang') ?? io.locale) };
  const single = values.flag('tls') || SCENARIO_OPTIONS.some((name) => values.text(name) !== undefined);
  if (single) printScenario(context, services, values);
  else printMatrix(context, services, values);
  return openings(system).some(({ service, claim }) => services.includes(service) && isAtWill(claim))
    ? EXIT.findings
    : EXIT.clean;
}

async function readSystem(io: Io, directory: string, values: Values): Promise<MailSystem> {
  const knowledge = await loadPostfixKnowledge(io.assets);
  const version = values.text('postfix-version');
  const workspace = new Workspace(io.files, { get: () => undefined }, knowledge);
  const settings = version === undefined ? {} : { postfixVersion: version };
  const system = await workspace.systemOf(joinUri(io.toUri(directory), 'main.cf'), settings);
  if (!system) throw new CommandError(`relay: there is no main.cf in ${directory}`);
  return system;
}

function chosenServices(system: MailSystem, values: Values): readonly RelayService[] {
  const services = relayServices(system);
  const wanted = values.text('service');
  const chosen = wanted === undefined ? services : services.filter(({ name }) => name === wanted);
  if (chosen.length > 0) return chosen;
  const names = services.map(({ name }) => name).join(', ');
  throw new CommandError(
    wanted === undefined
      ? 'relay: no service runs smtpd'
      : `relay: no smtpd service ${wanted}; there is ${names}`,
  );
}

/** The scenario of the options; what is not said is a stranger's, to another server. */
function scenarioOf({ settings }: RelayService, values: Values): Scenario {
  const login = values.text('sasl');
  const etrn = values.text('etrn');
  const client = {
    address: values.text('client') ?? STRANGER.address,
    tls: values.flag('tls') || needsTls(settings),
    ...(login !== undefined && { login }),
  };
  return {
    client: asServed(settings, client),
    helo: values.text('helo') ?? `mail.${STRANGER.domain}`,
    sender: unbracketed(values.text('sender') ?? `user@${STRANGER.domain}`),
    recipient: unbracketed(values.text('recipient') ?? ownAddresses(settings).local),
    ...(etrn !== undefined && { etrn }),
  };
}

type Judged = readonly [RelayService, Verdict];

/** The service that the client of the scenario would use: where its login is taken, and else what listens on port 25. */
function likeliest(judged: readonly Judged[], values: Values): Judged {
  const login = values.text('sasl');
  const fitting = judged.filter(([service]) => scenarioOf(service, values).client.login === login);
  const candidates = fitting.length > 0 ? fitting : judged;
  const found = candidates.find(([service]) => isPublic(service)) ?? candidates[0];
  if (!found) throw new CommandError('relay: no service runs smtpd');
  return found;
}

/** It takes mail from the world: on port 25, or behind a postscreen, or for want of a master.cf that says otherwise. */
function isPublic({ service, front, settings }: RelayService): boolean {
  if (!service || front) return true;
  return listenerOf(service, settings.instance)?.port === 25;
}

const unbracketed = (path: string): string => /^<(.*)>$/s.exec(path)?.[1] ?? path;

function printScenario(context: RelayContext, services: readonly RelayService[], values: Values): void {
  const judged = services.map((service): Judged => [
    service,
    judge(service.settings, scenarioOf(service, values)),
  ]);
  const { out } = context.io;
  if (values.text('format') === 'json') {
    const first = likeliest(judged, values);
    const told = [first, ...judged.filter((one) => one !== first)].map(([service, verdict]) => ({
      ...verdictJson(verdict, context),
      service: service.name,
    }));
    const [answer, ...others] = told;
    const all = others.length > 0 ? { ...answer, others } : answer;
    out.write(`${JSON.stringify(unmaskAll(all), null, 2)}\n`);
    return;
  }
  for (const [service, verdict] of judged) out.write(unmaskText(describeVerdict(service, verdict, context)));
}

function printMatrix(context: RelayContext, services: readonly RelayService[], values: Values): void {
  const entries: readonly MatrixEntry[] = relayMatrix(context.system).filter(({ service }) =>
    services.includes(service),
  );
  const text =
    values.text('format') === 'json'
      ? `${JSON.stringify(unmaskAll(matrixJson(entries, context)), null, 2)}\n`
      : unmaskText(describeMatrix(entries, context));
  context.io.out.write(text);
}
