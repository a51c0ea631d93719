import { LIVE_SERVERS, type LiveServerParams, type LiveServersParams } from '../protocol';
import type { LiveServer } from '../system/liveServer';
import type { Session } from './session';

/** Takes in what running servers say of themselves; everything is looked at again then. */
export function followLiveServers(session: Session, canRefresh: boolean, changed: () => void): void {
  const { connection } = session;
  connection.onNotification(LIVE_SERVERS, ({ servers }: LiveServersParams) => {
    session.changeLiveServers(servers.map(liveServer));
    changed();
    if (canRefresh) void connection.languages.inlayHint.refresh();
  });
}

function liveServer({ name, roots, postfix, dovecot }: LiveServerParams): LiveServer {
  return {
    roots,
    ...(postfix && {
      postfix: {
        server: name,
        version: postfix.version,
        values: new Map(Object.entries(postfix.values)),
        defaults: new Map(Object.entries(postfix.defaults)),
      },
    }),
    ...(dovecot && { dovecotVersion: dovecot.version }),
  };
}
