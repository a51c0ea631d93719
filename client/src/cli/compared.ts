import { compare, type Comparison } from '../deploy/comparison';
import type { Remote } from '../ssh/remote';
import type { CommandSession } from './session';

/** A folder beside a server, as the options of a command want it. */
export function compared(session: CommandSession, remote: Remote, directory: string): Promise<Comparison> {
  const { values, tools, target } = session;
  return compare(remote, tools.folder(directory), target, {
    overwrite: values.flag('overwrite'),
    ...(values.flag('restart') && { wanted: { postfix: 'restart' as const } }),
  });
}
