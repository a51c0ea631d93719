import { cyrusServices, saslDirectories } from '../../system/sasl';
import { becomes } from '../../system/becoming';
import { placesOf } from '../../system/layout';
import { baseName, directoryOf } from '../../system/uris';
import { defineRule } from '../rule';

/** A smtpd.conf where nobody looks for it. */
export const saslFileUnread = defineRule({
  id: 'sasl-file-unread',
  severity: 'warning',
  reads: ['sasl'],
  messages: {
    elsewhere: {
      en: 'Cyrus SASL never reads this file: it looks for it in {directories}',
      'zh-cn': 'Cyrus SASL 不会读取此文件：它只在 {directories} 中查找',
    },
    dovecot: {
      en: 'Nothing reads this file: smtpd_sasl_type is dovecot in every service that lets clients log in',
      'zh-cn': '没有程序读取此文件：所有提供登录的服务都设置了 smtpd_sasl_type = dovecot',
    },
    shadowed: {
      en: 'Cyrus SASL reads {other} instead of this file',
      'zh-cn': 'Cyrus SASL 读取的是 {other}，而不是此文件',
    },
  },
  check({ system, instance, report }) {
    const { layout, sasl, files } = system;
    if (layout.root === undefined || !instance.main) return;
    for (const file of files) {
      if (file.kind !== 'sasl' || file === sasl || becomes(file.uri) === sasl?.uri) continue;
      const at = { uri: file.uri, span: { start: 0, end: firstLineEnd(file.tree.text) } };
      const directories = saslDirectories(instance);
      const isLookedAt = directories
        .flatMap((directory) => placesOf(`${directory}/${becomes(baseName(file.uri))}`, layout))
        .includes(becomes(file.uri));
      if (!isLookedAt) {
        report({ at, message: 'elsewhere', values: { directories: directories.join(', ') } });
      } else if (logsInThroughDovecot(instance)) report({ at, message: 'dovecot' });
      else if (sasl) report({ at, message: 'shadowed', values: { other: pathIn(sasl.uri, layout.root) } });
    }
  },
});

function logsInThroughDovecot(instance: Parameters<typeof cyrusServices>[0]): boolean {
  const offers = instance.services.some(
    (service) => instance.effective('smtpd_sasl_auth_enable', service)?.toLowerCase() === 'yes',
  );
  return offers && cyrusServices(instance).length === 0;
}

const pathIn = (uri: string, root: string): string =>
  `${directoryOf(uri).slice(root.length)}/${baseName(uri)}`;

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}
