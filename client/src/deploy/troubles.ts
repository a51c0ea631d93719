import type { Localized } from '../../../server/src/text/localized';

/** What a user is told when something does not go as wished. */
export interface Trouble {
  readonly happened: Localized;
  /** What the server is like now. */
  readonly state: Localized;
  readonly next: Localized;
}

/** Also true whenever a connection fails: what changes a server goes on without one. */
export const UNTOUCHED: Localized = {
  en: 'Nothing was changed on the server.',
  'zh-cn': '服务器上没有任何改动。',
};

const OLD_STATE: Localized = {
  en: 'The old configuration is in force again; it was checked.',
  'zh-cn': '旧配置已恢复生效，并已验证。',
};

const trouble = (happened: Localized, state: Localized, next: Localized): Trouble => ({
  happened,
  state,
  next,
});

export const TROUBLES = {
  'inspect-failed': trouble(
    { en: '{host} could not be inspected: {said}', 'zh-cn': '无法检查 {host}：{said}' },
    UNTOUCHED,
    {
      en: 'Root must be able to run sh, find, ls and sha256sum (or openssl) there.',
      'zh-cn': '请确认 root 可以在该主机上运行 sh、find、ls 和 sha256sum（或 openssl）。',
    },
  ),
  'no-mail-server': trouble(
    {
      en: 'There is neither Postfix nor Dovecot on {host}.',
      'zh-cn': '{host} 上既没有 Postfix 也没有 Dovecot。',
    },
    UNTOUCHED,
    {
      en: 'Install the mail server first, or choose another host.',
      'zh-cn': '请先安装邮件服务器，或选择其他主机。',
    },
  ),
  'changed-while-read': trouble(
    { en: '{path} changed while it was read.', 'zh-cn': '读取过程中 {path} 发生了变化。' },
    UNTOUCHED,
    { en: 'Try again.', 'zh-cn': '请重试。' },
  ),
  'local-edits': trouble(
    {
      en: 'Files here have edits that a pull would overwrite: {paths}',
      'zh-cn': '本地文件有尚未部署的修改，拉取会覆盖它们：{paths}',
    },
    UNTOUCHED,
    {
      en: 'Merge, or deploy first; or pull with --overwrite.',
      'zh-cn': '请先合并或部署；或用 --overwrite 拉取。',
    },
  ),
  'no-local-files': trouble(
    { en: '{directory} holds no files of {host}.', 'zh-cn': '{directory} 中没有 {host} 的文件。' },
    UNTOUCHED,
    { en: 'Pull the configuration first.', 'zh-cn': '请先拉取配置。' },
  ),
  drift: trouble(
    {
      en: 'Somebody changed files on {host} since the last pull: {paths}',
      'zh-cn': '自上次拉取以来，{host} 上有文件被他人修改：{paths}',
    },
    UNTOUCHED,
    {
      en: 'Merge these changes, look at the result, and deploy again.',
      'zh-cn': '请合并这些修改，检查结果后重新部署。',
    },
  ),
  conflict: trouble(
    {
      en: 'Changes here and on {host} collide: {places}',
      'zh-cn': '本地与 {host} 上的修改相互冲突：{places}',
    },
    UNTOUCHED,
    {
      en: 'Bring these lines together by hand, then pull the file or deploy with --overwrite.',
      'zh-cn': '请手工合并这些行，然后拉取该文件，或用 --overwrite 部署。',
    },
  ),
  unfinished: trouble(
    {
      en: 'Deploy {id} by {who} on {host} has not come to its end.',
      'zh-cn': '{host} 上由 {who} 发起的部署 {id} 尚未结束。',
    },
    {
      en: 'The server may be in the state that this deploy made.',
      'zh-cn': '服务器可能处于该次部署之后的状态。',
    },
    {
      en: 'Wait until it ends, or undo it (mailwright rollback).',
      'zh-cn': '请等待其结束，或撤销它（mailwright rollback）。',
    },
  ),
  'stage-failed': trouble(
    {
      en: 'The new files could not be brought to {host}: {said}',
      'zh-cn': '无法将新文件传到 {host}：{said}',
    },
    {
      en: 'Nothing that is in use was changed on the server.',
      'zh-cn': '服务器上正在使用的文件没有任何改动。',
    },
    {
      en: 'Look at the free space and at the rights of the state directory.',
      'zh-cn': '请检查剩余空间和状态目录的权限。',
    },
  ),
  'check-failed': trouble(
    {
      en: 'The programs on {host} refuse the new configuration: {said}',
      'zh-cn': '{host} 上的程序拒绝新配置：{said}',
    },
    {
      en: 'Nothing that is in use was changed on the server.',
      'zh-cn': '服务器上正在使用的文件没有任何改动。',
    },
    { en: 'Correct what they name, and deploy again.', 'zh-cn': '请修正所指出的问题后重新部署。' },
  ),
  stopped: trouble(
    { en: 'The deploy was stopped before anything happened.', 'zh-cn': '部署在执行任何操作之前已停止。' },
    UNTOUCHED,
    {
      en: 'Correct the findings, or deploy again and say yes.',
      'zh-cn': '请修正发现的问题，或重新部署并确认。',
    },
  ),
  'not-asked': trouble(
    {
      en: 'Nobody agreed to take back deploy {id} on {host}.',
      'zh-cn': '未得到确认，没有撤回 {host} 上的部署 {id}。',
    },
    { en: 'The server is as it was.', 'zh-cn': '服务器状态未变。' },
    { en: 'Say yes, or call it with --yes.', 'zh-cn': '请确认，或使用 --yes。' },
  ),
  locked: trouble(
    { en: 'Another deploy on {host} came first.', 'zh-cn': '{host} 上已有另一次部署正在进行。' },
    { en: 'This deploy changed nothing.', 'zh-cn': '本次部署没有改动任何内容。' },
    { en: 'Wait until the other one has ended, then deploy again.', 'zh-cn': '请等待其结束后重新部署。' },
  ),
  'not-begun': trouble(
    { en: 'The deploy ended in the step "{step}": {reason}', 'zh-cn': '部署在步骤“{step}”中止：{reason}' },
    UNTOUCHED,
    { en: 'Put right what the reason names, and deploy again.', 'zh-cn': '请解决所述原因后重新部署。' },
  ),
  'not-started': trouble(
    {
      en: 'The deploy did not begin: the connection to {host} was lost.',
      'zh-cn': '与 {host} 的连接中断，部署没有开始。',
    },
    UNTOUCHED,
    { en: 'Deploy again.', 'zh-cn': '请重新部署。' },
  ),
  undone: trouble(
    {
      en: 'The step "{step}" failed, so the deploy was undone: {reason}',
      'zh-cn': '步骤“{step}”失败，部署已撤销：{reason}',
    },
    OLD_STATE,
    { en: 'Correct what the reason names, and deploy again.', 'zh-cn': '请修正所述问题后重新部署。' },
  ),
  'undone-unconfirmed': trouble(
    {
      en: 'No new connection confirmed the deploy, so it was undone. {reason}',
      'zh-cn': '没有新连接确认此次部署，部署已撤销。{reason}',
    },
    OLD_STATE,
    {
      en: 'Check that the server can be reached, and deploy again.',
      'zh-cn': '请确认服务器可以连通，然后重新部署。',
    },
  ),
  'undone-killed': trouble(
    {
      en: 'The deploy was interrupted on the server, so it was undone.',
      'zh-cn': '部署在服务器上被中断，已撤销。',
    },
    OLD_STATE,
    { en: 'Find out who ended the script, and deploy again.', 'zh-cn': '请查明脚本被谁终止，然后重新部署。' },
  ),
  'undone-outside': trouble(
    { en: 'From outside the new state did not pass: {reason}', 'zh-cn': '从外部验证新状态未通过：{reason}' },
    OLD_STATE,
    { en: 'Correct what the reason names, and deploy again.', 'zh-cn': '请修正所述问题后重新部署。' },
  ),
  'undone-message': trouble(
    {
      en: 'The test message did not come to its mailbox: {reason}',
      'zh-cn': '测试邮件未能到达邮箱：{reason}',
    },
    OLD_STATE,
    {
      en: 'Correct what the reason names, or deploy without a test message.',
      'zh-cn': '请修正所述问题，或不发送测试邮件再部署。',
    },
  ),
  'undone-asked': trouble(
    { en: 'The deploy was undone as asked.', 'zh-cn': '已按要求撤销部署。' },
    OLD_STATE,
    { en: 'The files here still have your changes.', 'zh-cn': '本地文件仍保留你的修改。' },
  ),
  broken: trouble(
    {
      en: 'Going back failed after the step "{step}": {reason}',
      'zh-cn': '步骤“{step}”之后的恢复失败：{reason}',
    },
    {
      en: 'The server may be between the old and the new state; its mail service may be down.',
      'zh-cn': '服务器可能处于新旧状态之间，邮件服务可能已停止。',
    },
    {
      en: 'Log in now. The old files are in {directory}/backup, the journal beside it says which is which.',
      'zh-cn': '请立即登录处理。旧文件在 {directory}/backup 中，同目录的 journal 说明了对应关系。',
    },
  ),
  unattended: trouble(
    {
      en: 'Nobody on {host} attends to deploy {id} any more; it stopped in the step "{step}".',
      'zh-cn': '{host} 上的部署 {id} 已无进程处理，停在步骤“{step}”。',
    },
    {
      en: 'Perhaps the server was restarted; old and new files may stand side by side.',
      'zh-cn': '服务器可能重启过；新旧文件可能并存。',
    },
    {
      en: 'Undo it (mailwright rollback), then deploy again.',
      'zh-cn': '请撤销（mailwright rollback）后重新部署。',
    },
  ),
  'out-of-reach': trouble(
    {
      en: '{host} cannot be reached any more while deploy {id} goes on.',
      'zh-cn': '部署 {id} 进行期间无法再连接 {host}。',
    },
    {
      en: 'The server finishes by itself: without a confirmation it goes back to the old state.',
      'zh-cn': '服务器会自行收尾：若未收到确认，将恢复旧状态。',
    },
    {
      en: 'Ask for the history when the server can be reached again.',
      'zh-cn': '待服务器恢复连接后查看部署历史。',
    },
  ),
  'nothing-to-roll-back': trouble(
    { en: 'There is no deploy on {host} that could be taken back.', 'zh-cn': '{host} 上没有可回滚的部署。' },
    UNTOUCHED,
    { en: 'The history lists what is kept.', 'zh-cn': '部署历史列出了保留的部署。' },
  ),
} as const satisfies Record<string, Trouble>;

export type TroubleCode = keyof typeof TROUBLES;
