import { toDiagnostic } from '../features/diagnostics';
import { safely } from './safely';
import type { Session } from './session';
import { answerInSource } from './templates';

/** Keystrokes closer together than this are answered once. */
const DEBOUNCE_MILLISECONDS = 60;

/** Runs something after some milliseconds; the result calls it off. */
export type Later = (run: () => void, milliseconds: number) => () => void;

/** Publishes the findings of open documents, a moment after the last change. */
export class DiagnosticsPublisher {
  private cancel: (() => void) | undefined;

  constructor(
    private readonly session: Session,
    private readonly later: Later,
  ) {}

  schedule(): void {
    this.cancel?.();
    this.cancel = this.later(() => void this.publishAll(), DEBOUNCE_MILLISECONDS);
  }

  clear(uri: string): void {
    void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private async publishAll(): Promise<void> {
    for (const document of this.session.documents.all()) {
      await safely(this.session.connection, undefined, undefined, () => this.publish(document.uri));
    }
  }

  private async publish(uri: string): Promise<void> {
    const target = await this.session.target(uri);
    if (!target) return;
    const { document, system, language } = target;
    const input = { document, language, documents: this.session.lookup(system) };
    const found = this.session.findings(system).get(uri) ?? [];
    const diagnostics = answerInSource(
      found.map((finding) => toDiagnostic(input, finding)),
      [system],
    );
    await this.session.connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  }
}
