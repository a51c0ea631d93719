/** Shell text as it is written, except that `\${` stands for the shell's own `${`. */
export function sh(strings: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw(strings, ...values).replaceAll('\\${', '${');
}
