import { DidChangeConfigurationNotification, type ClientCapabilities } from 'vscode-languageserver';
import { DEFAULT_SETTINGS, SETTINGS_SECTION, type MailwrightSettings } from '../protocol';
import type { Session } from './session';

/** Asks for the settings, again whenever they change; editors that cannot be asked send them with the change. */
export function followSettings(
  session: Session,
  capabilities: ClientCapabilities,
  changed: () => void,
): void {
  const canAsk = capabilities.workspace?.configuration === true;
  const canRegister = capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
  const apply = (value: unknown): void => {
    session.changeSettings(readSettings(value));
    changed();
  };
  const ask = async (): Promise<void> => {
    if (canAsk) apply(await session.connection.workspace.getConfiguration(SETTINGS_SECTION));
  };
  session.connection.onInitialized(() => {
    if (canRegister) void session.connection.client.register(DidChangeConfigurationNotification.type);
    void ask();
  });
  session.connection.onDidChangeConfiguration(({ settings }) => {
    if (canAsk) void ask();
    else apply((settings as Record<string, unknown> | null)?.[SETTINGS_SECTION]);
  });
}

/** Settings come from hand-written JSON: what has the wrong type counts as not set. */
function readSettings(value: unknown): MailwrightSettings {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const entries = Object.entries(DEFAULT_SETTINGS).map(([key, fallback]) => {
    const set = given[key];
    return [key, typeof set === typeof fallback && set !== null ? set : (fallback as unknown)];
  });
  return Object.fromEntries(entries) as MailwrightSettings;
}
