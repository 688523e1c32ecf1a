import { namedIn } from '../../src/domain/named-in';

const OUT = 'out_0123456789abcdef';
const OTHER = 'out_fedcba9876543210';
const KPI = 'kpi_0123456789abcdef';
const TEAM = 'team_0123456789abcdef';

it('finds ids wherever they stand in a record, and issues by the field’s name', () => {
  const named = namedIn({ stream: `outcome:${OUT}`, data: { parentId: { from: OTHER, to: null }, epics: [{ issueId: '2001' }], fromIssueId: '2002', count: 2003, teams: [TEAM] } });
  expect(named).toEqual({ outcomeIds: new Set([OTHER]), kpiIds: new Set(), teamIds: new Set([TEAM]), issueIds: new Set(['2001', '2002']) });
});

it('leaves out what the stream is about, the measures of an outcome, and what people wrote', () => {
  const none = { outcomeIds: new Set(), kpiIds: new Set(), teamIds: new Set(), issueIds: new Set() };
  expect(namedIn({ stream: `outcome:${OUT}`, data: { outcomeId: OUT, kpiId: KPI, note: `See ${OTHER}` } })).toEqual(none);
  expect(namedIn({ stream: `kpi:${KPI}`, data: { kpiId: KPI } })).toEqual(none);
  expect(namedIn({ stream: `kpi:kpi_1111111111111111`, data: { leftId: KPI } })).toEqual({ ...none, kpiIds: new Set([KPI]) });
});
