import { canTell, type CanTell } from '../../domain/can-tell';
import { type FlowIssue, seriesOf } from '../../domain/flow';
import { type Cadence, type Direction } from '../../domain/kpi';
import { type JiraSource, fieldOf, isCountNow } from '../../domain/kpi-source';
import { MIN_BASELINE } from '../../domain/baseline';
import { onAxis } from '../../domain/timeline';
import { type NewValue } from '../../domain/value-log';
import { type Verdict, judge } from '../../domain/verdict';
import { weeksIn } from '../../domain/week';
import { type Ports, SITE, ref } from '../ports';
import { askedOf } from './fill';
import { lastWeek } from './publish';
import { samplesOf } from './samples';

/** Pages of a hundred issues that a preview reads, with one request more for their changes: about 1,000 of Jira's points. */
const PREVIEW_PAGES = 5;
/** Values taken as after the launch, where nobody says when it was. */
const AFTER = 12;
const PLANNED_SHARE = 0.1;

export interface JiraPreview {
  issues: number;
  isCut: boolean;
  values: NewValue[];
}

/** What a KPI counted in Jira would have shown to the caller. Where not all issues are read, only the weeks since the earliest change among those that are. */
export async function previewJira(ports: Ports, source: JiraSource): Promise<JiraPreview> {
  const { user } = ports.jiraKpis;
  const asked = askedOf(source);
  const issues = await user.count(asked);
  if (isCountNow(source)) return { issues, isCut: false, values: [{ at: ports.now().slice(0, 10), value: issues }] };
  const settings = ref('settings', SITE);
  const site = await user.site(asked);
  const zone = (await ports.store.read([settings])).get(settings)?.body.zone ?? site.zone;
  const read = { source, site: { ...site, zone } };
  const { items, isCut } = await newest(ports, source, asked);
  const samples = [...(await samplesOf(user, read, items)).values()].flatMap((sample) => sample ?? []);
  const values = seriesOf(source, samples, lastWeek(zone, ports.now()));
  if (!isCut) return { issues, isCut, values };
  // Of what is open, the issues that were not read are a part of every week.
  const isOfOpen = source.kind === 'jql' ? source.count === 'open' : source.figure.of === 'age';
  const from = weeksIn(zone)?.(items.at(-1)?.updated ?? '') ?? '';
  return { issues, isCut, values: isOfOpen ? [] : values.filter(({ at }) => at > from) };
}

async function newest(ports: Ports, source: JiraSource, asked: string): Promise<{ items: FlowIssue[]; isCut: boolean }> {
  const items: FlowIssue[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PREVIEW_PAGES; page += 1) {
    const next = await ports.jiraKpis.user.page(asked, 'last-changed', fieldOf(source), cursor);
    items.push(...next.items);
    ({ cursor } = next);
    if (cursor === undefined) break;
  }
  return { items, isCut: cursor !== undefined };
}

export interface Trial {
  launch: string;
  planned: number;
  verdict: Verdict;
  canTell: CanTell;
}

/** The verdict that a launch on a date of the past would have had, and whether the values before it can tell; undefined for too few values. */
export function tryOut(values: readonly NewValue[], { direction, cadence, launch: given, planned: stated }: { direction: Direction; cadence: Cadence; launch?: string | undefined; planned?: number | undefined }): Trial | undefined {
  const launch = given ?? values.at(-AFTER)?.at;
  if (launch === undefined || values.length < MIN_BASELINE) return undefined;
  const times = onAxis(values.map(({ at }) => at), cadence);
  const firstAfter = values.findIndex(({ at }) => at >= launch);
  const before = firstAfter < 0 ? values : values.slice(0, firstAfter);
  const level = before.reduce((sum, { value }) => sum + value / before.length, 0);
  const planned = stated ?? Math.abs(level) * PLANNED_SHARE;
  return {
    launch,
    planned,
    verdict: judge({
      ...{ times, values: values.map(({ value }) => value), launch: times[firstAfter] ?? Infinity, scale: 'auto' },
      better: direction === 'increase' ? 1 : -1,
      ...(planned > 0 ? { planned } : {}),
    }),
    canTell: canTell({ times: times.slice(0, before.length), values: before.map(({ value }) => value), planned, after: AFTER }),
  };
}
