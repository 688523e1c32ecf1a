import fc from 'fast-check';
import { calls } from '../../../src/contract';
import { FORMULA_WHATS, type FeedValues, JIRA_WHATS, feedValues, isFormula, sourceFrom } from '../../../static/global-page/feed/feed-input';

const CHOICES = { statuses: [{ id: '3', name: 'Doing' }], agreements: [{ id: 'customfield_1', name: 'Time to resolution' }] };
const KPIS = ['kpi_aaaaaaaaaaaaaaaa', 'kpi_bbbbbbbbbbbbbbbb'] as const;
const filled = (what: string, more: Partial<FeedValues> = {}): FeedValues => ({
  ...feedValues(undefined, undefined, 'hours', false),
  ...{ what, 'source.jql': 'project = X', 'source.figure.status': '3', 'source.figure.field': 'customfield_1', 'source.leftId': KPIS[0], 'source.rightId': KPIS[1] },
  ...more,
});
const input = calls['kpi.preview'].input;

describe('what the form of a source says', () => {
  it.each([...JIRA_WHATS, ...FORMULA_WHATS])('%s: is a source by the contract, and the form shows it again as it was', (what) => {
    fc.assert(
      fc.property(fc.constantFrom('50', '85', '95'), fc.constantFrom('hours', 'days'), fc.integer({ min: 1, max: 900 }), (percentile, unit, hours) => {
        const read = sourceFrom(filled(what, { percentile, in: unit, 'source.figure.hours': String(hours) }), CHOICES);
        if (!('source' in read)) throw new Error(JSON.stringify(read));
        expect(input.safeParse({ source: read.source, direction: 'increase', cadence: 'week' }).success).toBe(true);
        const { source } = read;
        const told = source.kind === 'formula' ? { kind: source.kind, operation: source.operation, percent: source.percent ?? false, left: { kpiId: source.leftId }, right: { kpiId: source.rightId } } : source;
        const again = sourceFrom(feedValues(told, undefined, 'hours', isFormula(what)), CHOICES);
        expect(again).toEqual(read);
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    ['created', { 'source.jql': '  ' }, 'source.jql'],
    ['within', { 'source.figure.hours': '-2' }, 'source.figure.hours'],
    ['time-in-status', { 'source.figure.status': '' }, 'source.figure.status'],
    ['sla-met', { 'source.figure.field': '' }, 'source.figure.field'],
    ['ratio', { 'source.leftId': '' }, 'source.leftId'],
  ] as const)('%s without what it needs names the field', (what, more, field) => {
    expect(sourceFrom(filled(what, more), CHOICES)).toEqual({ errors: { [field]: expect.any(String) } });
  });
});
