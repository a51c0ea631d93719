import { ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver';

/**
 * Runs a request; a failure is logged and answered with `fallback`, so that no bug of ours costs the user a server. An
 * error that is an answer on purpose passes.
 */
export async function safely<T>(
  connection: Connection,
  token: CancellationToken | undefined,
  fallback: T,
  run: () => Promise<T> | T,
): Promise<T> {
  try {
    return token?.isCancellationRequested ? fallback : await run();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return fallback;
  }
}
