import type { Localized } from '../../../server/src/text/localized';

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
  message: { en: 'The test message to {to} {outcome}.', 'zh-cn': '发往 {to} 的测试邮件{outcome}。' },
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
