import { sameJson } from '../../domain/canonical-json';
import { outcomeActivity } from '../../domain/outcome-activity';
import { outcomeAlarms } from '../../domain/outcome-signal';
import { type OutcomeActivity } from '../../domain/signal';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { takeAlarms } from '../alarms';
import { APP, change } from '../change';
import { type Found, type Ports, ref } from '../ports';
import { putOutcome } from '../views';
import { eachOf } from './each-of';

const OUTCOMES_PER_PAGE = 100;

/** Looks at all open outcomes and raises or clears their alarms; writes only where something came or went. One that fails stops no other. */
export async function refreshAlarms(ports: Ports): Promise<{ outcomes: number; changed: number; failed: number }> {
  const did = { outcomes: 0, changed: 0, failed: 0 };
  let cursor: string | undefined;
  do {
    const page = await ports.store.listOutcomeViews({ partition: 'open', cursor, limit: OUTCOMES_PER_PAGE });
    const projects = new Set(page.items.flatMap(({ delivery }) => Object.keys(delivery)));
    const activities = await ports.store.read([...projects].map((id) => ref('activity', id)));
    did.outcomes += page.items.length;
    did.failed += await eachOf(ports, 'The alarms of an outcome', page.items, async (view) => {
      if (!differs(view, activityOf(view, activities), ports.now())) return;
      await refreshOne(ports, view.outcomeId, activities);
      did.changed += 1;
    });
    cursor = page.cursor;
  } while (cursor !== undefined);
  return did;
}

function activityOf({ outcomeId, delivery, measures }: OutcomeSnapshot, activities: Found): OutcomeActivity | undefined {
  const projects = Object.keys(delivery).flatMap((id) => activities.get(ref('activity', id))?.body ?? []);
  const launches = measures.filter(({ role }) => role === 'primary').flatMap(({ launch }) => launch ?? []);
  return outcomeActivity(projects, outcomeId, launches.sort()[0]);
}

/** Whether other alarms are found than stand; the list may lag behind, so what is written is worked out anew. */
function differs(view: OutcomeSnapshot, activity: OutcomeActivity | undefined, now: string): boolean {
  if (!sameJson(activity, view.activity)) return true;
  const found = outcomeAlarms(view, now.slice(0, 10)).map(({ kind, why }) => `${kind} ${why.params['kpiId'] ?? ''}`);
  const standing = (view.alarms ?? []).map(({ kind, kpiId }) => `${kind} ${kpiId ?? ''}`);
  return found.length !== standing.length || found.some((alarm) => !standing.includes(alarm));
}

async function refreshOne(ports: Ports, outcomeId: string, activities: Found): Promise<void> {
  await change(ports, APP, async (tx) => {
    const stored = ref('outcome', outcomeId);
    const storedView = ref('outcomeView', outcomeId);
    await tx.read(stored, storedView);
    const [outcome, view] = [tx.get(stored), tx.get(storedView)];
    if (!outcome || !view || outcome.state === 'archived') return;
    const activity = activityOf(view, activities);
    const taken = takeAlarms(tx, outcome, outcomeAlarms({ ...view, activity }, tx.now.slice(0, 10)));
    putOutcome(tx, { ...taken.outcome, activity });
  });
}
