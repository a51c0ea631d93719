import { fieldText, type Service } from '../../postfix/masterCf';
import type { MasterFile } from '../../system/files';
import type { PhysicalLine } from '../../text/lineTable';
import { findAt } from '../../text/span';
import { defineRule } from '../rule';
import { edit, insertion } from '../services';

/**
 * Comments do not end a logical line, so the options under a service that was commented out become those of the service
 * before it (postconf(5), on continuation lines).
 */
export const orphanedOptions = defineRule({
  id: 'orphaned-options',
  severity: 'warning',
  reads: ['master'],
  messages: {
    attached: {
      en: '{name} is commented out, its options are not: they now belong to {owner} ({type})',
      'zh-cn': '{name} 已被注释掉，但它的选项没有：这些选项现在属于 {owner}（{type}）',
    },
    dropped: {
      en: '{name} is commented out, its options are not: Postfix drops them with a warning',
      'zh-cn': '{name} 已被注释掉，但它的选项没有：Postfix 会丢弃这些行并给出警告',
    },
    commented: { en: 'The service that is commented out', 'zh-cn': '被注释掉的服务' },
    owner: { en: 'The service that gets the options', 'zh-cn': '实际得到这些选项的服务' },
    commentOut: { en: 'Comment the options out too', 'zh-cn': '把选项也注释掉' },
    uncomment: { en: 'Put {name} in force again', 'zh-cn': '重新启用 {name}' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master?.tree.text.includes('#')) return;
    for (const { header, lines } of orphans(master)) {
      const [first] = lines;
      const last = lines[lines.length - 1];
      if (!first || !last) continue;
      const owner = ownerOf(master, first);
      if (owner && fieldText(owner, 'service') === header.name && fieldText(owner, 'type') === header.type) {
        continue; // The commented row is another form of the one in force.
      }
      report({
        at: { uri: master.uri, span: { start: first.start + indentation(master, first), end: last.end } },
        message: owner ? 'attached' : 'dropped',
        values: {
          name: header.name,
          owner: owner ? fieldText(owner, 'service') : '',
          type: owner ? fieldText(owner, 'type') : '',
        },
        related: [
          { at: { uri: master.uri, span: header.line }, message: 'commented' },
          ...(owner?.fields[0]
            ? [{ at: { uri: master.uri, span: owner.fields[0].span }, message: 'owner' as const }]
            : []),
        ],
        fixes: [
          { title: 'commentOut', edits: () => lines.map(({ start }) => insertion(master, start, '#')) },
          {
            title: 'uncomment',
            values: { name: header.name },
            edits: () => [edit(master, { start: header.line.start, end: header.nameStart }, '')],
          },
        ],
      });
    }
  },
});

interface Header {
  readonly name: string;
  readonly type: string;
  readonly nameStart: number;
  readonly line: PhysicalLine;
}

interface Orphans {
  readonly header: Header;
  readonly lines: readonly PhysicalLine[];
}

/** Option lines with a commented row between them and the service that they continue. */
function orphans({ tree }: MasterFile): Orphans[] {
  const found: { header: Header; lines: PhysicalLine[] }[] = [];
  let header: Header | undefined;
  let open: PhysicalLine[] | undefined;
  for (const line of tree.lines) {
    if (line.kind === 'comment') {
      const commented = readHeader(tree.text, line);
      if (commented) [header, open] = [commented, undefined];
    } else if (line.kind === 'continuation' || isIndentedFirst(tree.text, line)) {
      if (open) open.push(line);
      else if (header && startsWithOption(tree.text, line)) found.push({ header, lines: (open = [line]) });
    } else if (line.kind === 'first') {
      [header, open] = [undefined, undefined];
    }
  }
  return found;
}

const ROW =
  /^([\s#]*#\s*)(\S+)\s+(inet|unix|unix-dgram|fifo|pass)\s+[yn-]\s+[yn-]\s+[yn-]\s+(?:-|\d+\??)\s+(?:-|\d+)\s+[\w-]/;

function readHeader(text: string, line: PhysicalLine): Header | undefined {
  const match = ROW.exec(text.slice(line.start, line.end));
  if (!match) return undefined;
  const [, marks = '', name = '', type = ''] = match;
  return { name, type, nameStart: line.start + marks.length, line };
}

function isIndentedFirst(text: string, line: PhysicalLine): boolean {
  return line.kind === 'first' && /^\s/.test(text.slice(line.start, line.start + 1));
}

function startsWithOption(text: string, line: PhysicalLine): boolean {
  return /^\s*(-[A-Za-z]|(flags|user|argv)=)/.test(text.slice(line.start, line.end));
}

function indentation({ tree }: MasterFile, line: PhysicalLine): number {
  return /^\s*/.exec(tree.text.slice(line.start, line.end))?.[0].length ?? 0;
}

function ownerOf({ tree }: MasterFile, line: PhysicalLine): Service | undefined {
  return findAt(tree.services, line.start, (service) => service.line);
}
