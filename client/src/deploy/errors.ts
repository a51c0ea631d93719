import { format, type Language, type Localized } from '../../../server/src/text/localized';
import { oneLine } from '../ssh/remoteText';
import { TROUBLES, type Trouble, type TroubleCode } from './troubles';

/** A deploy, or what leads to it, could not go on. The texts say what happened, how the server is now, what to do. */
export class DeployError extends Error {
  override readonly name = 'DeployError';

  constructor(
    readonly code: TroubleCode,
    readonly facts: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(`${code}: ${Object.values(facts).join(', ')}`, options);
  }
}

/** The three sentences for a person. Facts come from the server, so what a terminal would obey is spelled out. */
export function describeTrouble(
  code: TroubleCode,
  facts: Readonly<Record<string, string>>,
  language: Language,
): Record<keyof Trouble, string> {
  const shown = Object.fromEntries(Object.entries(facts).map(([name, text]) => [name, oneLine(text)]));
  const { happened, state, next } = TROUBLES[code];
  const say = (text: Localized): string => format(text[language], shown).trim();
  return { happened: say(happened), state: say(state), next: say(next) };
}
