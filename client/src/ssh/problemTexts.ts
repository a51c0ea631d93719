import { format, type Language, type Localized } from '../../../server/src/text/localized';
import type { RemoteError, RemoteProblem, RemoteProblemKind } from './errors';
import { oneLine } from './remoteText';

interface ProblemText {
  readonly happened: Localized;
  readonly next: Localized;
}

const text = (happened: Localized, next: Localized): ProblemText => ({ happened, next });

const SEE_LOG: Localized = {
  en: 'The log of the servers tells each step.',
  'zh-cn': '服务器日志记录了每一步。',
};

const CHECK_KEY: Localized = {
  en: 'Somebody may stand between, or the server was set up anew. Ask who runs it; when its new key is confirmed, remove line {line} of {file} (ssh-keygen -R {host}) and connect again.',
  'zh-cn':
    '可能有人在中间拦截，也可能服务器已重装。请向管理员核实；确认新密钥无误后，删除 {file} 第 {line} 行（ssh-keygen -R {host}）再重新连接。',
};

const TEXTS: Readonly<Record<RemoteProblemKind, ProblemText>> = {
  'bad-target': text(
    { en: '{host} cannot be used as a host: {said}', 'zh-cn': '{host} 不能用作主机：{said}' },
    {
      en: 'Check the entry in mailwright.hosts or ssh_config.',
      'zh-cn': '请检查 mailwright.hosts 或 ssh_config 中的条目。',
    },
  ),
  'name-not-found': text(
    { en: 'The name {host} has no address.', 'zh-cn': '主机名 {host} 无法解析。' },
    { en: 'Check how it is spelt, and your network.', 'zh-cn': '请检查拼写以及网络连接。' },
  ),
  unreachable: text(
    { en: '{address} does not answer: {said}', 'zh-cn': '{address} 没有应答：{said}' },
    {
      en: 'Check that sshd listens there and no firewall is in between.',
      'zh-cn': '请确认 sshd 在该地址监听，且没有被防火墙拦截。',
    },
  ),
  'proxy-failed': text(
    { en: 'The way over {via} failed: {said}', 'zh-cn': '经由 {via} 的连接失败：{said}' },
    {
      en: 'Check ProxyJump and ProxyCommand in ssh_config.',
      'zh-cn': '请检查 ssh_config 中的 ProxyJump 与 ProxyCommand。',
    },
  ),
  'handshake-failed': text(
    { en: 'No connection to {host} came about: {said}', 'zh-cn': '与 {host} 的 SSH 握手失败：{said}' },
    SEE_LOG,
  ),
  'host-key-unknown': text(
    {
      en: 'The key of {host} ({fingerprint}) is not trusted.',
      'zh-cn': '{host} 的主机密钥（{fingerprint}）未被信任。',
    },
    { en: 'Connect again to be asked about it.', 'zh-cn': '重新连接时会再次询问。' },
  ),
  'host-key-changed': text(
    {
      en: 'The key of {host} has changed. It shows {fingerprint}, known is another one. Nothing was sent.',
      'zh-cn': '{host} 的主机密钥已改变，现为 {fingerprint}，与已知的不同。没有发送任何内容。',
    },
    CHECK_KEY,
  ),
  'host-key-revoked': text(
    {
      en: 'The key of {host} ({fingerprint}) is revoked in {file}, line {line}. Nothing was sent.',
      'zh-cn': '{host} 的主机密钥（{fingerprint}）已在 {file} 第 {line} 行被吊销。没有发送任何内容。',
    },
    {
      en: 'Do not log in there: the server needs a new key.',
      'zh-cn': '不要登录该服务器：它需要更换主机密钥。',
    },
  ),
  'host-key-authority': text(
    {
      en: '{host} is known by a certificate authority ({file}, line {line}), and shows a plain key: {fingerprint}.',
      'zh-cn': '{host} 以证书颁发机构登记（{file} 第 {line} 行），但它出示的是普通密钥：{fingerprint}。',
    },
    {
      en: 'Host certificates are not read here; add the key itself to known_hosts.',
      'zh-cn': '这里不支持主机证书；请将该主机密钥加入 known_hosts。',
    },
  ),
  'krl-unsupported': text(
    {
      en: 'RevokedHostKeys names {file}, a list in the binary format, which is not read here.',
      'zh-cn': 'RevokedHostKeys 指向二进制格式的 {file}，这里无法读取。',
    },
    {
      en: 'Name a file with public keys instead, one a line.',
      'zh-cn': '请改用每行一个公钥的文本文件。',
    },
  ),
  'login-failed': text(
    {
      en: '{login} was not let in. The server offers: {offered}.',
      'zh-cn': '{login} 登录被拒绝。服务器提供的方式：{offered}。',
    },
    {
      en: 'Check user, keys and IdentityFile; "ssh -v" shows what is offered.',
      'zh-cn': '请检查用户、密钥与 IdentityFile；ssh -v 可看到尝试过的方式。',
    },
  ),
  'login-cancelled': text(
    { en: 'The login as {login} was given up.', 'zh-cn': '已放弃以 {login} 登录。' },
    { en: 'Connect again when you want to.', 'zh-cn': '需要时可重新连接。' },
  ),
  'link-lost': text(
    { en: 'The connection to {host} is gone: {said}', 'zh-cn': '与 {host} 的连接已断开：{said}' },
    { en: 'Connect again.', 'zh-cn': '请重新连接。' },
  ),
  'channel-refused': text(
    { en: '{host} allows no further command: {said}', 'zh-cn': '{host} 不允许再执行命令：{said}' },
    {
      en: 'MaxSessions of its sshd may be too small, or the account has no shell.',
      'zh-cn': '可能 sshd 的 MaxSessions 太小，或该账户没有可用的 shell。',
    },
  ),
  cancelled: text(
    { en: 'Cancelled on {host}.', 'zh-cn': '已取消对 {host} 的操作。' },
    { en: 'Nothing further is done.', 'zh-cn': '不会再执行其他操作。' },
  ),
  'too-late': text(
    {
      en: '{host} did not answer within {milliseconds} ms.',
      'zh-cn': '{host} 在 {milliseconds} 毫秒内没有应答。',
    },
    { en: 'Try again; the server may be busy.', 'zh-cn': '请稍后重试，服务器可能繁忙。' },
  ),
  'sudo-refused': text(
    { en: 'sudo on {host} refused: {said}', 'zh-cn': '{host} 上的 sudo 拒绝执行：{said}' },
    {
      en: 'The account needs sudo rights, or log in as root.',
      'zh-cn': '该账户需要 sudo 权限，或改用 root 登录。',
    },
  ),
  'sudo-cancelled': text(
    { en: 'sudo on {host} got no password.', 'zh-cn': '{host} 上的 sudo 未得到密码。' },
    { en: 'Nothing was run as root.', 'zh-cn': '没有以 root 身份执行任何命令。' },
  ),
};

/** What happened and what to do, for a person. What a server said is shown, not obeyed. */
export function describeProblem(
  { problem }: RemoteError,
  language: Language,
): { readonly happened: string; readonly next: string } {
  const { happened, next } = TEXTS[problem.kind];
  const facts = factsOf(problem);
  return { happened: format(happened[language], facts), next: format(next[language], facts) };
}

function factsOf(problem: RemoteProblem): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(problem).map(([name, fact]: [string, string | number | readonly string[]]) => [
      name,
      typeof fact === 'number' ? fact : oneLine(typeof fact === 'string' ? fact : fact.join(', ')),
    ]),
  );
}
