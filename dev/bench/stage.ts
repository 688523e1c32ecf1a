/** What is measured on a site with so many outcomes: views, an event, an import, a push, and what runs by the hour. */
import { createHmac } from 'node:crypto';
import { type CallInput, type CallName } from '../../src/contract';
import { type Place } from '../client/client';
import { ADMIN, GLOBAL, IMPACT, PANEL, READER, edit, freshName } from './places';
import { type BenchPlatform } from './platform';
import { type Row } from './report';
import { newKpi } from './set-up';
import { PROJECT } from './site';

const KPIS_IMPORTED = 5;
const VALUES_OF_EACH = 2_000;
const DAY_MS = 86_400_000;
/** Rows of one batch, as many as one may hold at most. */
const ROWS_PUSHED = 100;
const KPIS_PUSHED = 5;
/** Changes whose events are lost before an hour's sweep. */
const UNHEARD = 100;

export async function measureStage(platform: BenchPlatform): Promise<Row[]> {
  const rows: Row[] = [];
  const measured = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    rows.push({ what, ...(await platform.measure(work)) });
  };
  const view = <N extends CallName>(what: string, who: string, place: Place, name: N, input: CallInput<N>): Promise<void> => measured(what, () => platform.call(who, place, name, input));
  await view('issue panel', READER, PANEL, 'panel.read', {});
  await view('project page: outcomes', READER, IMPACT, 'project.read', {});
  await view('project page: run and change', READER, IMPACT, 'project.activity', {});
  await view('project page: look-back', READER, IMPACT, 'project.past', {});
  await view('global page: outcomes', ADMIN, GLOBAL, 'outcome.list', {});
  await view('global page: weekly review', ADMIN, GLOBAL, 'review.list', {});
  await measured('event: an issue was edited', () => edit(platform, 2));
  await measured(`import: ${(KPIS_IMPORTED * VALUES_OF_EACH).toLocaleString('en-US')} values of ${KPIS_IMPORTED} KPIs`, () => importValues(platform));
  const batch = await pushed(platform);
  await measured(`push: a batch of ${ROWS_PUSHED} values of ${KPIS_PUSHED} KPIs`, batch);
  await measured('an hour’s jobs', () => platform.advanceClock('PT1H'));
  await loseEvents(platform, true);
  for (let n = 0; n < UNHEARD; n += 1) await edit(platform, 2 + n);
  await loseEvents(platform, false);
  await measured(`an hour’s jobs, with ${UNHEARD} changes that only the sweep finds`, () => platform.advanceClock('PT1H'));
  await countInJira(platform);
  await measured('an hour’s jobs, with a KPI that is counted in Jira', () => platform.advanceClock('PT1H'));
  return rows;
}

async function importValues(platform: BenchPlatform): Promise<void> {
  const kpiIds = await kpis(platform, KPIS_IMPORTED);
  const [kpiId = ''] = kpiIds;
  const { importId } = await platform.call(ADMIN, GLOBAL, 'import.begin', { name: 'values.csv', rows: KPIS_IMPORTED * VALUES_OF_EACH, parts: KPIS_IMPORTED, kpiId });
  for (const [part, id] of kpiIds.entries()) {
    const values = Array.from({ length: VALUES_OF_EACH }, (_, i): [number, string, number] => [2 + part * VALUES_OF_EACH + i, dateAt(i), i % 9]);
    await platform.call(ADMIN, GLOBAL, 'import.part', { importId, part, kpiId: id, values });
  }
  await platform.call(ADMIN, GLOBAL, 'import.start', { importId, rows: [], repeated: 0, refused: 0 });
}

/** A source, and what sends a batch of it. */
async function pushed(platform: BenchPlatform): Promise<() => Promise<void>> {
  const kpiIds = await kpis(platform, KPIS_PUSHED);
  const { source, secret } = await platform.call(ADMIN, GLOBAL, 'source.create', { name: freshName('Monitoring'), kpiIds });
  const { address } = await platform.call(ADMIN, GLOBAL, 'source.list', {});
  const body = JSON.stringify(Array.from({ length: ROWS_PUSHED }, (_, i) => ({ kpi: kpiIds[i % KPIS_PUSHED], at: dateAt(Math.floor(i / KPIS_PUSHED)), value: i % 9, id: `row-${i}` })));
  return async () => {
    const timestamp = String(Math.floor((await platform.now()) / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-needle-source': source.sourceId, 'x-needle-timestamp': timestamp, 'x-needle-signature': `v1=${signature}` };
    const { status } = await fetch(address, { method: 'POST', headers, body });
    if (status !== 202) throw new Error(`A batch was answered with ${status}.`);
  };
}

/** A KPI that is counted in Jira, read back to the beginning, and a change that it has to follow. */
async function countInJira(platform: BenchPlatform): Promise<void> {
  const kpiId = await newKpi(platform, 'issues');
  await platform.call(ADMIN, GLOBAL, 'kpi.count', { kpiId, version: 1, source: { kind: 'flow', jql: `project = ${PROJECT} AND type = Bug`, figure: { of: 'throughput' } }, confirmed: true });
  for (let hour = 0; hour < MOST_HOURS; hour += 1) {
    await platform.advanceClock('PT1H');
    const { status } = await platform.call(ADMIN, GLOBAL, 'kpi.source', { kpiId });
    if (status?.state === 'current') return void (await edit(platform, 3));
  }
  throw new Error('The KPI was not read.');
}

/** Hours in which a KPI's first reading must end. */
const MOST_HOURS = 48;

async function kpis(platform: BenchPlatform, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push(await newKpi(platform));
  return made;
}

function dateAt(days: number): string {
  return new Date(Date.UTC(2021, 0, 1) + days * DAY_MS).toISOString().slice(0, 10);
}

function loseEvents(platform: BenchPlatform, isOn: boolean): Promise<void> {
  return platform.faults(isOn ? { 'event.lost': 1 } : {});
}
