import { createTwoFilesPatch } from 'diff';
import { loadDovecotKnowledge } from '../../knowledge/loader';
import { migrate as migrateDovecot, newTextOf } from '../../migrate/migrate';
import type { MigratedFile } from '../../migrate/migration';
import { readDriverFiles } from '../../migrate/readDriverFiles';
import { reasonText } from '../../migrate/reasons';
import { targetOf } from '../../migrate/target';
import { format, languageOf, type Language, type Localized } from '../../text/localized';
import { dovecotErrors } from '../dovecotErrors';
import { CommandError, EXIT, type Io } from '../io';
import type { Command, Values } from '../options';
import { readDovecot, type DovecotSystem } from '../readDovecot';

const TEXTS = {
  refused: {
    en: 'Dovecot 2.3 refuses this configuration: what becomes of it may be refused too',
    'zh-cn': 'Dovecot 2.3 拒绝此配置，迁移结果也可能被拒绝',
  },
  nothing: {
    en: '{path} is written for Dovecot 2.4 already.',
    'zh-cn': '{path} 已经是 Dovecot 2.4 的写法。',
  },
  decided: { en: 'Nothing is left to decide.', 'zh-cn': '没有需要人工决定的地方。' },
  left: {
    en: '{points} points are left to decide; each is marked by a comment in the new text:',
    'zh-cn': '有 {points} 处需要人工决定；新文本中均有注释标记：',
  },
  written: { en: 'Wrote {files} files.', 'zh-cn': '已写入 {files} 个文件。' },
} as const satisfies Record<string, Localized>;

export const migrate: Command = {
  name: 'migrate',
  summary: {
    en: 'Rewrite a configuration of Dovecot 2.3 for 2.4: show the difference, and what is left to decide.',
    'zh-cn': '将 Dovecot 2.3 的配置改写为 2.4：显示差异，并列出需要人工决定之处。',
  },
  usage: 'DIR|FILE',
  options: {
    to: {
      value: 'V',
      pattern: /^2\.4(\.\d+)?$/,
      help: {
        en: 'Version to write for, such as 2.4.1 (2.4: any release of it).',
        'zh-cn': '目标版本，如 2.4.1（默认 2.4：该系列的任一版本）。',
      },
    },
    write: {
      help: {
        en: 'Write the files after showing the difference.',
        'zh-cn': '显示差异之后写入文件。',
      },
    },
    format: {
      value: 'text|json',
      choices: ['text', 'json'],
      help: { en: 'How to print (text).', 'zh-cn': '输出格式（默认 text）。' },
    },
  },
  run,
};

async function run(io: Io, paths: readonly string[], values: Values): Promise<number> {
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0)
    throw new CommandError('migrate: name one directory or dovecot.conf; see mailwright migrate --help');
  const language = languageOf(values.text('lang') ?? io.locale);
  const system = await readDovecot(io, path, 'migrate');
  const { dovecot } = system;
  if (dovecot.release.line === '2.4') {
    io.err.write(`${format(TEXTS.nothing[language], { path: io.toPath(dovecot.main.uri) })}\n`);
    if (values.text('format') === 'json') io.out.write(toJson([], io, language));
    return EXIT.clean;
  }
  const errors = dovecotErrors(system, io, language);
  for (const error of errors) io.err.write(`mailwright: ${error}\n`);
  if (errors.length > 0) io.err.write(`mailwright: ${TEXTS.refused[language]}\n`);
  const files = await migrateAll(io, system, values.text('to') ?? '2.4', language);
  io.out.write(values.text('format') === 'json' ? toJson(files, io, language) : toText(files, io, language));
  if (values.flag('write')) await writeAll(files, io, language);
  const isDecided = errors.length === 0 && files.every(({ points }) => points.length === 0);
  return isDecided ? EXIT.clean : EXIT.findings;
}

async function migrateAll(
  io: Io,
  { dovecot, layout }: DovecotSystem,
  to: string,
  language: Language,
): Promise<readonly MigratedFile[]> {
  const knowledge = await loadDovecotKnowledge(io.assets);
  const driverFiles = await readDriverFiles(dovecot, layout, (uri) => io.files.readText(uri));
  return migrateDovecot(dovecot, { ...targetOf(to, knowledge), driverFiles, language });
}

function toText(files: readonly MigratedFile[], io: Io, language: Language): string {
  const patches = files.map((file) => patchOf(file, io)).join('');
  const points = pointsOf(files, io, language);
  const said =
    points.length === 0
      ? [TEXTS.decided[language]]
      : [
          format(TEXTS.left[language], { points: points.length }),
          ...points.map(({ path, line, message }) => `  ${path}:${line}: ${message}`),
        ];
  return `${patches}${said.join('\n')}\n`;
}

/** Empty for a file that stays as it is. */
function patchOf(file: MigratedFile, io: Io): string {
  const after = newTextOf(file);
  const path = io.toPath(file.uri);
  return after === file.tree.text ? '' : createTwoFilesPatch(path, path, file.tree.text, after, '2.3', '2.4');
}

interface PrintedPoint {
  readonly path: string;
  /** In the old file, counted from 1. */
  readonly line: number;
  readonly message: string;
}

function pointsOf(files: readonly MigratedFile[], io: Io, language: Language): PrintedPoint[] {
  return files.flatMap(({ uri, tree, points }) =>
    points.map(({ span, reason }) => ({
      path: io.toPath(uri),
      line: tree.lines.indexAt(span.start) + 1,
      message: reasonText(reason, language),
    })),
  );
}

/** One object; the shape is part of the command's contract. */
function toJson(files: readonly MigratedFile[], io: Io, language: Language): string {
  const changed = files.filter((file) => newTextOf(file) !== file.tree.text);
  const printed = changed.map((file) => ({
    path: io.toPath(file.uri),
    diff: patchOf(file, io),
    text: newTextOf(file),
  }));
  return `${JSON.stringify({ version: 1, files: printed, points: pointsOf(files, io, language) }, null, 2)}\n`;
}

async function writeAll(files: readonly MigratedFile[], io: Io, language: Language): Promise<void> {
  const changed = files.filter((file) => newTextOf(file) !== file.tree.text);
  for (const file of changed) await io.writeText(file.uri, newTextOf(file));
  io.err.write(`${format(TEXTS.written[language], { files: changed.length })}\n`);
}
