import type { Localized } from '../../../server/src/text/localized';
import type { Phase } from './deployIo';
import type { EndState, Step } from './journal';
import type { OutsideProblem } from './outside';
import type { MessageState } from './testMessage';
import type { Action, DriftKind, FileChange, ReasonCode } from './plan/model';

// What a plan, a deploy and its end are called, for everybody who shows one; troubles have their own table.

export const PHASES: Readonly<Record<Phase, Localized>> = {
  look: { en: 'looking at the server from outside', 'zh-cn': '从外部查看服务器' },
  stage: { en: 'bringing the new files to the server', 'zh-cn': '将新文件传到服务器' },
  check: {
    en: 'the programs of the server read the planned configuration',
    'zh-cn': '服务器上的程序检查计划中的配置',
  },
  apply: { en: 'changing over', 'zh-cn': '切换配置' },
  verify: { en: 'verifying from outside', 'zh-cn': '从外部验证' },
  message: { en: 'sending a test message', 'zh-cn': '发送测试邮件' },
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

export const MESSAGES: Readonly<Record<MessageState, Localized>> = {
  seen: { en: 'is in its mailbox, where Dovecot sees it', 'zh-cn': '已进入邮箱，Dovecot 可以读到' },
  delivered: { en: 'was delivered', 'zh-cn': '已投递' },
  unknown: {
    en: 'was sent; Postfix has no log that would tell more',
    'zh-cn': '已发出；没有 Postfix 日志，无法得知结果',
  },
  unseen: { en: 'was delivered to where Dovecot does not look', 'zh-cn': '投递到了 Dovecot 不读取的位置' },
  refused: { en: 'was not taken by Postfix', 'zh-cn': '未被 Postfix 接收' },
  bounced: { en: 'was returned', 'zh-cn': '被退回' },
  deferred: { en: 'was deferred', 'zh-cn': '被延迟' },
  expired: { en: 'has expired', 'zh-cn': '已过期' },
  undeliverable: { en: 'cannot be delivered', 'zh-cn': '无法投递' },
  late: { en: 'did not arrive in time', 'zh-cn': '未在限定时间内到达' },
};

export const ENDS: Readonly<Record<EndState | 'open', Localized>> = {
  new: { en: 'in force', 'zh-cn': '已生效' },
  old: { en: 'undone', 'zh-cn': '已撤销' },
  broken: { en: 'broken', 'zh-cn': '损坏' },
  open: { en: 'without an end', 'zh-cn': '未结束' },
};

/** What happens to a service. */
export const ACTIONS: Readonly<Record<Action, Localized>> = {
  none: { en: 'goes on as it is', 'zh-cn': '无需操作' },
  reload: { en: 'reload', 'zh-cn': '重载' },
  restart: { en: 'restart', 'zh-cn': '重启' },
  start: { en: 'start', 'zh-cn': '启动' },
};

/** The steps of the script on the server. */
export const STEPS: Readonly<Record<Step, Localized>> = {
  unchanged: { en: 'nothing was changed meanwhile', 'zh-cn': '确认期间无人改动' },
  backup: { en: 'backing up', 'zh-cn': '备份' },
  prepare: { en: 'preparing files and tables', 'zh-cn': '准备文件和查找表' },
  look: { en: 'looking at the running services', 'zh-cn': '查看运行中的服务' },
  arm: { en: 'starting the watchdog', 'zh-cn': '启动守护进程' },
  stop: { en: 'stopping what has to be restarted', 'zh-cn': '停止需要重启的服务' },
  swap: { en: 'swapping the files', 'zh-cn': '替换文件' },
  activate: { en: 'reload or restart', 'zh-cn': '重载或重启' },
  answer: { en: 'every listener answers', 'zh-cn': '确认各监听端口应答' },
  quiet: { en: 'reading the log', 'zh-cn': '检查日志' },
  undo: { en: 'going back', 'zh-cn': '恢复' },
};
