const HAN = '\\p{Script=Han}';

export const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** A colon between Chinese words may be syntax (`inet:主机:端口`), so only one with a blank behind it counts. */
const MISTAKES: readonly RegExp[] = [
  new RegExp(`${HAN}[,;!?]|${HAN} [,;](?=\\s|${HAN}|$)`, 'u'),
  new RegExp(`${HAN} ?:(?=\\s|$)`, 'u'),
  new RegExp(`${HAN}\\.(?=\\s|$)`, 'u'),
  new RegExp(`${HAN} ?\\((?=${HAN}[^)]*\\)(?:${HAN}|，|。))`, 'u'),
  new RegExp(`${HAN}[A-Za-z0-9]|[A-Za-z0-9]${HAN}`, 'u'),
  /\s[，。；：）]|[，。；：（]\s/u,
];

/** What is wrong with the punctuation and the spacing of a Chinese text; text in backticks is code. */
export function chineseMistakes(text: string): string[] {
  const prose = text.replace(/`[^`]*`/gu, '``');
  return MISTAKES.flatMap((mistake) => {
    const found = mistake.exec(prose);
    return found ? [prose.slice(Math.max(0, found.index - 8), found.index + 12)] : [];
  });
}
