import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeployIo } from '../deploy/deployIo';
import { lookAtDoor } from '../deploy/smtpDoor';
import { PHASES, STEPS } from '../deploy/words';
import type { ServerWork } from '../hosts/hostServices';
import { editorLanguage } from '../hosts/showProblem';

type Led = Pick<DeployIo, 'mayGoOn' | 'checked'>;

/** How a deploy is led in the editor: each phase is told, and until the change itself it can be cancelled. */
export function editorDeployIo(work: ServerWork, address: string, stranger: boolean, led: Led): DeployIo {
  return {
    ...led,
    signal: work.signal,
    phase: (phase, journal) => {
      const language = editorLanguage();
      const step = journal?.steps.at(-1)?.step;
      work.say([PHASES[phase][language], ...(step ? [STEPS[step][language]] : [])].join(' · '));
    },
    outside: { stranger, look: (door) => lookAtDoor(address, door) },
    who: `${userInfo().username}@${hostname()}`,
    now: () => new Date().toISOString(),
    token: () => randomBytes(32).toString('hex'),
    wait: async (milliseconds) => pause(milliseconds),
  };
}
