import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntryFile } from '../../server/src/rules/lookupTables';
import { isPostfixFile, type ConfigurationFile, type PostfixFile } from '../../server/src/system/files';
import { fileOf } from '../../server/src/system/mailSystem';
import type { Target } from '../../server/src/features/target';
import type { Language } from '../../server/src/text/localized';
import { mailSystem, uriOf, type Files } from './mailServer';
import { readMarkers } from './markers';

export interface TargetAt<F extends ConfigurationFile = PostfixFile> {
  readonly target: Target<F>;
  /** Offset of `<|>`. */
  readonly caret: number;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

export interface TargetOptions {
  readonly language?: Language;
  readonly version?: string;
}

/** The file that holds the marks (`main.cf` for a bare text), ready for a feature. */
export async function targetAt(marked: string | Files, options: TargetOptions = {}): Promise<TargetAt> {
  const found = await anyTargetAt(marked, options);
  const { file } = found.target;
  if (!isPostfixFile(file)) throw new Error(`${file.uri} is neither main.cf nor master.cf`);
  return { ...found, target: { ...found.target, file } };
}

/** The table that holds the marks, with the main.cf that uses it. */
export async function tableTargetAt(files: Files, options: TargetOptions = {}): Promise<TargetAt<EntryFile>> {
  const found = await anyTargetAt(files, options);
  const { tables } = found.target.system;
  const file = tables.fileOf(found.target.file.uri);
  if (!file || file.kind === 'client-table') throw new Error(`${found.target.file.uri} is no table`);
  return { ...found, target: { ...found.target, file } };
}

async function anyTargetAt(
  marked: string | Files,
  options: TargetOptions,
): Promise<TargetAt<ConfigurationFile>> {
  const files = typeof marked === 'string' ? { 'main.cf': marked } : marked;
  const read = Object.entries(files).map(([name, text]) => ({ name, ...readMarkers(text) }));
  const chosen = read.find(({ caret, spans }) => caret !== undefined || spans.length > 0) ?? read[0];
  if (!chosen) throw new Error('no file');
  const system = await mailSystem(
    Object.fromEntries(read.map(({ name, text }) => [name, text])),
    options.version,
  );
  const uri = uriOf(chosen.name);
  const file = fileOf(system, uri);
  if (!file) throw new Error(`${chosen.name} is not part of the system`);
  const document = TextDocument.create(uri, `postfix-${file.kind}`, 1, chosen.text);
  const target = { document, file, system, instance: system.postfix, language: options.language ?? 'en' };
  return { target, caret: chosen.caret ?? 0, spans: chosen.spans };
}
