import { type Crowd, joined, slotOf } from '../../domain/crowd';
import { type Workflow } from '../../domain/history';
import { meansDelivered } from '../../domain/resolution';
import { weeksIn } from '../../domain/week';
import { type Ports } from '../ports';
import { type FetchedIssue, type HistorySite } from './ports';

/** How a project's issues are read, from what was found out about its site. */
export function workflowOf({ zone, categories, usesResolutions }: HistorySite): Workflow {
  const weekOf = weeksIn(zone);
  if (!weekOf) throw new Error(`There is no time zone ${zone}.`);
  return {
    categoryOf: (status) => (Object.hasOwn(categories, status) ? categories[status] : undefined),
    isCancelled: (resolution) => !meansDelivered(resolution),
    usesResolutions,
    weekOf,
  };
}

/** Who was active on the issues, week by week; only slots are kept, never who (see domain/crowd). */
export async function crowdOf(ports: Ports, issues: readonly FetchedIssue[], site: HistorySite): Promise<Crowd> {
  const weekOf = weeksIn(site.zone);
  const active = issues.flatMap(({ changes }) => changes).flatMap(({ byId, at }) => (byId === undefined ? [] : [{ byId, week: weekOf?.(at) }]));
  const pseudonyms = await ports.pseudonyms([...new Set(active.map(({ byId }) => byId))]);
  const weeks = new Map<string, Set<number>>();
  for (const { byId, week } of active) {
    const pseudonym = pseudonyms.get(byId);
    if (week === undefined || pseudonym === undefined) continue;
    const slots = weeks.get(week) ?? new Set<number>();
    weeks.set(week, slots.add(slotOf(pseudonym)));
  }
  return joined({}, Object.fromEntries([...weeks].map(([week, slots]) => [week, [...slots]])));
}
