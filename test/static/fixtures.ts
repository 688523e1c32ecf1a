// Here and not in the set-up, which runs before `expect` is there.
import '@testing-library/jest-dom';
import { type CallReply } from '../../src/contract';
import { type KpiRecord, type MeasureView, type OutcomeCard, type OutcomeRecord } from '../../src/contract/views';

export const NOW = '2026-09-28T07:12:00.000Z';
export const KPI = 'kpi_0000000000000001';
export const OUTCOME = 'out_0000000000000001';

export const measure = (more: Partial<MeasureView> = {}): MeasureView => ({
  kpiId: KPI,
  name: 'Handling time',
  unit: 'h',
  direction: 'decrease',
  cadence: 'week',
  role: 'primary',
  baseline: { kind: 'level', level: 9.2, count: 16 },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  launch: '2026-08-03',
  newest: { at: '2026-09-25', value: 7.2 },
  way: { kind: 'share', share: 0.62 },
  verdict: { kind: 'not enough data', moreNeeded: 5, plain: { before: 9.2, after: 7.2, nBefore: 16, nAfter: 2 } },
  enoughBy: '2026-10-30',
  ...more,
});

type Verdict = MeasureView['verdict'];
type Effect = Extract<Verdict, { kind: 'improved' | 'worsened' }>['effect'];

/** What moved after the launch: −2 hours of a gap of −3.2, with its range. */
export const effect = (more: Partial<Effect> = {}): Effect => ({
  ...{ effect: -2, low: -2.4, high: -1.4, p: 0.01, rho: 0.2, sigma: 0.4, share: 0.625, scale: 'none', outliers: [] },
  ...more,
});

export const moved = (kind: 'improved' | 'worsened', strength: 'tentative' | 'confirmed', more: Partial<Effect> = {}): Verdict => ({
  ...{ kind, strength, effect: effect(more), plain: { before: 9.2, after: 7.2, nBefore: 16, nAfter: 8 } },
});

export const card = (more: Partial<OutcomeCard> = {}): OutcomeCard => ({
  outcomeId: OUTCOME,
  title: 'Faster service requests',
  ownerId: 'me',
  period: { to: '2026-12-31' },
  state: 'open',
  restricted: false,
  signal: { kind: 'unproven', since: null, why: { key: 'signal.unproven.why', params: { name: 'Handling time' } }, clears: { key: 'signal.unproven.clears', params: { name: 'Handling time' } } },
  measures: [measure()],
  ...more,
});

type Panel = CallReply<'panel.read'>;

export const served = (outcome: OutcomeCard, more: Partial<Panel['outcomes'][number]> = {}): Panel['outcomes'][number] => ({
  outcome,
  primary: true,
  via: { issueId: '18', key: 'NSP-18', summary: 'Automatic routing' },
  since: '2026-07-06',
  drawn: [],
  mayRecord: [],
  ...more,
});

export const panel = (...outcomes: Panel['outcomes']): { ok: true; data: Panel } => ({
  ok: true,
  data: {
    now: NOW,
    issue: { issueId: '118', key: 'NSP-118', type: 'Story' },
    projectKey: 'NSP',
    outcomes,
    unseenParent: false,
    lostOutcome: false,
    linkable: { issueId: '18', key: 'NSP-18', summary: 'Automatic routing' },
    requests: [],
  },
});

export const outcome = (more: Partial<OutcomeRecord> = {}): OutcomeRecord => ({
  outcomeId: OUTCOME,
  version: 4,
  title: 'Faster service requests',
  description: '',
  ownerId: 'me',
  approverIds: [],
  period: {},
  restricted: false,
  state: 'open',
  ...more,
});

export const kpi = (more: Partial<KpiRecord> = {}): KpiRecord => ({
  kpiId: KPI,
  version: 3,
  name: 'Handling time',
  unit: 'h',
  direction: 'decrease',
  cadence: 'week',
  ownerId: 'me',
  state: 'open',
  count: 0,
  ...more,
});

export const access = { ok: true as const, data: { accountId: 'me', now: NOW, manageOutcomes: true, jiraAdmin: true } };

export const failure = (): never => {
  throw new Error('There was an error invoking the function');
};

export const refusal = (code: 'forbidden' | 'changed-meanwhile' | 'jira-unavailable' | 'invalid-input' | 'limit-reached', message: string, field?: string) => ({
  ok: false as const,
  error: { code, message, ...(field === undefined ? {} : { field }) },
});
