import { EXIT } from '../../../../server/src/cli/io';
import { pull } from '../../deploy/pull';
import { oneLine } from '../../ssh/remoteText';
import { OVERWRITE, type ServerCommand } from '../serverCommand';
import { TEXTS } from '../texts';

export const pullCommand: ServerCommand = {
  name: 'pull',
  summary: { en: "Bring a server's configuration here.", 'zh-cn': '将服务器的配置拉取到本地。' },
  options: {
    secrets: {
      help: {
        en: 'Also files that not everybody on the server may read.',
        'zh-cn': '也拉取服务器上并非所有人可读的文件。',
      },
    },
    overwrite: OVERWRITE,
  },
  usage: 'HOST DIR',
  go: async (session, remote, directory) => {
    const { values } = session;
    const options = { secrets: values.flag('secrets'), overwrite: values.flag('overwrite') };
    const pulled = await pull(remote, session.tools.folder(directory), session.target, options);
    const [written, removed] = [pulled.written.length, pulled.removed.length];
    session.say(TEXTS.pulled, { host: remote.name, written, removed });
    if (pulled.secrets.length > 0)
      session.say(TEXTS.secretsLeft, { paths: oneLine(pulled.secrets.join(' ')) });
    session.report({ host: remote.name, ...pulled });
    return EXIT.clean;
  },
};
