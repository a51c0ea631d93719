import type { FileAccess } from '../host';
import { templateEnding } from '../template/dialect';
import { render } from '../template/render/render';
import type { Variables } from '../template/render/variables';
import { format, type Language } from '../text/localized';
import { CommandError, type Io } from './io';

/**
 * The files as they are after rendering: a template is found under the name of what it makes, `main.cf` for
 * `main.cf.j2`.
 */
export class RenderedFiles implements FileAccess {
  /** Names without a value, of all templates that were read. */
  readonly missing = new Set<string>();
  private readonly endings: ReadonlySet<string>;

  constructor(
    private readonly io: Io,
    private readonly variables: Variables,
    private readonly language: Language,
    templates: readonly string[],
  ) {
    this.endings = new Set(templates.map(templateEnding).filter((ending) => ending !== ''));
  }

  async readText(uri: string): Promise<string | undefined> {
    const place = await this.placeOf(uri);
    const source = await this.io.files.readText(place);
    const rendered = source === undefined ? undefined : render(place, source, this.variables);
    if (!rendered) return source;
    if ('problem' in rendered) {
      const problem = format(rendered.problem[this.language], rendered.values);
      throw new CommandError(`${this.io.toPath(place)}: ${problem}`);
    }
    for (const name of rendered.missing) this.missing.add(name);
    return rendered.text;
  }

  list(uri: string): ReturnType<FileAccess['list']> {
    return this.io.files.list(uri);
  }

  async stat(uri: string): ReturnType<FileAccess['stat']> {
    return this.io.files.stat(await this.placeOf(uri));
  }

  /** The template that a file is made of, or the file itself. */
  private async placeOf(uri: string): Promise<string> {
    for (const ending of this.endings) if (await this.io.files.stat(uri + ending)) return uri + ending;
    return uri;
  }
}

/** The name of what a template makes. */
export function renderedName(uri: string): string {
  return uri.slice(0, uri.length - templateEnding(uri).length);
}

/** Values of a JSON file; throws a CommandError for anything else. */
export async function readVariables(io: Io, path: string): Promise<Variables> {
  const text = await io.files.readText(io.toUri(path));
  if (text === undefined) throw new CommandError(`${path}: cannot be read`);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Variables;
  } catch {
    // Told below, as for JSON of another shape.
  }
  throw new CommandError(`${path}: no JSON object with the values of a template`);
}
