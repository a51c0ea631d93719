import { DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
import { getCSSLanguageService } from 'vscode-css-languageservice';
import { getLanguageService as getJsonService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';
import { toDiagnostic } from '../../server/src/features/diagnostics';
import { featuresOf } from '../../server/src/features/dispatch';
import type { Target } from '../../server/src/features/target';
import { analyse } from '../../server/src/analysis/analyser';
import { loadDocs } from '../../server/src/knowledge/docs';
import { rules } from '../../server/src/rules';
import type { ConfigurationFile } from '../../server/src/system/files';
import { fileOf } from '../../server/src/system/mailSystem';
import { Workspace } from '../../server/src/system/workspace';
import { dovecotKnowledge, postfixKnowledge, sourceAssets } from '../support/assets';
import { cssSample, dockerfileSample, jsonSample, JSON_SCHEMA, mainCfSample } from './samples';
import { dictSample, dovecotSample, saslauthdSample, smtpdConfSample } from './dovecotSamples';

/** One language service under measurement. Every call does what an editor's request would make it do. */
export interface Contestant {
  readonly name: string;
  readonly languageId: string;
  sample(lines: number): string;
  /** The number of diagnostics. */
  validate(document: TextDocument): Promise<number>;
  complete(document: TextDocument, position: Position): Promise<number>;
  hover(document: TextDocument, position: Position): Promise<boolean>;
}

export async function contestants(): Promise<Contestant[]> {
  return [...(await Promise.all(OWN.map(mailwright))), json(), css(), dockerfile()];
}

/** One of our own languages. */
interface OwnLanguage {
  readonly name: string;
  readonly languageId: string;
  readonly uri: string;
  readonly sample: (lines: number) => string;
}

const OWN: readonly OwnLanguage[] = [
  {
    name: 'Mailwright main.cf',
    languageId: 'postfix-main',
    uri: 'file:///etc/postfix/main.cf',
    sample: mainCfSample,
  },
  {
    name: 'Mailwright dovecot.conf',
    languageId: 'dovecot',
    uri: 'file:///etc/dovecot/dovecot.conf',
    sample: dovecotSample,
  },
  {
    name: 'Mailwright dovecot-sql.conf.ext',
    languageId: 'dovecot-driver',
    uri: 'file:///etc/dovecot/dovecot-dict-sql.conf.ext',
    sample: dictSample,
  },
  {
    name: 'Mailwright smtpd.conf',
    languageId: 'cyrus-sasl',
    uri: 'file:///etc/postfix/sasl/smtpd.conf',
    sample: smtpdConfSample,
  },
  {
    name: 'Mailwright saslauthd',
    languageId: 'saslauthd',
    uri: 'file:///etc/default/saslauthd',
    sample: saslauthdSample,
  },
];

async function mailwright({ name, languageId, uri, sample }: OwnLanguage): Promise<Contestant> {
  let current: TextDocument | undefined;
  const files = {
    readText: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
    stat: () => Promise.resolve(undefined),
  };
  const open = {
    get: (wanted: string) => (current && wanted === uri ? { uri, text: current.getText() } : undefined),
  };
  const workspace = new Workspace(files, open, await postfixKnowledge(), await dovecotKnowledge());
  const targetOf = async (document: TextDocument): Promise<Target<ConfigurationFile>> => {
    current = document;
    const system = await workspace.systemOf(uri);
    const file = system && fileOf(system, uri);
    if (!file) throw new Error('no system');
    return { document, file, system, instance: system.postfix, language: 'en' };
  };
  const { product } = featuresOf((await targetOf(TextDocument.create(uri, languageId, 0, ''))).file);
  const docs = await loadDocs(sourceAssets, product, 'en');
  return {
    name,
    languageId,
    sample,
    async validate(document) {
      const target = await targetOf(document);
      const input = { document, language: 'en', documents: () => document } as const;
      const found = analyse(target.system, rules).get(uri) ?? [];
      return found.map((finding) => toDiagnostic(input, finding)).length;
    },
    async complete(document, position) {
      const target = await targetOf(document);
      const items = featuresOf(target.file).complete?.(target, document.offsetAt(position), docs);
      return items?.length ?? 0;
    },
    async hover(document, position) {
      const target = await targetOf(document);
      return featuresOf(target.file).hover?.(target, document.offsetAt(position), docs) !== null;
    },
  };
}

function json(): Contestant {
  const service = getJsonService({});
  service.configure({ validate: true, schemas: [{ uri: 'schema', fileMatch: ['*'], schema: JSON_SCHEMA }] });
  return {
    name: 'vscode-json-languageservice',
    languageId: 'json',
    sample: jsonSample,
    validate: async (document) =>
      (await service.doValidation(document, service.parseJSONDocument(document))).length,
    complete: async (document, position) =>
      (await service.doComplete(document, position, service.parseJSONDocument(document)))?.items.length ?? 0,
    hover: async (document, position) =>
      (await service.doHover(document, position, service.parseJSONDocument(document))) !== null,
  };
}

function css(): Contestant {
  const service = getCSSLanguageService();
  return {
    name: 'vscode-css-languageservice',
    languageId: 'css',
    sample: cssSample,
    validate: (document) =>
      Promise.resolve(service.doValidation(document, service.parseStylesheet(document)).length),
    complete: (document, position) =>
      Promise.resolve(service.doComplete(document, position, service.parseStylesheet(document)).items.length),
    hover: (document, position) =>
      Promise.resolve(service.doHover(document, position, service.parseStylesheet(document)) !== null),
  };
}

function dockerfile(): Contestant {
  const service = DockerfileLanguageServiceFactory.createLanguageService();
  return {
    name: 'dockerfile-language-service',
    languageId: 'dockerfile',
    sample: dockerfileSample,
    validate: (document) => Promise.resolve(service.validate(document.getText()).length),
    complete: (document, position) =>
      Promise.resolve(service.computeCompletionItems(document.getText(), position)).then(
        (items) => items.length,
      ),
    hover: (document, position) =>
      Promise.resolve(service.computeHover(document.getText(), position) !== null),
  };
}
