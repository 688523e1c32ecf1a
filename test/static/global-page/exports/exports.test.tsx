import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { unzipSync, strFromU8 } from 'fflate';
import type { OutcomeCard } from '../../../../src/contract/views';
import { type TrailRecord, withheld } from '../../../../src/domain/trail';
import { verifyTrail } from '../../../../src/domain/trail-export';
import { GlobalPage } from '../../../../static/global-page/global-page';
import '../../../../static/global-page/exports/exports-page';
import '../../../../static/global-page/exports/take-out';
import { chain, headsOf, sha256 } from '../../../support/trail';
import { axeFaults } from '../../axe';
import { address, answerWith, inputsOf, openAt } from '../../bridge';
import { KPI, access, card, kpi, refusal } from '../../fixtures';

const user = userEvent.setup();
const records: TrailRecord[] = [...chain('kpi:b', 3), ...chain('outcome:a', 4).map((record) => (record.seq === 2 ? withheld(record) : record))];
const heads = headsOf(records);
/** Up to which number the second page tells of records. */
let shown = Infinity;
const [ofKpi, ofOutcome] = [records[2]?.hash ?? '', records[6]?.hash ?? ''];

/** What was offered to the browser as files, by name. */
const files = new Map<string, Blob>();
let newest: Blob | undefined;
beforeEach(() => {
  shown = Infinity;
  files.clear();
  URL.createObjectURL = (blob) => {
    newest = blob as Blob;
    return 'blob:file';
  };
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (newest) files.set(this.download, newest);
  });
});
afterEach(() => jest.restoreAllMocks());

function bytesOf(name: string): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.readAsArrayBuffer(files.get(name) ?? new Blob());
  });
}

const PORTAL = 'out_0000000000000001';
const SEARCH = 'out_0000000000000002';
const OUTCOMES = [
  card({ outcomeId: PORTAL, title: '=A portal, that "helps"' }),
  card({ outcomeId: SEARCH, title: 'Search that finds', parentId: PORTAL, measures: [], signal: { ...card().signal, kind: 'silent-stall' } }),
];

const [portal, search] = OUTCOMES as [OutcomeCard, OutcomeCard];
const counted = { ...portal, delivery: { epics: 2, projects: 3, count: { done: 14, total: 41, at: '2026-09-26T06:00:00.000Z' } } };
const uncounted = { ...search, delivery: { epics: 1, projects: 1 } };

async function take(button: string, name: string, at = '/exports'): Promise<Uint8Array> {
  answerWith({
    'access.read': () => access,
    // Delivery comes only where it is asked for; here on two pages.
    'outcome.list': ({ delivery, cursor }) => ({ ok: true, data: !delivery ? { outcomes: OUTCOMES } : cursor === undefined ? { outcomes: [counted], cursor: 'next' } : { outcomes: [uncounted] } }),
    'person.names': () => ({ ok: true, data: { people: [{ accountId: card().ownerId, name: 'Lena Moreau' }] } }),
    'trail.export': ({ after }) => ({ ok: true, data: after === undefined ? { records: records.slice(0, 5), heads: heads.slice(0, 1), next: { list: 0, stream: 'outcome:a', seq: 2 } } : { records: records.slice(4).filter(({ seq }) => seq <= shown), heads: shown === 0 ? [] : heads.slice(1) } }),
    'kpi.seen': ({ state }) => ({ ok: true, data: { kpis: state === 'open' ? [kpi({ count: 2 })] : [] } }),
    'kpi.values': () => ({ ok: true, data: { head: { seq: 3, hash: ofKpi }, values: [{ at: '2026-03-09', value: 8.4, source: 'entry', recordedAt: '2026-03-10T08:00:00.000Z' }, { at: '2026-03-16', value: 7.5, source: 'entry', recordedAt: '2026-03-17T08:00:00.000Z' }] } }),
  });
  openAt(at);
  render(<GlobalPage />);
  await user.click(await screen.findByRole('button', { name: button }));
  await waitFor(() => expect(files.has(name)).toBe(true), { timeout: 10_000 });
  return bytesOf(name);
}

const sheetsOf = (book: Uint8Array): string[] => Object.entries(unzipSync(book)).filter(([path]) => path.includes('worksheets/')).map(([, xml]) => strFromU8(xml));

it('gives out the trail as JSON lines that can be verified, withheld records among them', async () => {
  const text = await take('The trail as JSON lines', 'needle-trail.jsonl');
  expect(await verifyTrail(text, sha256, ofOutcome)).toEqual({ ok: true, records: 7, streams: 2, withheld: 1 });
  expect(inputsOf('trail.export')).toHaveLength(2);
  expect(await axeFaults()).toEqual([]);
});

it('shows that the last record of a stream is missing, whose head is there', async () => {
  shown = 3;
  expect((await verifyTrail(await take('The trail as JSON lines', 'needle-trail.jsonl'), sha256)).firstBad?.kind).toBe('end');
});

it('leaves out a stream that could no longer be seen before its end came', async () => {
  shown = 0;
  expect(await verifyTrail(await take('The trail as JSON lines', 'needle-trail.jsonl'), sha256)).toEqual({ ok: true, records: 3, streams: 1 });
});

it('as a table it ends each stream with its head, and a workbook lists the heads', async () => {
  const lines = strFromU8(await take('The trail as CSV', 'needle-trail.csv')).trim().split('\r\n');
  expect(lines.filter((line) => line.startsWith('outcome:a')).at(-1)).toMatch(new RegExp(`${ofOutcome}$`));
  expect(lines.filter((line) => line.startsWith('kpi:b')).at(-1)).toMatch(new RegExp(`${ofKpi}$`));
});

it('lists the heads in the workbook of the trail', async () => {
  const [, heads] = sheetsOf(await take('The trail as XLSX', 'needle-trail.xlsx'));
  for (const words of ['kpi:b', ofKpi, 'outcome:a', ofOutcome]) expect(heads).toContain(words);
});

it.each([['CSV', 'csv'], ['XLSX', 'xlsx']])('tells beside the values of a KPI where its trail stands, in %s', async (kind, ending) => {
  const file = await take(`Values of all KPIs as ${kind}`, `needle-values.${ending}`);
  const text = ending === 'csv' ? strFromU8(file) : (sheetsOf(file)[0] ?? '');
  expect(text).toContain('Trail head');
  // In the first row of each KPI, and there alone.
  expect(text.split(ofKpi)).toHaveLength(2);
  expect(text.indexOf(ofKpi)).toBeGreaterThan(text.indexOf(KPI));
});

it('gives out the outcomes that the list shows, as it shows them, and no formula', async () => {
  const [head, ...lines] = strFromU8(await take('These outcomes as CSV', 'needle-outcomes.csv', '/')).trim().split('\r\n');
  expect(head).toContain('Outcome,Outcome id,Below,Owner,Wanted by,State,Stage,Signal,Signal since,Worst signal at or below,Where,Reported,Issues finished,Issues,Counted on,Epics,Projects,KPI,');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`"'=A portal, that ""helps""",${PORTAL},,Lena Moreau,`);
  expect(lines[0]).toMatch(/,silent-stall,Search that finds,,14,41,2026-09-26,2,3,Handling time,kpi_0000000000000001,primary,h,9.2,7.2,2026-09-25,6,2026-12-18,2026-08-03,0.62,,,not enough data,/);
  expect(lines[1]).toContain(`Search that finds,${SEARCH},"'=A portal, that ""helps""",Lena Moreau,`);
  // What nobody counted has no number.
  expect(lines[1]).toMatch(/,silent-stall,Search that finds,,,,,1,1(,|$)/);
});

it('makes no file of outcomes where it cannot be told how much was delivered', async () => {
  answerWith({
    'access.read': () => access,
    'outcome.list': ({ delivery }) => (delivery ? refusal('jira-unavailable', 'Jira did not answer.') : { ok: true, data: { outcomes: OUTCOMES } }),
    'person.names': () => ({ ok: true, data: { people: [] } }),
  });
  render(<GlobalPage />);
  await user.click(await screen.findByRole('button', { name: 'These outcomes as CSV' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Jira did not answer.');
  expect(files.size).toBe(0);
});

it('leaves out what is filtered away, but not from the worst below', async () => {
  const sheet = sheetsOf(await take('These outcomes as XLSX', 'needle-outcomes.xlsx', '/?text=portal'))[0] ?? '';
  expect(sheet).toContain('silent-stall');
  expect(sheet).not.toContain(SEARCH);
});

it.each([['/exports', 'All outcomes', '/'], ['/exports/kpis', 'All KPIs', '/kpis']])('%s leads back to where one came from: %s', async (at, back, to) => {
  answerWith({ 'access.read': () => access, 'outcome.list': () => ({ ok: true, data: { outcomes: [] } }), 'kpi.list': () => ({ ok: true, data: { kpis: [] } }) });
  openAt(at);
  render(<GlobalPage />);
  await user.click(await screen.findByRole('button', { name: `← ${back}` }));
  expect(address).toBe(to);
});
