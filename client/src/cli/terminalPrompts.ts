import { format, type Language, type Localized } from '../../../server/src/text/localized';
import type { Prompts, SecretQuestion } from '../ssh/prompts';
import { oneLine, showControls } from '../ssh/remoteText';
import type { Terminal } from './tools';

const SECRETS: Readonly<Record<SecretQuestion['kind'], Localized>> = {
  password: { en: 'Password of {subject}: ', 'zh-cn': '{subject} 的密码：' },
  passphrase: { en: 'Passphrase of the key {subject}: ', 'zh-cn': '密钥 {subject} 的口令：' },
  sudo: { en: 'Password of {subject} for sudo: ', 'zh-cn': '{subject} 的 sudo 密码：' },
};

const TRUST: Localized = {
  en: 'The key of {host} is not known: {keyType} {fingerprint}\nCompare it with what "ssh-keygen -lf" prints on the server. Trust it? Type yes: ',
  'zh-cn':
    '{host} 的主机密钥未知：{keyType} {fingerprint}\n请与服务器上 ssh-keygen -lf 的输出核对。信任它吗？请输入 yes：',
};

const OTHERS: Localized = {
  en: 'Beware: other keys of this server are known ({types}).',
  'zh-cn': '注意：已知此服务器的其他密钥（{types}）。',
};

/** Asks at a terminal what a connection wants to know; without one, everything is answered with no. */
export function terminalPrompts(terminal: Terminal, language: Language): Prompts {
  const ask = (text: string, hidden: boolean): Promise<string | undefined> =>
    terminal.interactive ? terminal.ask(text, hidden) : Promise.resolve(undefined);
  return {
    trustHostKey: async ({ host, keyType, fingerprint, otherKnownTypes }) => {
      const facts = { host: oneLine(host), keyType: oneLine(keyType), fingerprint };
      const others = format(OTHERS[language], { types: otherKnownTypes.join(', ') });
      const warning = otherKnownTypes.length > 0 ? `${others}\n` : '';
      return (await ask(`${warning}${format(TRUST[language], facts)}`, false))?.trim() === 'yes';
    },
    secret: ({ kind, subject }) => ask(format(SECRETS[kind][language], { subject: oneLine(subject) }), true),
    answers: async ({ instructions, questions }) => {
      const given: string[] = [];
      for (const { text, echo } of questions) {
        const answer = await ask(showControls(`${instructions}\n${text}`.trimStart()), !echo);
        if (answer === undefined) return undefined;
        given.push(answer);
      }
      return given;
    },
  };
}
