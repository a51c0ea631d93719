import { EXIT } from '../../../../server/src/cli/io';
import { deploy } from '../../deploy/deploy';
import { DeployError } from '../../deploy/errors';
import { rememberRolledBack } from '../../deploy/remember';
import { planRollback, undoUnfinished } from '../../deploy/rollback';
import { describePlan } from '../describePlan';
import { CONFIRM_WITHIN, YES, type ServerCommand } from '../serverCommand';
import { TEXTS } from '../texts';

export const rollbackCommand: ServerCommand = {
  name: 'rollback',
  summary: {
    en: 'Take back the last deploy; with DIR, what is there counts as not deployed again.',
    'zh-cn': '撤回最近一次部署；给出 DIR 时，其中的修改重新视为未部署。',
  },
  options: { yes: YES, 'confirm-within': CONFIRM_WITHIN },
  usage: 'HOST [DIR]',
  go: async (session, remote, directory) => {
    const rollback = await planRollback(remote, session.target);
    const facts = { host: remote.name, id: rollback.entry.id };
    const io = session.deployIo(remote, TEXTS.askRollback, facts);
    if (rollback.kind === 'undo') {
      if (!(await session.agree(TEXTS.askRollback, facts))) throw new DeployError('not-asked', facts);
      const result = await undoUnfinished(remote, rollback.place, io);
      session.finish(remote.name, result);
      return result.state === 'old' ? EXIT.clean : EXIT.failure;
    }
    const { request } = rollback;
    session.print(describePlan(request.plan, new Map(), session.language));
    const result = await deploy(remote, { ...request, ...session.patience }, io);
    if (result.state === 'new' && directory !== '') {
      await rememberRolledBack(session.tools.folder(directory), request);
    }
    return session.finish(remote.name, result);
  },
};
