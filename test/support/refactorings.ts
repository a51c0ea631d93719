import * as fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { REFACTORS } from '../../server/src/features/refactor/refactors';
import type { Refactoring } from '../../server/src/features/refactor/refactoring';
import type { Docs } from '../../server/src/knowledge/docs';
import { sourceOf } from '../../server/src/system/files';
import { applyEdits } from '../../server/src/text/edits';
import { mailSystem, uriOf } from './mailServer';
import type { ByteFiles } from './postconf';

/** A refactoring of a configuration, carried out. */
export interface CarriedOut {
  /** Kind of the code action. */
  readonly kind: string;
  readonly title: Refactoring['title'];
  readonly after: ByteFiles;
  readonly madeUp?: string;
}

/** One of each refactoring that is possible somewhere in a configuration, at places taken by chance. */
export async function refactoringsOf(files: ByteFiles, docs: Docs, version: string): Promise<CarriedOut[]> {
  const { 'main.cf': main = '', 'master.cf': master = '' } = files;
  const system = await mailSystem({ 'main.cf': main, 'master.cf': master }, version);
  const found: CarriedOut[] = [];
  const { main: mainFile, master: masterFile } = system.postfix;
  for (const file of [mainFile, masterFile].filter((one) => one !== undefined)) {
    const document = TextDocument.create(file.uri, '', 1, sourceOf(file));
    const target = { document, file, system, instance: system.postfix, language: 'en' } as const;
    const left = new Set(REFACTORS);
    for (const at of shuffled(placesIn(file.tree.text))) {
      for (const refactor of left) {
        const refactorings = refactor.find(target, { start: at, end: at }, docs);
        if (refactorings.length > 0) left.delete(refactor);
        found.push(...refactorings.map((one) => carriedOut(refactor.kind, one, files)));
      }
    }
  }
  return found;
}

function carriedOut(kind: string, { title, edits, madeUp }: Refactoring, files: ByteFiles): CarriedOut {
  const own = (name: string): typeof edits => edits.filter(({ uri }) => uri === uriOf(name));
  const after = Object.entries(files).map(([name, text]) => [name, applyEdits(text, own(name))] as const);
  return { kind, title, after: Object.fromEntries(after), ...(madeUp && { madeUp: madeUp.name }) };
}

function shuffled(places: readonly number[]): number[] {
  return fc.sample(fc.shuffledSubarray([...places], { minLength: places.length }), 1).flat();
}

/** Offsets of words, which is where a caret stands. */
function placesIn(text: string): number[] {
  return [...text.matchAll(/(?<=^|[\s=,{$])[^\s=,{]/g)].map(({ index }) => index);
}
