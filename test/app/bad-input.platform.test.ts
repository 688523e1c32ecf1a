import { join } from 'node:path';
import Database from 'libsql';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, type Place, PROJECT_ADMIN, inSettings, needleOn } from '../support/needle';

/** Calls that cannot be right, each refused by the name of its field and with a remedy, and none leaves a trace. */

let platform: LocalPlatform;
let needle: Needle;
/** Linked to HRB-1. */
let open: { outcomeId: string; kpiId: string };
/** Restricted, so that of its owner, managers and administrators only the latter are here. */
let hidden: { outcomeId: string; kpiId: string };
const issues: Record<string, string> = {};

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  // No schedule may come between two looks at what is stored.
  await platform.clock({ now: '2026-03-20T10:00:00.000Z', frozen: true });
  needle = needleOn(platform);
  open = await needle.outcomeWithKpi('Faster berth requests');
  hidden = await needle.outcomeWithKpi('Sale of the harbour', { restricted: true });
  for (const key of ['HRB-1', 'HRB-2', 'HRB-4', 'QAY-1']) issues[key] = await needle.issueId(key);
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: issues['HRB-1'] ?? '', outcomeId: open.outcomeId });
  await platform.idle();
}, 60_000);
afterAll(() => platform?.stop());

/** All that the app has stored: a line for each item. */
function stored(): string[] {
  const database = new Database(join(platform.data, 'platform.db'), { readonly: true });
  try {
    const rows = database.prepare('SELECT space, key, value FROM kvs_version WHERE newest = 1 ORDER BY space, key').all() as object[];
    expect(rows.length).toBeGreaterThan(10);
    return rows.map((row) => JSON.stringify(row));
  } finally {
    database.close();
  }
}

interface Bad {
  call: string;
  payload: () => unknown;
  field: string | undefined;
  code?: string;
  says?: RegExp;
  as?: string;
  place?: Place;
}

async function isRefused({ call, payload, field, code = 'invalid-input', says, as = ADMIN, place = GLOBAL }: Bad): Promise<void> {
  const before = stored();
  const answer = await platform.invoke(as, { ...place, functionKey: call, payload: payload() });
  expect(answer).toMatchObject({
    ok: true,
    result: { ok: false, error: { code, ...(field === undefined ? {} : { field }), message: expect.stringMatching(says ?? /./), remedy: expect.stringMatching(/./) } },
  });
  expect(stored()).toEqual(before);
}

const NOWHERE = 'out_0000000000000000';
const outcome = (more: object) => () => ({ title: 'Fine', ...more });
const parsed = (json: string) => () => JSON.parse(json) as unknown;
const measure = (more: object) => () => ({
  ...{ ...open, version: 1, role: 'primary', baseline: { kind: 'stated', level: 9 }, target: { kind: 'value', value: 6, by: '2026-12-18' } },
  ...more,
});
const values = (...list: unknown[]) => () => ({ kpiId: open.kpiId, values: list });

describe('what is of the wrong type or missing', () => {
  it.each<[string, Bad]>([
    ['a title that is a number', { call: 'outcome.create', payload: outcome({ title: 7 }), field: 'title' }],
    ['no title', { call: 'outcome.create', payload: () => ({}), field: 'title' }],
    ['a payload that is a list', { call: 'outcome.create', payload: () => [1, 2], field: undefined }],
    ['a payload that is text', { call: 'outcome.create', payload: () => 'title', field: undefined }],
    ['text for yes or no', { call: 'outcome.create', payload: outcome({ restricted: 'yes' }), field: 'restricted' }],
    ['a field that the call does not have', { call: 'outcome.create', payload: outcome({ colour: 'red' }), field: 'colour' }],
    ['a period that is text', { call: 'outcome.create', payload: outcome({ period: '2026' }), field: 'period' }],
    ['a direction that does not exist', { call: 'kpi.create', payload: () => ({ name: 'n', unit: 'h', direction: 'up', cadence: 'week' }), field: 'direction' }],
    ['no unit', { call: 'kpi.create', payload: () => ({ name: 'n', direction: 'increase', cadence: 'week' }), field: 'unit' }],
    ['a target without its date', { call: 'measure.set', payload: measure({ target: { kind: 'value', value: 6 } }), field: 'target.by' }],
    ['a baseline of no known kind', { call: 'measure.set', payload: measure({ baseline: { kind: 'guess' } }), field: 'baseline.kind' }],
    ['values that are no list', { call: 'value.record', payload: () => ({ kpiId: open.kpiId, values: 7 }), field: 'values' }],
    ['no values at all', { call: 'value.record', payload: values(), field: 'values' }],
    ['a value without its date', { call: 'value.record', payload: values({ value: 1 }), field: 'values.0.at' }],
    ['a version that is text', { call: 'outcome.update', payload: () => ({ outcomeId: open.outcomeId, version: '1', title: 'x' }), field: 'version' }],
  ])('%s', (_what, bad) => isRefused(bad));
});

describe('names that JavaScript gives a meaning', () => {
  it.each<[string, Bad]>([
    ['constructor as a field', { call: 'outcome.create', payload: parsed('{"title":"Fine","constructor":{"prototype":{"admin":true}}}'), field: 'constructor' }],
    ['__proto__ as a field', { call: 'outcome.create', payload: parsed('{"title":"Fine","__proto__":{"restricted":true}}'), field: '__proto__' }],
    ['__proto__ inside of one', { call: 'outcome.create', payload: parsed('{"title":"Fine","period":{"__proto__":{"to":"2026-01-01"}}}'), field: 'period.__proto__' }],
    ['an id that is one', { call: 'outcome.read', payload: () => ({ outcomeId: 'constructor' }), field: 'outcomeId' }],
    ['a call that is one', { call: 'constructor', payload: () => ({}), field: undefined, code: 'unknown-call' }],
    ['another', { call: '__proto__', payload: () => ({}), field: undefined, code: 'unknown-call' }],
  ])('%s', (_what, bad) => isRefused(bad));
});

describe('ids of what is not there, or not for the caller', () => {
  const unknown = (call: string, payload: () => unknown, field: string, as = ADMIN): Bad => ({ call, payload, field, code: 'not-found', as });
  const settings = (payload: () => unknown, field: string, code = 'not-found'): Bad => ({ call: 'link.set', payload, field, code, as: PROJECT_ADMIN, place: inSettings('HRB') });
  const link = (key: string, outcomeId: () => string) => () => ({ issueId: issues[key], outcomeId: outcomeId() });

  it.each<[string, () => Bad]>([
    ['an outcome that does not exist', () => unknown('outcome.update', () => ({ outcomeId: NOWHERE, version: 1, title: 'x' }), 'outcomeId')],
    ['a KPI that does not exist', () => unknown('value.record', () => ({ kpiId: 'kpi_0000000000000000', values: [{ at: '2026-03-01', value: 1 }] }), 'kpiId')],
    ['a parent that does not exist', () => unknown('outcome.create', outcome({ parentId: NOWHERE }), 'parentId')],
    ['a restricted outcome', () => unknown('outcome.update', () => ({ outcomeId: hidden.outcomeId, version: 1, title: 'x' }), 'outcomeId', ENGINEER)],
    ['the KPI of a restricted outcome', () => unknown('kpi.read', () => ({ kpiId: hidden.kpiId }), 'kpiId', ENGINEER)],
    ['a KPI as an outcome', () => ({ call: 'outcome.read', payload: () => ({ outcomeId: open.kpiId }), field: 'outcomeId' })],
    ['an outcome below itself', () => ({ call: 'outcome.update', payload: () => ({ outcomeId: open.outcomeId, version: 1, parentId: open.outcomeId }), field: 'parentId', says: /itself/ })],
    ['a link to a restricted outcome', () => settings(link('HRB-2', () => hidden.outcomeId), 'outcomeId')],
    ['a link of an epic of another project', () => settings(link('QAY-1', () => open.outcomeId), 'issueId')],
    ['a link of an issue that is no epic', () => settings(link('HRB-4', () => open.outcomeId), 'issueId', 'invalid-input')],
    ['a link of an issue that never was', () => settings(() => ({ issueId: '99999999', outcomeId: open.outcomeId }), 'issueId')],
  ])('%s', async (_what, bad) => isRefused(bad()));

  it('a link of an epic that was deleted', async () => {
    const created = await platform.jira(ADMIN)<{ id: string; key: string }>('POST', '/rest/api/3/issue', {
      fields: { project: { key: 'HRB' }, issuetype: { name: 'Epic' }, summary: 'Soon gone' },
    });
    expect((await platform.jira(ADMIN)('DELETE', `/rest/api/3/issue/${created.body.key}`)).status).toBe(204);
    await platform.idle();
    await isRefused(settings(() => ({ issueId: created.body.id, outcomeId: open.outcomeId }), 'issueId'));
  });
});

describe('what is out of bounds', () => {
  const target = (value: number) => ({ target: { kind: 'value', value, by: '2026-12-18' } });
  it.each<[string, Bad]>([
    ['a title of a thousand characters', { call: 'outcome.create', payload: outcome({ title: 'x'.repeat(1000) }), field: 'title', says: /longer than 200/ }],
    ['a description of 400,000 characters, which the platform still lets through', { call: 'outcome.create', payload: outcome({ description: 'x'.repeat(400_000) }), field: 'description', says: /longer than/ }],
    ['a title of blanks', { call: 'outcome.create', payload: outcome({ title: '   ' }), field: 'title', says: /empty/ }],
    ['a title of two lines', { call: 'outcome.create', payload: outcome({ title: 'a\nb' }), field: 'title', says: /line break/ }],
    ['a title with a zero character', { call: 'outcome.create', payload: outcome({ title: 'a\u0000b' }), field: 'title' }],
    ['a value too large', { call: 'value.record', payload: values({ at: '2026-03-01', value: 1e16 }), field: 'values.0.value', says: /larger/ }],
    ['a value that is no number', { call: 'value.record', payload: values({ at: '2026-03-01', value: 'NaN' }), field: 'values.0.value' }],
    ['a value that was not finite', { call: 'value.record', payload: values({ at: '2026-03-01', value: Number.NaN }), field: 'values.0.value' }],
    ['30 February', { call: 'value.record', payload: values({ at: '2026-02-30', value: 1 }), field: 'values.0.at', says: /date/ }],
    ['a date of another form', { call: 'value.record', payload: values({ at: '1.3.2026', value: 1 }), field: 'values.0.at' }],
    ['a date in another age', { call: 'outcome.create', payload: outcome({ period: { to: '0026-01-01' } }), field: 'period.to' }],
    ['a value of tomorrow, and not even the good one before it', { call: 'value.record', payload: values({ at: '2026-03-01', value: 1 }, { at: '2026-03-21', value: 1 }), field: 'values.1.at' }],
    ['a period that ends before it begins', { call: 'outcome.create', payload: outcome({ period: { from: '2026-03-02', to: '2026-03-01' } }), field: 'period.to', says: /before it begins/ }],
    ['a baseline that ends before it begins', { call: 'measure.set', payload: measure({ baseline: { kind: 'window', from: '2026-03-02', to: '2026-03-01' } }), field: 'baseline.to' }],
    ['a baseline that reaches past the launch', { call: 'measure.set', payload: measure({ baseline: { kind: 'window', from: '2026-03-01', to: '2026-03-09' }, launch: '2026-03-02' }), field: 'baseline.to' }],
    ['a target equal to the baseline', { call: 'measure.set', payload: measure(target(9)), field: 'target.value', says: /same as the baseline/ }],
    ['a target on the worse side', { call: 'measure.set', payload: measure(target(12)), field: 'target.value', says: /worse side/ }],
    ['a planned effect of nothing', { call: 'measure.set', payload: measure({ plannedEffect: 0 }), field: 'plannedEffect' }],
    ['a lag of less than no days', { call: 'measure.set', payload: measure({ lagDays: -1 }), field: 'lagDays' }],
    ['a band for a KPI that should fall', { call: 'measure.set', payload: measure({ target: { kind: 'band', low: 1, high: 2, by: '2026-12-18' } }), field: 'target.kind' }],
  ])('%s', (_what, bad) => isRefused(bad));

  it('a number that JSON can write and no computer hold', async () => {
    const before = stored();
    const sent = JSON.stringify({ accountId: ADMIN, ...GLOBAL, functionKey: 'value.record', payload: values({ at: '2026-03-01', value: 0 })() });
    const answer = await fetch(`${platform.controlUrl}/invoke`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: sent.replace('"value":0', '"value":1e999'),
    });
    expect(await answer.json()).toMatchObject({ result: { ok: false, error: { field: 'values.0.value' } } });
    expect(stored()).toEqual(before);
  });

  it('a payload of megabytes', async () => {
    const before = stored();
    const payload = { title: 'Fine', description: 'x'.repeat(5_000_000) };
    const answer = await platform.invoke(ADMIN, { ...GLOBAL, functionKey: 'outcome.create', payload });
    expect(answer.ok).toBe(false);
    expect(stored()).toEqual(before);
  });
});

describe('text that could be taken for something else', () => {
  it.each(['<img src=x onerror=alert(1)>', '=HYPERLINK("http://x","y")', '@SUM(A1:A9)', '{{7*7}}', 'Robert"); DROP TABLE outcome;--'])(
    '%s is kept as it was written',
    async (title) => {
      const created = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title, description: title });
      const read = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: created.outcome.outcomeId });
      expect(read.outcome).toMatchObject({ title, description: title });
    },
  );
});
