import fc from 'fast-check';
import { type FlowIssue, type FlowWorkflow, type Sample, sampleOf, seriesOf } from '../../src/domain/flow';
import { type Change } from '../../src/domain/history';
import { type FlowFigure, type JiraSource } from '../../src/domain/kpi-source';
import { meansDelivered } from '../../src/domain/resolution';
import { datesIn, weeksIn } from '../../src/domain/week';
import { realHistory } from '../dev/host/jira/history';

const CATEGORIES: Record<string, 'new' | 'indeterminate' | 'done'> = { Open: 'new', Doing: 'indeterminate', Waiting: 'indeterminate', Closed: 'done' };

function workflowIn(zone: string, usesResolutions = true): FlowWorkflow {
  return {
    categoryOf: (status) => CATEGORIES[status],
    isCancelled: (resolution) => !meansDelivered(resolution),
    usesResolutions,
    weekOf: weeksIn(zone) ?? (() => undefined),
    dateOf: datesIn(zone) ?? (() => undefined),
  };
}
const UTC = workflowIn('UTC');

let changeId = 0;
const status = (at: string, from: string, to: string): Change => ({ id: String((changeId += 1)), at, field: 'status', from, to });
const resolution = (at: string, from: string | null, to: string | null): Change => ({ id: String((changeId += 1)), at, field: 'resolution', from, to });

function issue(created: string, changes: Change[] = [], more: Partial<FlowIssue> = {}): FlowIssue {
  const last = changes.filter(({ field }) => field === 'resolution').at(-1);
  const standing = last?.to ? { name: last.to, at: last.at } : null;
  return { issueId: '1', projectId: '10', isSecured: false, updated: created, created, resolution: standing, changes, ...more };
}

function values(source: JiraSource, issues: readonly FlowIssue[], through: string, workflow = UTC) {
  return seriesOf(source, issues.flatMap((one) => sampleOf(source, one, workflow) ?? []), through).map(({ at, value }) => [at, value]);
}
const flow = (figure: FlowFigure): JiraSource => ({ kind: 'flow', jql: 'project = X', figure });
const jql = (count: 'created' | 'resolved' | 'open'): JiraSource => ({ kind: 'jql', jql: 'project = X', count });

/** Three requests, worked out by hand. Weeks begin on 5, 12, 19 and 26 January 2026. */
const A = issue('2026-01-05T08:00:00Z', [
  status('2026-01-05T12:00:00Z', 'Open', 'Doing'), // 4 h after its creation
  status('2026-01-06T08:00:00Z', 'Doing', 'Closed'),
  resolution('2026-01-06T08:00:00Z', null, 'Done'), // 24 h; 20 h in Doing
]);
const B = issue('2026-01-06T00:00:00Z', [
  status('2026-01-06T06:00:00Z', 'Open', 'Doing'),
  status('2026-01-07T00:00:00Z', 'Doing', 'Waiting'), // 18 h in Doing
  status('2026-01-08T00:00:00Z', 'Waiting', 'Closed'),
  resolution('2026-01-08T00:00:00Z', null, 'Done'),
  resolution('2026-01-13T00:00:00Z', 'Done', null),
  status('2026-01-13T00:00:00Z', 'Closed', 'Doing'),
  status('2026-01-14T00:00:00Z', 'Doing', 'Closed'), // 24 h more in Doing
  resolution('2026-01-14T00:00:00Z', null, 'Done'), // 192 h; stands in the week of the 12th
]);
const C = issue('2026-01-12T00:00:00Z', [resolution('2026-01-12T10:00:00Z', null, "Won't Fix")]);
const D = issue('2026-01-15T00:00:00Z');
const ALL = [A, B, C, D];

describe('a KPI of weeks, by hand', () => {
  it.each<[string, JiraSource, [string, number][]]>([
    ['created', jql('created'), [['2026-01-05', 2], ['2026-01-12', 2], ['2026-01-19', 0]]],
    // B's first end was taken back: it counts where it stands.
    ['resolved', jql('resolved'), [['2026-01-05', 1], ['2026-01-12', 2], ['2026-01-19', 0]]],
    ['open at the end: B was resolved at the end of the first week and of the second', jql('open'), [['2026-01-12', 1], ['2026-01-19', 1]]],
    ['throughput: what was cancelled delivered nothing', flow({ of: 'throughput' }), [['2026-01-05', 1], ['2026-01-12', 1], ['2026-01-19', 0]]],
    ['median lead time', flow({ of: 'lead-time', percentile: 50, in: 'hours' }), [['2026-01-05', 24], ['2026-01-12', 192]]],
    ['lead time in days', flow({ of: 'lead-time', percentile: 50, in: 'days' }), [['2026-01-05', 1], ['2026-01-12', 8]]],
    ['cycle time, from the first time in progress', flow({ of: 'cycle-time', percentile: 50, in: 'hours' }), [['2026-01-05', 20], ['2026-01-12', 186]]],
    ['share reopened', flow({ of: 'reopened' }), [['2026-01-05', 0], ['2026-01-12', 100]]],
    ['share within 48 hours', flow({ of: 'within', hours: 48 }), [['2026-01-05', 100], ['2026-01-12', 0]]],
    ['time in a status, all stays together', flow({ of: 'time-in-status', status: { id: '3', name: 'Doing' }, percentile: 50, in: 'hours' }), [['2026-01-05', 20], ['2026-01-12', 42]]],
    ['in the first status of all, from the creation on', flow({ of: 'time-in-status', status: { id: '1', name: 'Open' }, percentile: 50, in: 'hours' }), [['2026-01-05', 4], ['2026-01-12', 6]]],
    ['age of open work at midnight after Sunday', flow({ of: 'age', percentile: 50 }), [['2026-01-12', 4], ['2026-01-19', 11]]],
  ])('%s', (_, source, expected) => {
    expect(values(source, ALL, '2026-01-19')).toEqual(expected);
  });

  it('a percentile lies between the two values that surround it, as in a spreadsheet', () => {
    const taking = (hours: number) => issue('2026-01-05T00:00:00Z', [resolution(new Date(Date.UTC(2026, 0, 5) + hours * 3_600_000).toISOString(), null, 'Done')]);
    // PERCENTILE.INC({10;20;30;40};0.85) = 35.5
    expect(values(flow({ of: 'lead-time', percentile: 85, in: 'hours' }), [10, 20, 30, 40].map(taking), '2026-01-05')).toEqual([['2026-01-05', 35.5]]);
  });

  it("a service desk's agreement counts each ended cycle in the week in which it ended", () => {
    const cycles = [
      { stoppedAt: '2026-01-07T10:00:00Z', isBreached: false, hours: 3 },
      { stoppedAt: '2026-01-09T10:00:00Z', isBreached: true, hours: 9 },
      { stoppedAt: '2026-01-14T10:00:00Z', isBreached: false, hours: 4 },
    ];
    const field = { id: 'customfield_1', name: 'Time to first response' };
    const desk = [issue('2026-01-05T00:00:00Z', [], { cycles }), issue('2026-01-05T00:00:00Z', [])];
    expect(values(flow({ of: 'sla-met', field }), desk, '2026-01-12')).toEqual([['2026-01-05', 50], ['2026-01-12', 100]]);
    expect(values(flow({ of: 'sla-time', field, percentile: 50, in: 'hours' }), desk, '2026-01-12')).toEqual([['2026-01-05', 6], ['2026-01-12', 4]]);
  });

  it('the running week has no value, and the zone says when a week ends', () => {
    const late = issue('2026-01-11T23:30:00Z');
    expect(values(jql('created'), [late], '2026-01-05')).toEqual([['2026-01-05', 1]]);
    expect(values(jql('created'), [late], '2026-01-05', workflowIn('Europe/Berlin'))).toEqual([]);
    expect(values(jql('created'), [late], '2026-01-12', workflowIn('Europe/Berlin'))).toEqual([['2026-01-12', 1]]);
  });

  it('where no resolutions are used, the done category says when work ended', () => {
    const without = issue('2026-01-05T00:00:00Z', [status('2026-01-06T00:00:00Z', 'Doing', 'Closed'), status('2026-01-13T00:00:00Z', 'Closed', 'Doing')]);
    const workflow = workflowIn('UTC', false);
    expect(values(jql('open'), [without], '2026-01-12', workflow)).toEqual([['2026-01-12', 1]]);
    expect(values(jql('resolved'), [without], '2026-01-12', workflow)).toEqual([]);
  });

  it('an issue with a security level says nothing, and neither does one that is gone', () => {
    expect(sampleOf(jql('created'), { ...A, isSecured: true }, UTC)).toBeUndefined();
    const gone: Sample = { projectId: '10', updated: A.updated, marks: [['2026-01-05', 1]], gone: '2026-02-01T00:00:00Z' };
    expect(seriesOf(jql('created'), [gone], '2026-01-05')).toEqual([]);
  });
});

describe('whatever happens', () => {
  const instant = fc.date({ min: new Date('2025-01-01'), max: new Date('2025-06-30'), noInvalidDate: true }).map((at) => at.toISOString());
  const history = fc.record({ created: instant, turns: fc.array(instant, { maxLength: 5 }) }).map(({ created, turns }) => {
    const after = turns.filter((at) => at > created).sort();
    return issue(created, after.map((at, i) => (i % 2 === 0 ? resolution(at, null, 'Done') : resolution(at, 'Done', null))));
  });
  const sources: JiraSource[] = [jql('created'), jql('resolved'), jql('open'), ...(['throughput', 'reopened'] as const).map((of) => flow({ of })), flow({ of: 'lead-time', percentile: 50, in: 'hours' }), flow({ of: 'age', percentile: 90 })];

  it('changes in any order and more than once, and issues in any order, give the same series', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), fc.constantFrom(...sources), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (issues, source, chance) => {
        const shuffled = <T>(list: readonly T[]): T[] => list.map((item) => ({ item, by: chance.next().value })).sort((a, b) => a.by - b.by).map(({ item }) => item);
        const disturbed = shuffled(issues).map((one) => ({ ...one, changes: shuffled([...one.changes, ...one.changes.slice(0, 2)]) }));
        expect(values(source, disturbed, '2025-07-07')).toEqual(values(source, issues, '2025-07-07'));
      }),
    );
  });

  it('what is open at the end of a week is what was created until then and not closed', () => {
    const END = 7 * 86_400_000;
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 8 }), (issues) => {
        for (const [week, count] of values(jql('open'), issues, '2025-07-07')) {
          const end = new Date(Date.parse(String(week)) + END).toISOString();
          const open = issues.filter(({ created, changes }) => created < end && changes.filter(({ at }) => at < end).length % 2 === 0);
          expect([week, count]).toEqual([week, open.length]);
        }
      }),
    );
  });

  it('a week later is the same series and a week more', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 8 }), fc.constantFrom(...sources), (issues, source) => {
        const later = values(source, issues, '2025-03-10');
        expect(later.filter(([week]) => String(week) <= '2025-03-03')).toEqual(values(source, issues, '2025-03-03'));
      }),
    );
  });
});

const lines = realHistory();
(lines ? describe : describe.skip)('a real history of 1,000 issues, beside a straightforward count over the file', () => {
  interface Line {
    fields: { created: string; updated: string; resolution: { name: string } | null; resolutiondate: string | null };
    changelog: { histories: { id: string; created: string; items: { field: string; from: string | null; fromString: string | null; to: string | null; toString: string | null }[] }[] };
  }
  const read = (lines ?? []).map((line) => JSON.parse(line) as Line);
  const issues = read.map(({ fields, changelog }, i): FlowIssue => {
    const changes = changelog.histories.flatMap(({ id, created, items }) =>
      items.filter(({ field }) => field === 'resolution').map((item): Change => ({ id, at: created, field: 'resolution', from: item.from, to: item.to })),
    );
    const end = fields.resolution && fields.resolutiondate ? { name: fields.resolution.name, at: fields.resolutiondate } : null;
    return { issueId: String(i), projectId: '1', isSecured: false, updated: fields.updated, created: fields.created, resolution: end, changes };
  });
  const at = (text: string): number => Date.parse(text.replace('+0000', 'Z'));
  const monday = (text: string): string => {
    const day = new Date(at(text));
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - ((day.getUTCDay() + 6) % 7))).toISOString().slice(0, 10);
  };
  const byWeek = (those: readonly Line[], week: (line: Line) => string) => {
    const weeks = new Map<string, Line[]>();
    for (const line of those) weeks.set(week(line), [...(weeks.get(week(line)) ?? []), line]);
    return weeks;
  };
  const resolved = read.filter(({ fields }) => fields.resolutiondate !== null);
  const THROUGH = '2030-01-07';

  it('created and resolved by week', () => {
    const created = byWeek(read, ({ fields }) => monday(fields.created));
    expect(values(jql('created'), issues, THROUGH).filter(([, n]) => n !== 0)).toEqual([...created].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, those]) => [week, those.length]));
    const ended = byWeek(resolved, ({ fields }) => monday(fields.resolutiondate ?? ''));
    expect(values(jql('resolved'), issues, THROUGH).filter(([, n]) => n !== 0)).toEqual([...ended].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, those]) => [week, those.length]));
  });

  it('the median days from creation to a resolution that delivered, and the share of these that was reopened', () => {
    const delivered = byWeek(resolved.filter(({ fields }) => meansDelivered(fields.resolution?.name ?? '')), ({ fields }) => monday(fields.resolutiondate ?? ''));
    const medians = [...delivered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, those]) => {
      const days = those.map(({ fields }) => (at(fields.resolutiondate ?? '') - at(fields.created)) / 86_400_000).sort((a, b) => a - b);
      const middle = ((days[Math.floor((days.length - 1) / 2)] ?? 0) + (days[Math.ceil((days.length - 1) / 2)] ?? 0)) / 2;
      return [week, Number(middle.toFixed(4))];
    });
    const counted = values(flow({ of: 'lead-time', percentile: 50, in: 'days' }), issues, THROUGH);
    expect(counted.map(([week]) => week)).toEqual(medians.map(([week]) => week));
    for (const [i, [, value]] of counted.entries()) expect(value).toBeCloseTo(Number(medians[i]?.[1]), 2);
    const shares = [...delivered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, those]) => {
      const again = those.filter(({ changelog }) => changelog.histories.some(({ items }) => items.some(({ field, from, to }) => field === 'resolution' && from !== null && to === null)));
      return [week, Number(((100 * again.length) / those.length).toFixed(4))];
    });
    expect(values(flow({ of: 'reopened' }), issues, THROUGH)).toEqual(shares);
    expect(shares.filter(([, share]) => Number(share) > 0).length).toBeGreaterThan(5);
  });
});
