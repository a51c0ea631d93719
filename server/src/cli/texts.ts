import type { Localized } from '../text/localized';

/** Texts of the commands themselves; those of findings stand with their rules. */
export const TEXTS = {
  missing: { en: 'without a value: {names}', 'zh-cn': '没有值：{names}' },
  checking: { en: 'Checking {files} files …', 'zh-cn': '正在检查 {files} 个文件……' },
  clean: { en: 'No findings in {files} files.', 'zh-cn': '检查了 {files} 个文件，没有发现问题。' },
  summary: {
    en: '{findings} findings in {files} files: {error} errors, {warning} warnings, {info} notes, {hint} hints.',
    'zh-cn': '{files} 个文件中有 {findings} 处发现：错误 {error}，警告 {warning}，提示 {info}，建议 {hint}。',
  },
  fixed: {
    en: 'Fixed {fixes} findings in {files} files.',
    'zh-cn': '已修正 {files} 个文件中的 {fixes} 处。',
  },
  line: { en: 'line', 'zh-cn': '行' },
} as const satisfies Record<string, Localized>;
