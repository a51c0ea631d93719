import * as vscode from 'vscode';
import type { SecretKind, SecretStore } from './secretStore';

const KINDS: Readonly<Record<SecretKind, () => string>> = {
  password: () => vscode.l10n.t('password'),
  passphrase: () => vscode.l10n.t('passphrase'),
  sudo: () => vscode.l10n.t('password for sudo'),
};

/** "Mailwright: Forget Kept Passwords". */
export async function forgetSecrets(store: SecretStore): Promise<void> {
  if (store.names.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No password or passphrase is kept.'));
    return;
  }
  const items = store.names.map((name) => ({
    label: name.subject,
    description: KINDS[name.kind](),
    picked: true,
    name,
  }));
  const title = vscode.l10n.t('Forget Kept Passwords');
  const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  for (const { name } of chosen ?? []) await store.forget(name);
}
