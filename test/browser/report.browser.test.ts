/** The status report on paper: two pages, whatever there is. */
import { type Frame } from 'playwright-core';
import type { CallReply } from '../../src/contract';
import { plusDays } from '../../src/domain/timeline';
import { card, measure, moved } from '../static/fixtures';
import { PROJECT_ADMIN } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const MODULE = 'project-page';
const NOW = '2026-09-28T07:12:00.000Z';
const WEEKS = Array.from({ length: 26 }, (_, i) => plusDays('2026-03-30', i * 7));
const LONG = 'Ready on day one, in every branch and in every country of the group, without a single form on paper';
const id = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(16, '0')}`;

type Row = CallReply<'project.read'>['rows'][number];
type Alarm = NonNullable<Row['outcome']['alarms']>[number];

/** As full as an outcome gets: a title of the greatest length, six KPIs, two alarms, a report that was wrong for weeks. */
function rowOf(n: number): Row {
  const alarm = (kind: Alarm['kind'], at: number): Alarm => ({
    ...{ alarmId: id('alm', n * 2 + at), kind, since: '2026-07-06', state: 'awaiting' },
    why: { key: 'alarm.guardrail-breached.why', params: { name: LONG } },
    clears: { key: 'alarm.guardrail-breached.clears', params: { name: LONG } },
  });
  const measures = ['primary', 'supporting', 'supporting', 'supporting', 'guardrail', 'guardrail'].map((role, at) =>
    measure({ kpiId: id('kpi', n * 6 + at), name: `${LONG} ${at}`, role: role as 'primary', verdict: moved('improved', 'confirmed') }),
  );
  return {
    outcome: card({
      ...{ outcomeId: id('out', n), title: `${n} ${LONG} ${LONG}`.slice(0, 200), measures, alarms: [alarm('guardrail-breached', 0), alarm('wrong-way', 1)] },
      signal: { ...card().signal, kind: 'wrong-way' },
      report: { reported: 'on-track', at: '2026-09-21T09:00:00.000Z', expired: true, gap: { since: '2026-07-06', weeks: 12 } },
    }),
    delivery: { epics: 12, count: { total: 412, done: 379, at: NOW } },
  };
}

function activityOf(count: number): CallReply<'project.activity'> {
  const numbers = WEEKS.map((_, week) => 3 + (week % 5));
  const work = { items: numbers, points: numbers, hours: numbers };
  return {
    ...{ now: NOW, status: { state: 'current', filledAt: NOW } },
    activity: {
      ...{ at: NOW, weeks: WEEKS, change: work, run: work, share: { now: 0.24, before: 0.5 } },
      outcomes: Array.from({ length: count }, (_, n) => ({
        ...{ outcomeId: id('out', n), delivered: numbers, added: numbers, removed: numbers, scope: WEEKS.map(() => 412), open: WEEKS.map((_, week) => 200 - week) },
        forecast: { kind: 'forecast' as const, low: 12, median: 20, high: 44, middle: { low: 16, high: 25 } },
        tradeOff: { kind: 'slip' as const, days: 112, cost: { amount: 1_240_000, currency: 'EUR' } },
      })),
    },
  };
}

const values = WEEKS.map((at, week) => ({ at, value: 9 - week / 10, source: 'entry' as const, recordedAt: NOW, corrections: 0 }));

let stage: Stage;
let count = 0;
beforeAll(async () => {
  stage = await startStage(MODULE, { seed: 'test/fixtures/harbour.jsonl', now: NOW });
  const answers: Record<string, () => unknown> = {
    'project.read': () => ({ now: NOW, project: { projectId: '1', key: 'HRB' }, rows: Array.from({ length: count }, (_, n) => rowOf(n)), review: [] }),
    'project.activity': () => activityOf(count),
    // The longest that Jira takes.
    'project.name': () => ({ key: 'HRB', name: 'A harbour that ships choose '.repeat(3).slice(0, 80) }),
    'outcome.trail': () => ({ records: [], head: { seq: 1_042, hash: 'a'.repeat(64) }, people: [] }),
    'kpi.trail': () => ({ records: [], head: { seq: 2_042, hash: 'b'.repeat(64) }, people: [] }),
    'kpi.read': () => ({ kpi: {}, values, mayEdit: false }),
  };
  await stage.page.route(`${stage.platform.url}/_host/invoke`, (route) => {
    const name = Object.keys(answers).find((one) => route.request().postData()?.includes(`"${one}"`));
    return name === undefined ? route.fallback() : route.fulfill({ json: { ok: true, result: { ok: true, data: answers[name]?.() } } });
  });
});
afterAll(() => stage?.stop());

test.each([
  [1, 'en_US'],
  [12, 'de_DE'],
  [40, 'en_US'],
])('with %d outcomes it takes two pages (%s), and nothing is cut off', async (n, locale) => {
  count = n;
  await stage.platform.jira(PROJECT_ADMIN)('PUT', '/rest/api/3/mypreferences/locale', { locale });
  await stage.open('/projects/HRB/apps/project-page/report', PROJECT_ADMIN);
  const page = stage.surface(MODULE);
  await page.locator('.n-sheet').nth(1).getByText('b'.repeat(64)).first().waitFor();
  await page.locator('.n-sheet-kpi svg text').first().waitFor();
  const handle = await stage.page.locator(`iframe[data-module="${MODULE}"]`).elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('No frame.');
  expect(await printed(frame)).toEqual({ pages: 2, cut: [] });
  expect(await page.locator('.n-decisions').getByText(locale === 'en_US' ? /^And \d+ more/ : /^Und \d+ weitere/).count()).toBe(n === 1 ? 0 : 1);
});

/** Prints what the frame shows, without its scripts; counts the pages, and names the sheets that hold more than fits. */
async function printed(frame: Frame): Promise<{ pages: number; cut: string[] }> {
  const html = await frame.evaluate(() => document.documentElement.outerHTML.replaceAll(/<script[^>]*>.*?<\/script>/gs, ''));
  const sheet = await stage.page.context().newPage();
  await sheet.route(frame.url(), (route) => route.fulfill({ body: `<!doctype html>${html}`, contentType: 'text/html' }));
  await sheet.goto(frame.url());
  await sheet.emulateMedia({ media: 'print' });
  const cut = await sheet.evaluate(() =>
    [...document.querySelectorAll('.n-sheet')].filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => `${one.getAttribute('aria-label') ?? ''}: ${one.scrollHeight} of ${one.clientHeight}`),
  );
  const pdf = await sheet.pdf({ preferCSSPageSize: true, printBackground: true });
  await sheet.close();
  return { pages: (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length, cut };
}
