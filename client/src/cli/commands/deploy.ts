import { EXIT } from '../../../../server/src/cli/io';
import { deploy } from '../../deploy/deploy';
import { stopping } from '../../deploy/gate';
import type { Comparison } from '../../deploy/comparison';
import { mergeDrift } from '../../deploy/mergeDrift';
import { isEmpty } from '../../deploy/plan/model';
import { rememberDeployed } from '../../deploy/remember';
import { isStranger } from '../../deploy/stranger';
import type { Remote } from '../../ssh/remote';
import { oneLine } from '../../ssh/remoteText';
import { compared } from '../compared';
import { describePlan } from '../describePlan';
import { gateFindings } from '../gateFindings';
import { planJson } from '../planJson';
import { CONFIRM_WITHIN, OVERWRITE, TEST_MAIL, YES, type ServerCommand } from '../serverCommand';
import type { CommandSession } from '../session';
import { TEXTS } from '../texts';

export const deployCommand: ServerCommand = {
  name: 'deploy',
  summary: {
    en: 'Bring the configuration to a server; it goes back by itself when anything is wrong.',
    'zh-cn': '将配置部署到服务器；一旦出错会自动恢复。',
  },
  options: {
    'dry-run': {
      help: { en: 'Check on the server, change nothing.', 'zh-cn': '只在服务器上检查，不做改动。' },
    },
    yes: YES,
    despite: {
      value: 'RULE,…',
      help: {
        en: 'Deploy although the analysis finds these.',
        'zh-cn': '即使分析给出这些规则的发现也部署。',
      },
    },
    restart: {
      help: { en: 'Restart Postfix, even where less would do.', 'zh-cn': '重启 Postfix（即使重载已足够）。' },
    },
    merge: {
      help: { en: 'First take in what was changed on the server.', 'zh-cn': '先合并服务器上的修改。' },
    },
    overwrite: OVERWRITE,
    'confirm-within': CONFIRM_WITHIN,
    'test-mail': TEST_MAIL,
  },
  usage: 'HOST DIR',
  go,
};

async function go(session: CommandSession, remote: Remote, directory: string): Promise<number> {
  const { io, language, target, patience, testMail } = session;
  const [comparison, address] = await Promise.all([
    mergedWhereAsked(session, remote, directory),
    session.tools.ownAddress(remote),
  ]);
  const { plan, snapshot, current } = comparison;
  session.print(describePlan(plan, current, language));
  const findings = await gateFindings(io, directory, snapshot, language);
  const dryRun = session.values.flag('dry-run');
  const stranger = isStranger(address, comparison);
  const deployIo = session.deployIo(remote, TEXTS.askDeploy, { host: remote.name }, stranger);
  const request = { plan, snapshot, target, findings, dryRun, ...patience, ...testMail };
  const result = await deploy(remote, request, deployIo);
  if (dryRun && !isEmpty(plan)) {
    const gate = { findings, messages: result.messages, drift: plan.drift };
    const stops = session.stopsLeft(stopping(gate));
    session.showGate(gate, stops);
    session.say(stops.length > 0 ? TEXTS.dryRunStopped : TEXTS.dryRun, { host: remote.name });
    session.report({ ...planJson(plan), ...result, findings: stops });
    return stops.length > 0 ? EXIT.findings : EXIT.clean;
  }
  if (result.state === 'unchanged') {
    session.say(TEXTS.nothing, { host: remote.name });
    session.report({ host: remote.name, ...result });
    return EXIT.clean;
  }
  if (result.state === 'new') await rememberDeployed(comparison);
  return session.finish(remote.name, result);
}

async function mergedWhereAsked(
  session: CommandSession,
  remote: Remote,
  directory: string,
): Promise<Comparison> {
  const comparison = await compared(session, remote, directory);
  if (comparison.plan.drift.length === 0 || !session.values.flag('merge')) return comparison;
  const paths = await mergeDrift(remote, comparison);
  session.say(TEXTS.merged, { paths: oneLine(paths.join(' ')) });
  return compared(session, remote, directory);
}
