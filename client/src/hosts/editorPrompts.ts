import * as vscode from 'vscode';
import type { HostKeyQuestion, Prompts, SecretQuestion, ServerQuestions } from '../ssh/prompts';
import { oneLine, showControls } from '../ssh/remoteText';
import { AnsweredSecrets, type SecretAnswer } from './answeredSecrets';
import { askText } from './askText';
import type { SecretStore } from './secretStore';

/** Asks in VS Code what a connection wants to know. One for each connection: it remembers what was wrong. */
export function editorPrompts(store: SecretStore): Prompts {
  const secrets = new AnsweredSecrets(store, askSecret);
  return {
    trustHostKey,
    secret: (question, signal) => secrets.secret(question, signal),
    answers,
  };
}

async function trustHostKey(question: HostKeyQuestion, signal: AbortSignal): Promise<boolean> {
  const { host, keyType, fingerprint, otherKnownTypes, file } = question;
  const trust = vscode.l10n.t('Trust and Connect');
  const detail = [
    vscode.l10n.t('Key: {0}', oneLine(keyType)),
    vscode.l10n.t('Fingerprint: {0}', fingerprint),
    '',
    vscode.l10n.t('Compare the fingerprint with what "ssh-keygen -lf" prints on the server itself.'),
    ...(otherKnownTypes.length > 0
      ? [vscode.l10n.t('Beware: other keys of this server are known ({0}).', otherKnownTypes.join(', '))]
      : []),
    ...(file === '' ? [] : [vscode.l10n.t('A trusted key is kept in {0}.', file)]),
  ];
  const asked = vscode.l10n.t('The key of {0} is not known yet. Is it the right server?', host);
  const options = { modal: true, detail: detail.join('\n') };
  const answer = await vscode.window.showWarningMessage(asked, options, trust);
  return answer === trust && !signal.aborted;
}

const SECRET_TITLES: Readonly<Record<SecretQuestion['kind'], (subject: string) => string>> = {
  password: (subject) => vscode.l10n.t('Password of {0}', subject),
  passphrase: (subject) => vscode.l10n.t('Passphrase of the key {0}', subject),
  sudo: (subject) => vscode.l10n.t('Password of {0} for sudo', subject),
};

async function askSecret(
  { kind, subject }: SecretQuestion,
  wrong: boolean,
  signal: AbortSignal,
): Promise<SecretAnswer | undefined> {
  const answer = await askText(
    {
      title: SECRET_TITLES[kind](subject),
      prompt: wrong ? vscode.l10n.t('That was not right. Try again.') : '',
      hidden: true,
      offersToKeep: true,
    },
    signal,
  );
  return answer && { secret: answer.text, keep: answer.keep };
}

/** One box a question. What is answered here (codes, new passwords) is never kept. */
async function answers(
  { login, name, instructions, questions }: ServerQuestions,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const given: string[] = [];
  for (const [index, { text, echo }] of questions.entries()) {
    const answer = await askText(
      {
        title: [vscode.l10n.t('Login to {0}', login), oneLine(name)].filter(Boolean).join(': '),
        prompt: showControls(`${instructions}\n${text}`).trim(),
        hidden: !echo,
        offersToKeep: false,
        step: index + 1,
        totalSteps: questions.length,
      },
      signal,
    );
    if (answer === undefined) return undefined;
    given.push(answer.text);
  }
  return given;
}
