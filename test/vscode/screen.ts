import * as vscode from 'vscode';

declare const SUITE_DRIVER: string;

interface Answer {
  readonly text?: string;
  readonly error?: string;
}

async function ask(path: string, body: object): Promise<Answer | undefined> {
  const response = await fetch(SUITE_DRIVER + path, { method: 'POST', body: JSON.stringify(body) });
  // The desktop has no page that could be looked at.
  if (response.status === 501) return undefined;
  const answer = (await response.json()) as Answer;
  if (answer.error) throw new Error(answer.error);
  return answer;
}

/**
 * Waits until something is on the screen, keeps a picture of the window and returns the text that a user
 * reads there; undefined in the desktop, which is not looked at from outside.
 */
export async function look(
  selector: string,
  picture?: string,
  patience?: number,
): Promise<string | undefined> {
  return (await ask('/look', { selector, picture, patience }))?.text;
}

/** The same in the page of an extension: what its texts are. */
export async function lookIntoPage(selector: string, picture?: string): Promise<string | undefined> {
  return (await ask('/look', { selector, picture, webview: true }))?.text;
}

/** Clicks in the page of an extension; does nothing in the desktop. */
export async function clickInPage(selector: string): Promise<void> {
  await ask('/click', { selector });
}

/** Clicks on something of the workbench, or types a text there and Enter; a user's answer. */
export async function answer(selector: string, text?: string): Promise<void> {
  await ask('/answer', { selector, text });
}

/** How often a command is tried, and how long its widget may take each time, in milliseconds. */
const TRIES = 4;
const SOON = 8000;

/**
 * Runs a command that opens a widget, again when the widget lost the focus to the workbench and closed, and looks.
 * The command is not waited for: some end only when the widget is left.
 */
export async function show(command: string, selector: string, picture: string): Promise<string | undefined> {
  for (let left = TRIES; ; left -= 1) {
    void vscode.commands.executeCommand(command);
    try {
      return await look(selector, picture, SOON);
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

export const report = (counts: { passed: number; failed: number; skipped: number }): Promise<unknown> =>
  ask('/result', counts);
