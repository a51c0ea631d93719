import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Target } from '../../server/src/features/target';
import type { DovecotFile } from '../../server/src/system/files';
import { fileOf } from '../../server/src/system/mailSystem';
import type { Language } from '../../server/src/text/localized';
import { dovecotSystem } from './dovecotServer';
import { readMarkers } from './markers';
import type { DovecotFiles } from './realDovecot';

export interface DovecotTargetAt {
  readonly target: Target<DovecotFile>;
  /** Offset of `<|>`. */
  readonly caret: number;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  /** Documents of all files, as features look them up. */
  readonly documents: (uri: string) => TextDocument | undefined;
}

export interface DovecotTargetOptions {
  readonly language?: Language;
  readonly version?: string;
}

/** The file that holds the marks (`dovecot.conf` for a bare text), ready for a feature. */
export async function dovecotTargetAt(
  marked: string | DovecotFiles,
  options: DovecotTargetOptions = {},
): Promise<DovecotTargetAt> {
  const files = typeof marked === 'string' ? { 'dovecot.conf': marked } : marked;
  const read = Object.entries(files).map(([name, text]) => ({ name, ...readMarkers(text) }));
  const chosen = read.find(({ caret, spans }) => caret !== undefined || spans.length > 0) ?? read[0];
  if (!chosen) throw new Error('no file');
  const system = await dovecotSystem(
    Object.fromEntries(read.map(({ name, text }) => [name, text])),
    options.version,
  );
  const uri = `file://${chosen.name.startsWith('/') ? '' : '/etc/dovecot/'}${chosen.name}`;
  const file = fileOf(system, uri);
  if (file?.kind !== 'dovecot') throw new Error(`${chosen.name} is not read`);
  const documents = (at: string): TextDocument | undefined => {
    const found = fileOf(system, at);
    return found && TextDocument.create(at, '', 1, found.tree.text);
  };
  const document = TextDocument.create(uri, 'dovecot', 1, chosen.text);
  const target = { document, file, system, instance: system.postfix, language: options.language ?? 'en' };
  return { target, caret: chosen.caret ?? 0, spans: chosen.spans, documents };
}
