import type { RelayCell, RelayClass, RelayPictureService, RelayPlace } from '../../../server/src/protocol';
import type { RelayMessage, ShowRelaying } from '../views/relayMessages';
import { button, element } from './elements';

interface Editor {
  postMessage(message: RelayMessage): void;
  getState(): Chosen | undefined;
  setState(state: Chosen): void;
}

declare function acquireVsCodeApi(): Editor;

/** What the user has chosen; kept while the page is hidden. */
interface Chosen {
  readonly sender?: string;
  /** Of a cell: service, client and recipient. */
  readonly cell?: string;
}

const editor = acquireVsCodeApi();
const root = document.getElementById('picture') ?? document.body;
let shown: ShowRelaying | undefined;
let chosen: Chosen = editor.getState() ?? {};

window.addEventListener('message', ({ data }: MessageEvent<ShowRelaying>) => {
  const isNew = data.service !== undefined && data.service !== shown?.service;
  shown = data;
  draw();
  if (isNew) document.getElementById(headingId(data.service ?? ''))?.scrollIntoView();
});
editor.postMessage({ kind: 'ready' });

function choose(change: Chosen): void {
  chosen = { ...chosen, ...change };
  editor.setState(chosen);
  draw();
}

const keyOf = (service: string, { client, recipient }: RelayCell): string =>
  [service, client, recipient].join('\n');
const headingId = (service: string): string => `service-${service}`;

/** Draws everything anew; the button that had the focus has it again. */
function draw(): void {
  if (!shown) return;
  const { picture, labels } = shown;
  const focused = document.activeElement?.getAttribute('data-key');
  const sender = picture.senders.find(({ id }) => id === chosen.sender) ?? picture.senders.find(isForeign);
  root.replaceChildren(
    element('h1', {}, `${labels.heading}: ${picture.title}`),
    senderChoice(picture.senders, sender?.id),
    picture.services.length === 0 ? element('p', {}, labels.noServices) : '',
    ...picture.services.map((service) => matrix(service, sender?.id)),
    details(sender?.id),
  );
  if (focused) root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

const isForeign = ({ id }: RelayClass): boolean => id === 'foreign';

function senderChoice(senders: readonly RelayClass[], selected: string | undefined): HTMLElement {
  const options = senders.map(({ id, label }) => {
    const input = element('input', {
      type: 'radio',
      name: 'sender',
      value: id,
      checked: id === selected,
      'data-key': `sender ${id}`,
    });
    input.addEventListener('change', () => choose({ sender: id }));
    return element('label', {}, input, label);
  });
  return element('fieldset', {}, element('legend', {}, shown?.labels.sender), ...options);
}

function matrix(service: RelayPictureService, sender: string | undefined): HTMLElement {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, shown?.labels.client),
    ...service.recipients.map(({ label }) => element('th', { scope: 'col' }, label)),
  );
  const rows = service.clients.map((client) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, client.label),
      ...service.recipients.map((recipient) => {
        const cell = service.cells.find(
          (one) => one.client === client.id && one.recipient === recipient.id && one.sender === sender,
        );
        return element('td', {}, cell && field(service.name, cell));
      }),
    ),
  );
  const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
  table.addEventListener('keydown', (event) => moveByArrows(table, event));
  const heading = element('h2', { id: headingId(service.name) }, service.name);
  return element('section', {}, heading, table);
}

function field(service: string, cell: RelayCell): HTMLElement {
  const key = keyOf(service, cell);
  const warning = cell.open ? element('strong', {}, shown?.labels.open) : undefined;
  const properties = {
    class: cell.open ? 'open' : cell.kind,
    'aria-pressed': String(key === chosen.cell),
    'data-key': key,
    title: cell.summary,
  };
  return button([cell.short, warning], properties, () => {
    choose({ cell: key });
    reveal(cell.at, false);
  });
}

const ARROWS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function moveByArrows(table: HTMLTableElement, event: KeyboardEvent): void {
  const step = ARROWS[event.key];
  const td = (event.target as HTMLElement).closest('td');
  const row = td?.closest('tr');
  if (!step || !td || !row) return;
  const next = table.rows[row.rowIndex + step[0]]?.cells[td.cellIndex + step[1]];
  next?.querySelector('button')?.focus();
  event.preventDefault();
}

function reveal(place: RelayPlace | null, focus: boolean): void {
  if (place) editor.postMessage({ kind: 'reveal', place, focus });
}

/** How the chosen field comes about. */
function details(sender: string | undefined): HTMLElement {
  const labels = shown?.labels;
  const found = shown?.picture.services.flatMap(({ name, cells }) =>
    cells.filter((cell) => cell.sender === sender && keyOf(name, cell) === chosen.cell),
  )[0];
  if (!found) return element('aside', { 'aria-live': 'polite' }, element('p', {}, labels?.choose));
  return element(
    'aside',
    { 'aria-live': 'polite' },
    element('h2', {}, found.summary),
    element('h3', {}, labels?.dialogue),
    element('pre', {}, found.dialogue.join('\n')),
    element('h3', {}, labels?.trace),
    found.trace.length === 0 ? element('p', {}, labels?.noTrace) : traceList(found),
  );
}

function traceList({ trace }: RelayCell): HTMLElement {
  const items = trace.map(({ text, depth, at }, index) => {
    const link =
      at &&
      button([at.label], { class: 'link', 'data-key': `trace ${index}` }, () => {
        reveal(at, true);
      });
    return element(
      'li',
      { class: `depth-${Math.min(depth, 3)}` },
      element('span', {}, text),
      link ?? undefined,
    );
  });
  return element('ol', {}, ...items);
}
