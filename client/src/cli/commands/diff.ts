import { EXIT } from '../../../../server/src/cli/io';
import { isEmpty } from '../../deploy/plan/model';
import { compared } from '../compared';
import { describePlan } from '../describePlan';
import { planJson } from '../planJson';
import { OVERWRITE, type ServerCommand } from '../serverCommand';
import { TEXTS } from '../texts';

/** Ends with 1 where there is a difference, as diff(1) does. */
export const diffCommand: ServerCommand = {
  name: 'diff',
  summary: {
    en: 'Show what a deploy would change on a server, and why it reloads or restarts.',
    'zh-cn': '显示部署会在服务器上改动什么，以及为何需要重载或重启。',
  },
  options: { overwrite: OVERWRITE },
  usage: 'HOST DIR',
  go: async (session, remote, directory) => {
    const { plan, current } = await compared(session, remote, directory);
    const same = isEmpty(plan) && plan.drift.length === 0;
    if (same) session.say(TEXTS.nothing, { host: remote.name });
    else session.print(describePlan(plan, current, session.language));
    session.report(planJson(plan));
    return same ? EXIT.clean : EXIT.findings;
  },
};
