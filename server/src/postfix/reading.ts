import { scan, type Scan } from './evaluate';
import {
  childrenOf,
  malformedNodes,
  type MalformedNode,
  type ReferenceNode,
  type Template,
} from './expansion';
import { numberOf } from './nameNumbers';
import { templateOf } from './parseTemplate';
import { memoizeByText } from '../text/memoize';

/** As many as the values of a file of 100,000 lines. */
const REMEMBERED = 50_000;
const NOTHING: Scan = { names: [], problems: [] };
const NONE: readonly number[] = [];

/** What a value says by itself, whatever else is set. Each part is worked out when it is first asked for. */
export class Reading {
  private readonly lazy: {
    inserted?: readonly ReferenceNode[];
    insertedNumbers?: readonly number[];
    hasSign?: boolean;
    compares?: boolean;
    withCalls?: Parts;
    withoutCalls?: Parts;
  } = {};

  /** It may mention a name. */
  readonly mentions: boolean;

  constructor(readonly text: string) {
    this.mentions = text.includes('$');
  }

  get template(): Template {
    return templateOf(this.text);
  }

  /** The `$names` whose values are put in; a condition asks for a name without expanding it. */
  get inserted(): readonly ReferenceNode[] {
    return (this.lazy.inserted ??= references(this.template));
  }

  /** A `#` or a brace stands in it that is no part of an expression. */
  get hasSign(): boolean {
    return (this.lazy.hasSign ??= SIGN.test(this.text) && hasLiteralSign(this.template));
  }

  /** It compares something: what the operands are, only an expansion tells. */
  get compares(): boolean {
    return (this.lazy.compares ??= this.mentions && /[$][{(]\s*\{/.test(this.text));
  }

  /** The names that it mentions, as `postconf` counts them, and what is wrong with its expressions. */
  scan(calls: boolean): Scan {
    const parts = this.parts(calls);
    return (parts.scan ??= this.mentions ? scan(this.text, { calls }) : NOTHING);
  }

  /** The numbers of the names that it mentions, as `postconf` counts them. */
  mentioned(calls: boolean): readonly number[] {
    const parts = this.parts(calls);
    return (parts.mentioned ??= this.mentions ? this.scan(calls).names.map(numberOf) : NONE);
  }

  /** The numbers of the names that an expansion may ask for: behind a problem `postconf` looks no further. */
  leadsTo(calls: boolean): readonly number[] {
    const parts = this.parts(calls);
    return (parts.leadsTo ??=
      this.scan(calls).problems.length === 0
        ? this.mentioned(calls)
        : [...this.mentioned(calls), ...this.insertedNumbers]);
  }

  /** The numbers of the names whose values are put in. */
  get insertedNumbers(): readonly number[] {
    return (this.lazy.insertedNumbers ??= this.mentions
      ? this.inserted.map(({ name }) => numberOf(name.text))
      : NONE);
  }

  /** What is malformed in it, in all branches. */
  malformed(calls: boolean): readonly MalformedNode[] {
    const parts = this.parts(calls);
    return (parts.malformed ??= malformedNodes(this.template, calls));
  }

  private parts(calls: boolean): Parts {
    return calls ? (this.lazy.withCalls ??= {}) : (this.lazy.withoutCalls ??= {});
  }
}

/** What depends on whether the release has functions (`${domain_to_ascii{…}}`). */
interface Parts {
  scan?: Scan;
  malformed?: readonly MalformedNode[];
  mentioned?: readonly number[];
  leadsTo?: readonly number[];
}

const remembered = memoizeByText((text) => new Reading(text), REMEMBERED);

/** One reading for each distinct text with a `$` in it; there is nothing to remember of others. */
export function readingOf(text: string): Reading {
  return text.includes('$') ? remembered(text) : new Reading(text);
}

const SIGN = /[#{}]/;

function hasLiteralSign({ nodes }: Template): boolean {
  return nodes.some((node) =>
    node.kind === 'text' ? SIGN.test(node.text) : childrenOf(node).some(hasLiteralSign),
  );
}

function references(template: Template): ReferenceNode[] {
  return template.nodes.flatMap((node) => {
    const inner = childrenOf(node).flatMap(references);
    return node.kind === 'reference' ? [node, ...inner] : inner;
  });
}
