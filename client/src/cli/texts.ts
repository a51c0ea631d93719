import type { Localized } from '../../../server/src/text/localized';
import type { Phase } from '../deploy/deploy';
import type { EndState } from '../deploy/journal';
import type { OutsideProblem } from '../deploy/outside';
import type { DriftKind, FileChange, ReasonCode } from '../deploy/plan/model';

/** What the commands say; troubles have their own table. */
export const TEXTS = {
  nothing: { en: 'Nothing to do: {host} has what is here.', 'zh-cn': '无需操作：{host} 与本地一致。' },
  pulled: {
    en: 'Pulled {written} files from {host}, removed {removed} here.',
    'zh-cn': '已从 {host} 拉取 {written} 个文件，本地删除 {removed} 个。',
  },
  secretsLeft: {
    en: 'Not pulled, because not everybody there may read them (--secrets): {paths}',
    'zh-cn': '未拉取（在服务器上并非所有人可读，需要 --secrets）：{paths}',
  },
  merged: { en: 'Merged changes of the server into: {paths}', 'zh-cn': '已将服务器上的修改合并到：{paths}' },
  askDeploy: { en: 'Deploy this to {host}? Type yes: ', 'zh-cn': '要部署到 {host} 吗？请输入 yes：' },
  askRollback: {
    en: 'Take back deploy {id} on {host}? Type yes: ',
    'zh-cn': '要撤回 {host} 上的部署 {id} 吗？请输入 yes：',
  },
  askDespite: {
    en: 'These findings speak against it. To deploy all the same, type the name of the host ({host}): ',
    'zh-cn': '以上发现表明不应部署。若仍要部署，请输入主机名（{host}）：',
  },
  rebuilt: { en: 'table {source} is made again by {command}', 'zh-cn': '将用 {command} 重建查找表 {source}' },
  secretDiff: { en: '(content not shown)', 'zh-cn': '（不显示内容）' },
  serverSays: { en: 'The server says: {text}', 'zh-cn': '服务器报告：{text}' },
  logSays: { en: 'New in the log of the server: {text}', 'zh-cn': '服务器日志中的新告警：{text}' },
  seenOutside: { en: 'Port {port} from outside: {problem}', 'zh-cn': '从外部看端口 {port}：{problem}' },
  noDeploys: { en: 'No deploys are kept on {host}.', 'zh-cn': '{host} 上没有保留的部署记录。' },
  doneNew: {
    en: 'Deploy {id}: the new configuration is in force on {host}.',
    'zh-cn': '部署 {id}：新配置已在 {host} 上生效。',
  },
  dryRun: {
    en: 'Dry run: the programs on {host} accept this configuration. Nothing was changed.',
    'zh-cn': '演练：{host} 上的程序接受此配置。未做任何改动。',
  },
  dryRunStopped: {
    en: 'Dry run: these findings would stop the deploy to {host}. Nothing was changed.',
    'zh-cn': '演练：以上发现会阻止部署到 {host}。未做任何改动。',
  },
} as const satisfies Record<string, Localized>;

export const PHASES: Readonly<Record<Phase, Localized>> = {
  look: { en: 'looking at the server from outside', 'zh-cn': '从外部查看服务器' },
  stage: { en: 'bringing the new files to the server', 'zh-cn': '将新文件传到服务器' },
  check: {
    en: 'the programs of the server read the planned configuration',
    'zh-cn': '服务器上的程序检查计划中的配置',
  },
  apply: { en: 'changing over', 'zh-cn': '切换配置' },
  verify: { en: 'verifying from outside', 'zh-cn': '从外部验证' },
  confirm: { en: 'confirming over a new connection', 'zh-cn': '通过新连接确认' },
  undo: { en: 'going back to the old state', 'zh-cn': '恢复旧状态' },
};

export const CHANGES: Readonly<Record<FileChange['kind'], Localized>> = {
  add: { en: 'new', 'zh-cn': '新增' },
  replace: { en: 'changed', 'zh-cn': '修改' },
  remove: { en: 'removed', 'zh-cn': '删除' },
};

export const DRIFTS: Readonly<Record<DriftKind, Localized>> = {
  'changed-there': { en: 'changed on the server meanwhile', 'zh-cn': '期间在服务器上被修改' },
  'removed-there': { en: 'removed on the server meanwhile', 'zh-cn': '期间在服务器上被删除' },
  'changed-on-both': { en: 'changed here and on the server', 'zh-cn': '本地和服务器上都有修改' },
  'changed-here-removed-there': {
    en: 'changed here, removed on the server',
    'zh-cn': '本地已修改，服务器上已删除',
  },
  'removed-here-changed-there': {
    en: 'removed here, changed on the server',
    'zh-cn': '本地已删除，服务器上已修改',
  },
  'never-pulled': { en: 'differs, and was never pulled', 'zh-cn': '内容不同，且从未拉取过' },
};

export const REASONS: Readonly<Record<ReasonCode, Localized>> = {
  'comments-only': {
    en: 'only comments and blanks changed in {names}',
    'zh-cn': '{names} 中仅注释和空白有变化',
  },
  'table-rebuilt': {
    en: 'the new table is noticed by itself: {names}',
    'zh-cn': '查找表更新会被自动感知：{names}',
  },
  'settings-changed': { en: 'settings changed: {names}', 'zh-cn': '参数有变化：{names}' },
  'stop-and-start': {
    en: 'a running Postfix keeps the old value until it is stopped and started: {names}',
    'zh-cn': '运行中的 Postfix 会保留旧值，必须停止再启动：{names}',
  },
  'services-changed': {
    en: 'services in master.cf changed: {names}',
    'zh-cn': 'master.cf 中的服务有变化：{names}',
  },
  'file-read-at-start': { en: 'read when a process starts: {names}', 'zh-cn': '进程启动时读取：{names}' },
  'base-directory': {
    en: 'another base_dir: doveadm would look in the wrong place',
    'zh-cn': 'base_dir 改变，doveadm 会到错误的位置查找',
  },
  'not-running': { en: 'it does not run', 'zh-cn': '服务未运行' },
  'asked-for': { en: 'you asked for it', 'zh-cn': '按你的要求' },
};

export const OUTSIDE: Readonly<Record<OutsideProblem, Localized>> = {
  shut: { en: 'can no longer be reached', 'zh-cn': '无法再连接' },
  silent: { en: 'no longer greets as a mail server', 'zh-cn': '不再以邮件服务器身份应答' },
  'tls-lost': { en: 'no longer offers TLS', 'zh-cn': '不再提供 TLS' },
  'tls-broken': { en: 'TLS no longer works', 'zh-cn': 'TLS 不再可用' },
  'login-lost': { en: 'no longer offers a login', 'zh-cn': '不再提供登录认证' },
  relays: { en: 'relays for strangers', 'zh-cn': '为陌生人中继邮件' },
};

export const ENDS: Readonly<Record<EndState | 'open', Localized>> = {
  new: { en: 'in force', 'zh-cn': '已生效' },
  old: { en: 'undone', 'zh-cn': '已撤销' },
  broken: { en: 'broken', 'zh-cn': '损坏' },
  open: { en: 'without an end', 'zh-cn': '未结束' },
};
