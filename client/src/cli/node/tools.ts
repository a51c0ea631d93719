import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Output } from '../../../../server/src/cli/io';
import { lookAtDoor } from '../../deploy/smtpDoor';
import { askOwnAddress } from '../../deploy/stranger';
import type { RemoteLog } from '../../ssh/prompts';
import { oneLine } from '../../ssh/remoteText';
import { terminalPrompts } from '../terminalPrompts';
import type { ServerTools } from '../tools';
import { configuredHost } from './configuredHost';
import { nodeFolder } from './folder';
import { nodeTerminal } from './terminal';

const SILENT: RemoteLog = { command: () => undefined, step: () => undefined };

/** Servers over SSH, for the command line. */
export function nodeTools(err: Output): ServerTools {
  const addresses = new Map<string, string>();
  return {
    connect: async (name, directory, verbose, language) => {
      // Loaded when it is needed: most commands never leave this machine.
      const { openSession } = await import('../../ssh/session');
      const target = await configuredHost(name, directory);
      const prompts = terminalPrompts(nodeTerminal, language);
      const session = await openSession({ name, target, prompts, log: verbose ? logTo(err) : SILENT });
      addresses.set(name, session.address);
      return session;
    },
    folder: nodeFolder,
    look: ({ name }, door) => lookAtDoor(addresses.get(name) ?? name, door),
    ownAddress: askOwnAddress,
    terminal: nodeTerminal,
    who: `${userInfo().username}@${hostname()}`,
    now: () => new Date().toISOString(),
    token: () => randomBytes(32).toString('hex'),
    wait: async (milliseconds) => pause(milliseconds),
  };
}

function logTo(err: Output): RemoteLog {
  return {
    command: ({ host, command, asRoot, outcome, elapsed }) => {
      const end = `${oneLine(outcome)} (${String(Math.round(elapsed))} ms)`;
      err.write(`${host} ${asRoot ? '#' : '$'} ${command} → ${end}\n`);
    },
    step: (host, what) => err.write(`${host}: ${oneLine(what)}\n`),
  };
}
