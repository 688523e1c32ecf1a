import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvOf, describeWithCases, kpiCase } from '../support/kpi-cases';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'analyse-'));
afterAll(() => rmSync(folder, { recursive: true }));

function analyse(args: string[], input = ''): { stdout: string; stderr: string; status: number | null } {
  const command = ['--import', 'tsx', 'dev/cli/analyse.ts', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', input, maxBuffer: 1e8 });
  return { stdout, stderr, status };
}

function file(text: string, name = 'kpi.csv'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const WOBBLE = [0.3, -0.5, 0.1, 0.6, -0.2, -0.4, 0.2, 0.5, -0.3, 0, 0.4, -0.6];
const weeks = (n: number, step: number) =>
  Array.from({ length: n }, (_, i) => {
    const date = new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10);
    return `${date},${(20 + WOBBLE[i % 12]! + (i >= 12 ? step : 0)).toFixed(2)}`;
  });
const csv = (n: number, step: number) => ['week,hours', ...weeks(n, step)].join('\n');
const BASE = ['--time', 'week', '--value', 'hours', '--better', 'lower'];
const KEYS = [
  ...['verdict', 'strength', 'effect', 'low', 'high', 'p', 'rho', 'sigma', 'share', 'trendShare', 'nBefore', 'nAfter'],
  ...['moreNeeded', 'outliers', 'scale', 'reason', 'sentence'],
];

describe('analyse verdict', () => {
  it('prints one JSON object, whichever way the launch is given', () => {
    const path = file(csv(24, -3));
    const byDate = analyse(['verdict', path, ...BASE, '--launch', '2026-03-30', '--target', '16', '--json']);
    const byRow = analyse(['verdict', path, ...BASE, '--launch-row', '13', '--target', '16', '--json']);
    expect(byDate).toEqual({ ...byRow, stderr: '' });
    const result = JSON.parse(byDate.stdout) as Record<string, unknown>;
    expect(Object.keys(result)).toEqual(KEYS);
    expect(result).toMatchObject({ verdict: 'improved', strength: 'confirmed', nBefore: 12, nAfter: 12, reason: null });
    expect(result['share']).toBeCloseTo(0.75, 1);
    expect(result['sentence']).toMatch(/^Hours is 2\.9\d lower since 2026-03-30/);
  }, 30_000);

  it('says how many more values are needed and about when, and holds no effect', () => {
    const result = JSON.parse(analyse(['verdict', file(csv(13, -3)), ...BASE, '--launch-row', '13', '--json']).stdout) as object;
    expect(result).toMatchObject({ verdict: 'not enough data', effect: null, low: null, moreNeeded: 2, reason: 'too-few-after' });
    expect(result).toMatchObject({ sentence: expect.stringContaining('about 2 more values, about 2026-04-13') as string });
  });

  it('prints a report with a chart', () => {
    const { stdout, status } = analyse(['verdict', file(csv(24, -3)), ...BASE, '--launch-row', '13']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^IMPROVED \(CONFIRMED\)\n/);
    expect(stdout).toMatch(/o.*\|/);
    expect(stdout).toMatch(/●/);
    expect(stdout).toContain('12 before, 12 after');
  });

  it.each<[string, string, string[], RegExp]>([
    ['text among numbers', 'week,hours\n2026-01-05,1\n2026-01-12,n/a\n', ['--launch-row', '1'], /line 3: "n\/a" in column hours is no number\.$/],
    ['an infinite number', 'week,hours\n2026-01-05,1e999\n', ['--launch-row', '1'], /line 2: "1e999"/],
    ['a date that does not exist', 'week,hours\n2026-02-28,1\n2026-02-30,2\n', ['--launch-row', '1'], /line 3: "2026-02-30" in column week is no date/],
    ['a column that is missing', 'week,days\n2026-02-28,1\n', ['--launch-row', '1'], /line 1: there is no column "hours", only week, days\.$/],
    ['a row that is too long', 'week,hours\n2026-02-28,1\n2026-03-07,1,2\n', ['--launch-row', '1'], /line 3: .*\.$/],
    ['an empty file', '', ['--launch-row', '1'], /holds no rows/],
    ['a launch past the end', csv(3, 0), ['--launch-row', '9'], /--launch-row 9 is past the last of 3 rows\.$/],
    ['a launch that is no date', csv(3, 0), ['--launch', 'spring'], /--launch "spring" is no date/],
    ['no launch', csv(3, 0), [], /Give either --launch or --launch-row\.$/],
    ['an option that is not known', csv(3, 0), ['--lunch', '3'], /--lunch/],
    ['a scale that is not known', csv(3, 0), ['--launch-row', '1', '--scale', 'cube'], /--scale takes none or log or sqrt or auto/],
  ])('tells %s in one sentence, with exit code 2', (_what, text, args, message) => {
    const { stdout, stderr, status } = analyse(['verdict', file(text, 'bad.csv'), ...BASE, ...args]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('tells that a file cannot be read', () => {
    expect(analyse(['verdict', join(folder, 'none.csv'), ...BASE])).toMatchObject({ status: 2, stderr: expect.stringMatching(/cannot be read\.\n$/) as string });
  });
});

describe('analyse verdict --jsonl', () => {
  it('writes a result or an error for each line, in order, and ends with 2 after an error', () => {
    const y = [...WOBBLE, ...WOBBLE.map((v) => v + 3)];
    const lines = [
      { id: 'a', y, n0: 12, direction: 1 },
      { id: 2, y: [...y, null], t: [...y.map((_, i) => 7 * i), 999], n0: 12, direction: -1, planned_effect: 1, scale: 'none' },
      { id: 'c', y, n0: 99, direction: 1 },
      { id: 'd', y: ['1'], n0: 0, direction: 1 },
    ];
    const { stdout, status } = analyse(['verdict', '--jsonl'], `${lines.map((l) => JSON.stringify(l)).join('\n')}\n\nnot json\n`);
    const results = stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(status).toBe(2);
    expect(results.map(({ id }) => id)).toEqual(['a', 2, 'c', 'd', null]);
    expect(Object.keys(results[0]!)).toEqual(['id', ...KEYS]);
    expect(results[0]).toMatchObject({ verdict: 'improved' });
    expect(results[1]).toMatchObject({ verdict: 'worsened' });
    for (const result of results.slice(2)) expect(Object.keys(result)).toEqual(['id', 'error']);
  });

  it('judges 4,000 series of 60 points in under a minute', () => {
    const y = (seed: number) => Array.from({ length: 60 }, (_, i) => Math.sin(seed + i * i * 1.7) * 3 + 20);
    const input = Array.from({ length: 4000 }, (_, id) => JSON.stringify({ id, y: y(id), n0: 30, direction: 1 })).join('\n');
    const start = process.hrtime.bigint();
    const { stdout, status } = analyse(['verdict', '--jsonl'], input);
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    expect({ status, lines: stdout.trim().split('\n').length }).toEqual({ status: 0, lines: 4000 });
    expect(seconds).toBeLessThan(60);
  }, 90_000);
});

describe('analyse can-tell', () => {
  it('prints what could be found, the chance for the plan, and the placebo check', () => {
    const result = JSON.parse(analyse(['can-tell', file(csv(24, 0)), '--value', 'hours', '--planned', '1', '--after', '8', '--json']).stdout) as object;
    expect(result).toMatchObject({ detectable: { power80: expect.any(Number) as number }, powerForPlanned: expect.any(Number) as number, placebo: { dates: expect.any(Number) as number, claims: expect.any(Number) as number } });
  });

  it('refuses without a number when the values cannot say', () => {
    const { stdout, status } = analyse(['can-tell', file(csv(5, 0)), '--value', 'hours', '--planned', '1', '--json']);
    expect({ status, result: JSON.parse(stdout) as object }).toEqual({
      status: 0,
      result: { detectable: null, powerForPlanned: null, placebo: null, reason: 'too-few-values' },
    });
  });
});

describeWithCases('analyse verdict on a real series', () => {
  it('finds nothing in Lake Huron, and the fall of the Nile', () => {
    const huron = analyse(['verdict', csvOf(kpiCase('21_negctl_lakehuron')), '--time', 'year', '--value', 'level', '--launch', '1905', '--better', 'lower', '--json']);
    expect(JSON.parse(huron.stdout)).toMatchObject({ strength: null, nBefore: 30 });
    const nile = analyse(['verdict', csvOf(kpiCase('05_nile_known_date_60')), '--time', 'year', '--value', 'flow', '--launch-row', '29', '--better', 'higher', '--json']);
    expect(JSON.parse(nile.stdout)).toMatchObject({ verdict: 'worsened' });
  });
});
