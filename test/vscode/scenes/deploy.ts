import * as vscode from 'vscode';
import { equal, includes } from '../expect.js';
import { describeOnMailHost, MX, onMailHost, REACHES_SERVERS } from '../mailHost.js';
import { answer, look } from '../screen.js';
import { openServer } from '../workspace.js';

const NOTE = '.notification-list-item';

/** A question above the rows of the plan. */
const questionOf = (text: string): string => `.tree-explorer-viewlet-tree-view .message:has-text("${text}")`;

/** Runs a command that asks about its plan, and says yes in the view. */
async function agreeTo<T>(command: string, question: string, picture: string): Promise<T> {
  const done = vscode.commands.executeCommand<T>(command, { host: MX });
  await look(questionOf(question), picture, 240_000);
  await vscode.commands.executeCommand('mailwright.plan.accept');
  return done;
}

describe('deploy', () => {
  it('is offered only where servers can be reached', async () => {
    await openServer({ 'main.cf': 'myhostname = mail.example.com\n' });
    const commands = await vscode.commands.getCommands(true);
    equal(commands.includes('mailwright.deployAndRestart'), REACHES_SERVERS, 'the command');
  });
});

describeOnMailHost('deploy on a real host', () => {
  it('brings an edit to a real server, and takes it back', async () => {
    const before = await onMailHost('cat /etc/postfix/main.cf');
    const { document, editor } = await openServer({ 'main.cf': before }, 'mx');
    await vscode.commands.executeCommand('mailwright.pullFromServer', { host: MX });
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(document.lineCount, 0), 'smtpd_banner = $myhostname ESMTP ours\n'),
    );

    const result = await agreeTo<{ state: string; trouble?: unknown } | undefined>(
      'mailwright.deployAndRestart',
      'bring the plan to mx',
      'deploy-plan',
    );
    equal([result?.state, result?.trouble ?? null], ['new', null], 'the deploy');
    equal(await onMailHost('postconf -h smtpd_banner'), '$myhostname ESMTP ours\n', 'the setting');
    includes(await onMailHost('ps -A -o args='), 'master', 'what runs');

    await agreeTo('mailwright.rollBack', 'Take back deploy', 'roll-back');
    equal(await onMailHost('cat /etc/postfix/main.cf'), before, 'main.cf on the server');
    // Two deploys with all their looks: on a busy machine they take longer than other scenes.
  }).timeout(480_000);

  it('overwrites what was changed there meanwhile when the name of the host is typed, and keeps a history', async () => {
    const before = await onMailHost('cat /etc/postfix/main.cf');
    const { document, editor } = await openServer({ 'main.cf': before }, 'mx');
    await vscode.commands.executeCommand('mailwright.pullFromServer', { host: MX });
    await onMailHost('echo "# somebody was here" >>/etc/postfix/main.cf');
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(document.lineCount, 0), 'smtpd_banner = $myhostname ESMTP ours\n'),
    );

    const done = vscode.commands.executeCommand<{ state: string }>('mailwright.deployAndReload', {
      host: MX,
    });
    await look(questionOf('Merge?'), 'drift', 60_000);
    // In tests VS Code shows no notification by itself.
    await vscode.commands.executeCommand('notifications.showList');
    const asked = await look(`${NOTE}:has-text("Merge?")`, 'drift-question');
    // The desktop is not looked at from outside, so nobody can answer there.
    if (asked === undefined) return;
    await answer(`${NOTE} a:has-text("Overwrite…")`);
    await look('.quick-input-widget:has-text("will be lost")', 'overwrite-drift');
    await answer('.quick-input-widget input', 'mx');
    await look(questionOf('bring the plan to mx'), 'drift-plan', 240_000);
    await vscode.commands.executeCommand('mailwright.plan.accept');
    equal((await done).state, 'new', 'the deploy');
    equal(await onMailHost('cat /etc/postfix/main.cf'), document.getText(), 'main.cf on the server');

    await vscode.commands.executeCommand('mailwright.deploymentHistory', { host: MX });
    const history = vscode.window.activeTextEditor?.document.getText() ?? '';
    includes(history, '+smtpd_banner = $myhostname ESMTP ours', 'what was added');
    includes(history, '-# somebody was here', 'what was lost');
    await look('.tab.active', 'history');
    await onMailHost(`cat >/etc/postfix/main.cf <<'BEFORE'\n${before}BEFORE\npostfix reload`);
  }).timeout(480_000);
});
