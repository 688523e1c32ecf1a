import { type DeliveryCount } from '../domain/outcome';
import { type OutcomeSnapshot, sumCounts } from '../domain/snapshot';

export interface Delivered {
  epics: number;
  /** Absent while a project was not counted: never a made-up zero, and never a part for the whole. */
  count?: DeliveryCount;
}

/** What was delivered for the outcome in the projects. */
export function deliveryIn({ delivery }: OutcomeSnapshot, projectIds: readonly string[]): Delivered {
  const there = projectIds.flatMap((id) => delivery[id] ?? []);
  const count = sumCounts(there.map((project) => project.count));
  return { epics: there.reduce((sum, project) => sum + project.epicIds.length, 0), ...(count ? { count } : {}) };
}

/** Only over projects that the viewer may browse: those of others enter neither the sum nor their number. Undefined where they may browse none. */
export function deliverySeen(view: OutcomeSnapshot, browsable: ReadonlySet<string>): (Delivered & { projects: number }) | undefined {
  const projects = Object.keys(view.delivery).filter((id) => browsable.has(id));
  return projects.length === 0 ? undefined : { ...deliveryIn(view, projects), projects: projects.length };
}
