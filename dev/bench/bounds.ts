import { POINTS_PER_HOUR } from '../../src/domain/budget';
import { type Computed } from './computed';
import { type Bound, type Row, type SiteReport } from './report';

/** Largest page of a project with 1,000 outcomes, in bytes of gzip. */
const PAGE_GZIP_BYTES = 200 * 1024;
/** Processor time of a view as a multiple of that of a call that does nothing. */
const PANEL_CPU = 10;
const PAGE_CPU = 50;
const UPKEEP_SHARE = 0.15;
const UPKEEP_AT_MOST = 0.5;
const TENANT_FILL_HOURS = 4;
const SHARED_FILL_SHARE = 0.2;
const VIEWS = ['issue panel', 'project page: outcomes', 'project page: run and change', 'project page: look-back'];

export function boundsOf(sites: readonly SiteReport[], computed: Computed): Bound[] {
  return [...growthBounds(sites), ...sites.flatMap(pageBounds), ...sites.flatMap(upkeepBounds), ...sites.map(fillBound), ...computedBounds(computed)];
}

/** The counts of a view on every site that has as many outcomes. */
function growthBounds(sites: readonly SiteReport[]): Bound[] {
  return VIEWS.map((what) => {
    const counts = sites.flatMap(({ stages }) => stages.slice(0, 1).flatMap(({ rows }) => rows.filter((row) => row.what === what).map(countsIn)));
    return { what: `${what}: requests do not grow with issues`, measured: counts.join(' → '), holds: new Set(counts).size <= 1 };
  });
}

function countsIn({ kvs, jira }: Row): string {
  return `${jira.requests} + ${kvs.requests}`;
}

function pageBounds({ issues, stages }: SiteReport): Bound[] {
  return stages.flatMap(({ outcomes, pageGzip, cpu }) => {
    const where = `${issues.toLocaleString('en-US')} issues, ${outcomes.toLocaleString('en-US')} outcomes`;
    return [
      { what: `${where}: the project page is at most 200 KiB of gzip`, measured: `${(pageGzip / 1024).toFixed(1)} KiB`, holds: pageGzip <= PAGE_GZIP_BYTES },
      { what: `${where}: a panel’s processor time is at most ${PANEL_CPU} times an empty call’s`, measured: (cpu.panel / cpu.empty).toFixed(1), holds: cpu.panel <= PANEL_CPU * cpu.empty },
      { what: `${where}: a project page’s is at most ${PAGE_CPU} times`, measured: (cpu.page / cpu.empty).toFixed(1), holds: cpu.page <= PAGE_CPU * cpu.empty },
    ];
  });
}

function upkeepBounds({ issues, upkeep }: SiteReport): Bound[] {
  const share = upkeep.points / POINTS_PER_HOUR;
  return [{ what: `${issues.toLocaleString('en-US')} issues: an hour of a day with 20,000 changes takes at most 15 % of its points`, measured: `${(100 * share).toFixed(1)} %`, holds: share <= UPKEEP_SHARE }];
}

function fillBound({ issues, fill }: SiteReport): Bound {
  const most = Math.max(...fill.hours) / POINTS_PER_HOUR;
  const where = `${issues.toLocaleString('en-US')} issues: the first fill`;
  const measured = `${fill.hours.length} h, at most ${(100 * most).toFixed(1)} % of an hour’s points`;
  if (fill.quota === 'tenant') return { what: `${where} ends within ${TENANT_FILL_HOURS} hours on points of the site’s own`, measured, holds: fill.hours.length <= TENANT_FILL_HOURS };
  return { what: `${where} takes at most 20 % of an hour’s points that are shared`, measured, holds: most <= SHARED_FILL_SHARE };
}

function computedBounds({ fills, upkeep }: Computed): Bound[] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    {
      what: `computed: a day of ${upkeep.changes.toLocaleString('en-US')} changes with bulk edits of up to 5,000 takes at most 15 % of an hour’s points on average, never above 50 %, and all are counted`,
      measured: `${percent(upkeep.average)} on average, at most ${percent(upkeep.most)}, ${upkeep.left} not counted`,
      holds: upkeep.average <= UPKEEP_SHARE && upkeep.most <= UPKEEP_AT_MOST && upkeep.left === 0,
    },
    ...fills.map(({ quota, issues, hours, most }) => ({
      what: `computed: the first fill of ${issues.toLocaleString('en-US')} issues ${quota === 'tenant' ? `ends within ${TENANT_FILL_HOURS} hours on points of the site’s own` : 'takes at most 20 % of an hour’s points that are shared'}`,
      measured: `${hours.toFixed(1)} h, at most ${percent(most)} of an hour’s points`,
      holds: quota === 'tenant' ? hours <= TENANT_FILL_HOURS : most <= SHARED_FILL_SHARE,
    })),
  ];
}
