import { loadPostfixKnowledge } from '../../knowledge/loader';
import { parseMainCf, type MainCf } from '../../postfix/mainCf';
import { parseMasterCf } from '../../postfix/masterCf';
import { effective as listEffective, type ListingKind } from '../../system/postconf/effective';
import { interfaceNames, type HostFacts } from '../../system/postconf/hostValues';
import { clientPaths } from '../../system/postconf/nameReports';
import { printable } from '../../system/postconf/report';
import { PostconfView, type FileReading, type ViewParts } from '../../system/postconf/view';
import { CommandError, EXIT, type Io } from '../io';
import { DOVECOT_VERSION, type Command, type Values } from '../options';
import { listDovecot } from './effectiveDovecot';

/** Options that choose what is listed; without one, the settings of main.cf. */
const KINDS: Readonly<Record<string, ListingKind>> = {
  settings: 'main',
  entries: 'entries',
  services: 'settings',
  defaults: 'defaults',
};

export const effective: Command = {
  name: 'effective',
  summary: {
    en: 'Print what "postconf -c DIR" or, with --dovecot, "doveconf -c FILE" prints, for any version and without either.',
    'zh-cn':
      '打印 “postconf -c DIR” 会打印的内容（加 --dovecot 时为 “doveconf -c FILE”）：适用于任一版本，且两者都无需安装。',
  },
  usage: 'DIR | --dovecot FILE',
  options: {
    settings: {
      short: 'n',
      help: { en: 'Settings of main.cf (the default).', 'zh-cn': 'main.cf 中的设置（默认）。' },
    },
    entries: {
      short: 'M',
      help: { en: 'Entries of master.cf.', 'zh-cn': 'master.cf 中的服务条目。' },
    },
    services: {
      short: 'P',
      help: {
        en: 'Settings that services in master.cf have of their own (-o).',
        'zh-cn': 'master.cf 中各服务自己的设置（-o）。',
      },
    },
    defaults: {
      short: 'd',
      help: {
        en: 'Defaults of all parameters, whatever main.cf says.',
        'zh-cn': '全部参数的默认值，不看 main.cf。',
      },
    },
    expand: {
      short: 'x',
      help: { en: 'Expand $name in values.', 'zh-cn': '展开值中的 $name。' },
    },
    'postfix-version': {
      value: 'V',
      help: {
        en: 'Target version, such as 3.7 (the newest known).',
        'zh-cn': '目标版本，如 3.7（默认为已知的最新版本）。',
      },
    },
    dovecot: {
      help: {
        en: 'Settings of a dovecot.conf and what it includes, where they differ from the defaults.',
        'zh-cn': 'dovecot.conf 及其包含的文件中与默认值不同的设置。',
      },
    },
    all: {
      short: 'a',
      help: {
        en: 'With --dovecot: all settings, also those that have their defaults.',
        'zh-cn': '与 --dovecot 合用：全部设置，包括取默认值的设置。',
      },
    },
    'dovecot-version': DOVECOT_VERSION,
  },
  run,
};

async function run(io: Io, paths: readonly string[], values: Values): Promise<number> {
  if (values.flag('dovecot')) return listDovecot(io, paths, values);
  const [directory, ...more] = paths;
  if (directory === undefined || more.length > 0) {
    throw new CommandError('effective: name one directory; see mailwright effective --help');
  }
  const kind = kindOf(values);
  const view = await readView(io, directory, kind, values.text('postfix-version'));
  const clients = await readClients(io, view);
  const { lines, reports } = listEffective(view, {
    kind,
    expand: values.flag('expand'),
    readClient: (path) => clients.get(path) ?? { reason: '' },
  });
  io.out.writeBytes(lines.map((line) => `${line}\n`).join(''));
  for (const { severity, text } of reports) io.err.write(`mailwright: ${severity}: ${printable(text)}\n`);
  return reports.some(({ severity }) => severity === 'fatal') ? EXIT.failure : EXIT.clean;
}

function kindOf(values: Values): ListingKind {
  const [option, ...others] = Object.keys(KINDS).filter((name) => values.flag(name));
  if (others.length > 0) throw new CommandError('effective: choose one of -n, -M, -P and -d');
  return KINDS[option ?? 'settings'] ?? 'main';
}

async function readView(
  io: Io,
  directory: string,
  kind: ListingKind,
  version: string | undefined,
): Promise<PostconfView> {
  const { machine } = io;
  const [knowledge, main, master] = await Promise.all([
    loadPostfixKnowledge(io.assets),
    read(io, `${directory}/main.cf`, parseMainCf),
    read(io, `${directory}/master.cf`, parseMasterCf),
  ]);
  const facts: HostFacts = {
    hostName: machine.hostName,
    processId: machine.processId,
    configDirectory: directory,
    addresses: machine.addresses(),
    resolved: new Map(),
  };
  const subject = kind === 'main' || kind === 'defaults' ? kind : 'master';
  const parts: ViewParts = { release: knowledge.release(version), directory, main, master, facts, subject };
  const view = new PostconfView(parts);
  const names = interfaceNames(view.hostSettings);
  if (names.length === 0) return view;
  const resolved = await Promise.all(
    names.map(async (name) => [name, await machine.resolve(unbracketed(name))] as const),
  );
  return new PostconfView({ ...parts, facts: { ...facts, resolved: new Map(resolved) } });
}

/** `[::1]` is how main.cf writes it. */
function unbracketed(name: string): string {
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}

async function readClients(io: Io, view: PostconfView): Promise<ReadonlyMap<string, FileReading<MainCf>>> {
  const paths = clientPaths(view);
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await read(io, path, parseMainCf)] as const)),
  );
}

async function read<T>(io: Io, path: string, parse: (text: string) => T): Promise<FileReading<T>> {
  const found = await io.readBytes(io.toUri(path));
  return 'text' in found ? { tree: parse(found.text) } : found;
}
