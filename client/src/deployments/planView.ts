import * as vscode from 'vscode';
import type { Comparison } from '../deploy/comparison';
import { editorLanguage } from '../hosts/showProblem';
import { planRows, type PlanRow, type Proposal } from './planRows';
import { ServerTexts } from './serverTexts';

/** What a plan is made from, as far as its differences are shown. */
export interface ShownPlan extends Proposal {
  readonly host: string;
  readonly current: ReadonlyMap<string, string>;
  /** Undefined for a rollback, whose files are on the server alone. */
  readonly local?: { readonly folder: vscode.Uri; readonly placement: Comparison['placement'] };
}

const SHOWN = 'mailwright.planShown';

/** The tree of what a deploy would do, and the question whether it may. */
export class PlanView {
  private rows: readonly PlanRow[] = [];
  private shown: ShownPlan | undefined;
  private answer: (agreed: boolean) => void = () => undefined;
  private tree: vscode.TreeView<PlanRow> | undefined;
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly texts = new ServerTexts();

  register(): vscode.Disposable {
    const provider: vscode.TreeDataProvider<PlanRow> = {
      onDidChangeTreeData: this.changes.event,
      getChildren: (row) => [...(row ? row.children : this.rows)],
      getTreeItem: itemOf,
    };
    const command = (id: string, run: (row: PlanRow) => unknown): vscode.Disposable =>
      vscode.commands.registerCommand(id, run);
    this.tree = vscode.window.createTreeView('mailwright.plan', { treeDataProvider: provider });
    return vscode.Disposable.from(
      this.changes,
      this.texts.register(),
      this.tree,
      command('mailwright.plan.accept', () => this.answer(true)),
      command('mailwright.plan.reject', () => this.answer(false)),
      command('mailwright.plan.open', (row) => this.open(row)),
    );
  }

  async show(plan: ShownPlan): Promise<void> {
    this.shown = plan;
    this.rows = planRows(plan, editorLanguage());
    this.texts.show(plan.host, plan.current);
    this.changes.fire(undefined);
    await vscode.commands.executeCommand('setContext', SHOWN, true);
    await vscode.commands.executeCommand('mailwright.plan.focus');
  }

  async hide(): Promise<void> {
    this.answer(false);
    await vscode.commands.executeCommand('setContext', SHOWN, false);
  }

  /** Whether the user says yes, in a notification or above the tree. */
  async ask(question: string, yes: string, signal: AbortSignal): Promise<boolean> {
    return (await this.choose(question, [yes], signal)) === yes;
  }

  /**
   * Asks in a notification and above the tree, where the first choice can be made; whoever answers first counts.
   * Undefined where the answer is no; a cancelled progress is one.
   */
  async choose<T extends string>(
    question: string,
    choices: readonly [T, ...T[]],
    signal: AbortSignal,
  ): Promise<T | undefined> {
    this.say(question);
    const chosen = await new Promise<T | undefined>((resolve) => {
      this.answer = (agreed) => resolve(agreed ? choices[0] : undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
      if (signal.aborted) resolve(undefined);
      const no = vscode.l10n.t('Cancel');
      // A notification that is only closed leaves the question to the tree.
      void vscode.window.showInformationMessage(question, ...choices, no).then((answer) => {
        if (answer !== undefined) resolve(choices.find((choice) => choice === answer));
      });
    });
    this.say('');
    return chosen;
  }

  /** Stands above the rows; an empty text takes it away. */
  private say(message: string): void {
    if (this.tree) this.tree.message = message;
  }

  private async open({ change, finding }: PlanRow): Promise<void> {
    if (finding) {
      const selection = new vscode.Range(finding.line - 1, 0, finding.line - 1, 0);
      await vscode.window.showTextDocument(vscode.Uri.parse(finding.path), { selection });
    }
    if (!change || !this.shown) return;
    const { host, local } = this.shown;
    const path = local?.placement.toLocal(change.path);
    const uri =
      local && path !== undefined ? vscode.Uri.joinPath(local.folder, ...path.split('/')) : undefined;
    if (await this.texts.openDiff(host, change, uri)) return;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is not for everybody’s eyes, so its difference is not shown.', change.path),
    );
  }
}

function itemOf(row: PlanRow): vscode.TreeItem {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  return {
    label: row.label,
    tooltip: [row.label, row.description].filter(Boolean).join(' – '),
    collapsibleState: row.children.length > 0 ? Expanded : None,
    iconPath: new vscode.ThemeIcon(row.icon),
    ...(row.description !== undefined && { description: row.description }),
    ...((row.change ?? row.finding) && {
      command: { command: 'mailwright.plan.open', title: vscode.l10n.t('Open'), arguments: [row] },
    }),
  };
}
