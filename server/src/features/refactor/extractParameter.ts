import { CodeActionKind } from 'vscode-languageserver-types';
import type { MainFile } from '../../system/files';
import { wordsOf } from '../../system/names';
import { touches, type Span } from '../../text/span';
import type { Target } from '../target';
import { newName } from './newName';
import type { Refactor, Refactoring } from './refactoring';
import { allSettings, isExpandedSetting, isPlainText, settingText, type WrittenSetting } from './settings';

const TITLE = {
  en: 'Extract {text} into a parameter ({count} places)',
  'zh-cn': '把 {text} 提取为参数（{count} 处）',
};

/** Shorter texts (`yes`, `all`, a port) repeat by chance. */
const SHORTEST = 6;
const SHOWN = 40;

/** A text that stands in several values becomes the value of a parameter, which they name. */
export const extractParameter: Refactor = {
  kind: CodeActionKind.RefactorExtract,
  find(target, range) {
    const { instance, file } = target;
    const { main } = instance;
    const here = allSettings(instance).find(
      ({ file: { uri }, entry }) =>
        uri === file.uri && touches(entry.value, range.start) && touches(entry.value, range.end),
    );
    if (!main || !here || !isExpandedSetting(instance, here.entry.name)) return [];
    const texts = new Set([wordsIn(here, range), here.entry.value.text]);
    return [...texts].flatMap((text) => (text === undefined ? [] : extraction(target, main, text)));
  },
};

/** The whole words of the value that the range touches. */
function wordsIn({ entry: { value } }: WrittenSetting, range: Span): string | undefined {
  const [from, to] = [value.indexOf(range.start), value.indexOf(range.end)];
  if (from === undefined || to === undefined) return undefined;
  const touched = wordsOf(value.text).filter(({ start, end }) => start <= to && from <= end);
  const [first, last] = [touched[0], touched[touched.length - 1]];
  return first && last && value.text.slice(first.start, last.end);
}

interface Place {
  readonly setting: WrittenSetting;
  readonly span: Span;
}

function extraction({ instance }: Target, main: MainFile, text: string): Refactoring[] {
  if (text.length < SHORTEST || !isPlainText(text) || /^[$#]\w*$/.test(text)) return [];
  if (instance.release.restriction(text)) return [];
  const settings = allSettings(instance).filter(({ entry }) => isExpandedSetting(instance, entry.name));
  const places = settings.flatMap((setting) => placesOf(setting, text));
  if (places.length < 2) return [];
  const name = newName(instance, wishedName(places));
  const before = places.find(({ setting }) => setting.file === main)?.setting.entry.nameSpan.start;
  const line = before === undefined ? main.tree.lines.length : main.tree.lines.indexAt(before);
  const at = main.tree.lines.startOf(line);
  const feed = at === 0 || main.tree.text[at - 1] === '\n' ? '' : '\n';
  return [
    {
      title: { text: TITLE, values: { text: shown(text), count: places.length } },
      edits: [
        { uri: main.uri, span: { start: at, end: at }, text: `${feed}${settingText(name, text)}\n` },
        ...places.map(({ setting, span }) => ({ uri: setting.file.uri, span, text: `$${name}` })),
      ],
      madeUp: { name },
    },
  ];
}

/** Where the text stands as one or more whole words of a value, with no line end or comment inside. */
function placesOf(setting: WrittenSetting, text: string): Place[] {
  const { value } = setting.entry;
  if (!value.text.includes(text)) return [];
  const words = wordsOf(value.text);
  const starts = new Set(words.map(({ start }) => start));
  const ends = new Set(words.map(({ end }) => end));
  const places: Place[] = [];
  for (let at = value.text.indexOf(text); at >= 0; at = value.text.indexOf(text, at + text.length)) {
    const span = value.spanOf(at, at + text.length);
    const unbroken = span.end - span.start === text.length;
    if (unbroken && starts.has(at) && ends.has(at + text.length)) places.push({ setting, span });
  }
  return places;
}

/** What the names of the settings have in common at their ends: `common_tls_protocols`. */
function wishedName(places: readonly Place[]): string {
  const names = [...new Set(places.map(({ setting }) => setting.entry.name.split('_')))];
  const [first = [], ...others] = names;
  let length = 0;
  while (length < first.length && others.every((other) => other.at(-1 - length) === first.at(-1 - length)))
    length++;
  const common = length === 0 ? ['value'] : first.slice(-length);
  return ['common', ...common].join('_');
}

function shown(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`;
}
