import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT, siteOf } from '../../dev/bench/site';
import { ENGINEER, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../support/needle';
import { startPlatform } from '../support/platform';

const NOW = '2026-06-29T10:00:00.000Z';
const OUTCOMES = 5;

interface Cost {
  invocations: number;
  kvs: number;
  jira: number;
  replyBytes: number;
}

/** What a panel and a project page cost on a site of so many issues, once its history is read. */
async function costsOn(issues: number): Promise<Record<'panel' | 'page' | 'activity', Cost>> {
  const folder = mkdtempSync(join(tmpdir(), 'needle-budgets-'));
  const seed = join(folder, 'site.jsonl');
  writeFileSync(seed, `${[...siteOf(issues, Date.parse(NOW))].join('\n')}\n`);
  const platform = await startPlatform({ seed, now: NOW, variables: { JIRA_QUOTA: 'tenant' } });
  try {
    const needle = needleOn(platform);
    for (let n = 0; n < OUTCOMES; n += 1) {
      const { outcomeId } = await needle.outcomeWithKpi(`Outcome ${n}`);
      await needle.call(PROJECT_ADMIN, inSettings(PROJECT), 'link.set', { issueId: await needle.issueId(`${PROJECT}-${1 + 50 * n}`), outcomeId });
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
    };
  } finally {
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

it('a panel and a project page keep their budgets with 10,000 issues, and make as many requests as with 400', async () => {
  const [small, large] = [await costsOn(400), await costsOn(10_000)];
  expect(large.panel.invocations).toBe(1);
  expect(large.panel.kvs).toBeLessThanOrEqual(4);
  expect(large.panel.jira).toBeLessThanOrEqual(2);
  expect(large.panel.replyBytes).toBeLessThanOrEqual(16 * 1024);
  expect(large.page).toMatchObject({ invocations: 1, jira: 1 });
  expect(large.page.kvs).toBeLessThanOrEqual(6);
  for (const view of ['panel', 'page', 'activity'] as const) {
    expect([view, large[view].kvs, large[view].jira]).toEqual([view, small[view].kvs, small[view].jira]);
  }
}, 300_000);
