import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Target } from '../../server/src/features/target';
import { fileOf, type MailSystem } from '../../server/src/system/mailSystem';
import { isCyrusFile, type CyrusFile } from '../../server/src/system/saslFiles';
import type { Language } from '../../server/src/text/localized';
import { mailSystem, uriOf, type Files } from './mailServer';
import { readMarkers } from './markers';

export interface SaslTargetAt {
  readonly target: Target<CyrusFile>;
  /** Offset of `<|>`. */
  readonly caret: number;
  readonly documents: (uri: string) => TextDocument | undefined;
}

/** The file that holds the mark (smtpd.conf for a bare text), ready for a feature. */
export async function saslTargetAt(marked: string | Files, language: Language = 'en'): Promise<SaslTargetAt> {
  const files = typeof marked === 'string' ? { 'smtpd.conf': marked } : marked;
  const read = Object.entries(files).map(([name, text]) => ({ name, ...readMarkers(text) }));
  const chosen = read.find(({ caret }) => caret !== undefined) ?? read[0];
  if (!chosen) throw new Error('no file');
  const system = await mailSystem({
    'main.cf': 'smtpd_sasl_auth_enable = yes\n',
    'master.cf': 'smtp inet n - y - - smtpd\n',
    ...Object.fromEntries(read.map(({ name, text }) => [name, text])),
  });
  const uri = uriOf(chosen.name);
  const file = fileOf(system, uri);
  if (!file || !isCyrusFile(file)) throw new Error(`${chosen.name} is no file of Cyrus SASL`);
  const document = TextDocument.create(uri, 'cyrus-sasl', 1, chosen.text);
  const target = { document, file, system, instance: system.postfix, language };
  return { target, caret: chosen.caret ?? 0, documents: documentsOf(system) };
}

function documentsOf(system: MailSystem): (uri: string) => TextDocument | undefined {
  return (uri) => {
    const found = fileOf(system, uri);
    return found && TextDocument.create(uri, '', 1, found.tree.text);
  };
}
