import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT, siteOf } from '../../dev/bench/site';
import { ADMIN, ENGINEER, GLOBAL, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../support/needle';
import { startPlatform } from '../support/platform';

const NOW = '2026-06-29T10:00:00.000Z';
const OUTCOMES = 5;

interface Cost {
  invocations: number;
  kvs: number;
  jira: number;
  replyBytes: number;
}

const VIEWS = ['panel', 'page', 'activity', 'epics', 'outcomes', 'outcome'] as const;

/** What the views cost on a site of so many issues, once its history is read. */
async function costsOn(issues: number): Promise<Record<(typeof VIEWS)[number], Cost>> {
  const folder = mkdtempSync(join(tmpdir(), 'needle-budgets-'));
  const seed = join(folder, 'site.jsonl');
  writeFileSync(seed, `${[...siteOf(issues, Date.parse(NOW))].join('\n')}\n`);
  const platform = await startPlatform({ seed, now: NOW, variables: { JIRA_QUOTA: 'tenant' } });
  try {
    const needle = needleOn(platform);
    let last = '';
    // The panel's own epic, and some on the first page of the list of epics.
    const { epics } = await needle.call(PROJECT_ADMIN, inSettings(PROJECT), 'epic.list', {});
    const linked = [await needle.issueId(`${PROJECT}-1`), ...epics.map(({ issueId }) => issueId)];
    for (let n = 0; n < OUTCOMES; n += 1) {
      const { outcomeId } = await needle.outcomeWithKpi(`Outcome ${n}`);
      await needle.call(PROJECT_ADMIN, inSettings(PROJECT), 'link.set', { issueId: linked[n] ?? '', outcomeId });
      last = outcomeId;
    }
    await platform.clock({ advance: 'PT3H' });
    const { status } = await needle.call(ENGINEER, onProject(PROJECT), 'project.activity', {});
    expect(status.state).toBe('current');
    const costOf = async (view: () => Promise<unknown>): Promise<Cost> => {
      await platform.idle();
      await platform.resetMeter();
      await view();
      const { invocations, kvs, jira, replyBytes } = await platform.meter();
      return { invocations, kvs: kvs.requests, jira: jira.requests, replyBytes };
    };
    return {
      panel: await costOf(() => needle.call(ENGINEER, onIssue(`${PROJECT}-2`), 'panel.read', {})),
      page: await costOf(() => needle.call(ENGINEER, onProject(PROJECT), 'project.read', {})),
      activity: await costOf(() => needle.call(ENGINEER, onProject(PROJECT), 'project.activity', {})),
      epics: await costOf(() => needle.call(PROJECT_ADMIN, inSettings(PROJECT), 'epic.list', {})),
      outcomes: await costOf(() => needle.call(ADMIN, GLOBAL, 'outcome.list', {})),
      outcome: await costOf(() => needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: last })),
    };
  } finally {
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const KIB = 1024;

it('every view keeps its budget with 10,000 issues, and makes as many requests as with 1,500', async () => {
  // Enough for the first page of epics to be full.
  const [small, large] = [await costsOn(1_500), await costsOn(10_000)];
  const budgets: Record<(typeof VIEWS)[number], { kvs: number; jira: number; replyBytes: number }> = {
    panel: { kvs: 4, jira: 2, replyBytes: 16 * KIB },
    page: { kvs: 6, jira: 1, replyBytes: 16 * KIB },
    activity: { kvs: 6, jira: 2, replyBytes: 64 * KIB },
    epics: { kvs: 4, jira: 3, replyBytes: 16 * KIB },
    outcomes: { kvs: 3, jira: 2, replyBytes: 16 * KIB },
    outcome: { kvs: 6, jira: 3, replyBytes: 16 * KIB },
  };
  for (const view of VIEWS) {
    const { invocations, ...cost } = large[view];
    expect([view, invocations]).toEqual([view, 1]);
    for (const what of ['kvs', 'jira', 'replyBytes'] as const) expect([view, what, cost[what] <= budgets[view][what], cost[what]]).toEqual([view, what, true, cost[what]]);
    expect([view, cost.kvs, cost.jira]).toEqual([view, small[view].kvs, small[view].jira]);
  }
}, 600_000);
