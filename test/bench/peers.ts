import { DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
import { getCSSLanguageService } from 'vscode-css-languageservice';
import { getLanguageService as getJsonService } from 'vscode-json-languageservice';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';
import { complete } from '../../server/src/features/completion/complete';
import { toDiagnostic } from '../../server/src/features/diagnostics';
import { hover } from '../../server/src/features/hover';
import type { Target } from '../../server/src/features/target';
import { analyse } from '../../server/src/analysis/analyser';
import { loadDocs } from '../../server/src/knowledge/docs';
import { rules } from '../../server/src/rules';
import { isPostfixFile } from '../../server/src/system/files';
import { fileOf } from '../../server/src/system/mailSystem';
import { Workspace } from '../../server/src/system/workspace';
import { postfixKnowledge, sourceAssets } from '../support/assets';
import { cssSample, dockerfileSample, jsonSample, JSON_SCHEMA, mainCfSample } from './samples';

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
  return [await mailwright(), json(), css(), dockerfile()];
}

async function mailwright(): Promise<Contestant> {
  const uri = 'file:///etc/postfix/main.cf';
  let current: TextDocument | undefined;
  const files = {
    readText: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
    stat: () => Promise.resolve(undefined),
  };
  const open = {
    get: (wanted: string) => (current && wanted === uri ? { uri, text: current.getText() } : undefined),
  };
  const workspace = new Workspace(files, open, await postfixKnowledge());
  const docs = await loadDocs(sourceAssets, 'postfix', 'en');
  const targetOf = async (document: TextDocument): Promise<Target> => {
    current = document;
    const system = await workspace.systemOf(uri);
    const file = system && fileOf(system, uri);
    if (!file || !isPostfixFile(file)) throw new Error('no system');
    return { document, file, system, instance: system.postfix, language: 'en' };
  };
  return {
    name: 'Mailwright main.cf',
    languageId: 'postfix-main',
    sample: mainCfSample,
    async validate(document) {
      const target = await targetOf(document);
      const input = { document, language: 'en', documents: () => document } as const;
      const found = analyse(target.system, rules).get(uri) ?? [];
      return found.map((finding) => toDiagnostic(input, finding)).length;
    },
    complete: async (document, position) =>
      complete(await targetOf(document), document.offsetAt(position), docs).length,
    hover: async (document, position) =>
      hover(await targetOf(document), document.offsetAt(position), docs) !== null,
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
