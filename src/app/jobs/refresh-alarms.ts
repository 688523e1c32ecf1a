import { outcomeAlarms } from '../../domain/outcome-signal';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { takeAlarms } from '../alarms';
import { APP, change } from '../change';
import { type Ports, ref } from '../ports';
import { putOutcome } from '../views';

const OUTCOMES_PER_PAGE = 100;

/** Looks at all open outcomes and raises or clears their alarms; writes only where one came or went. */
export async function refreshAlarms(ports: Ports): Promise<{ outcomes: number; changed: number }> {
  const did = { outcomes: 0, changed: 0 };
  let cursor: string | undefined;
  do {
    const page = await ports.store.listOutcomeViews({ partition: 'open', cursor, limit: OUTCOMES_PER_PAGE });
    for (const view of page.items) {
      did.outcomes += 1;
      if (!differs(view, ports.now())) continue;
      await refreshOne(ports, view.outcomeId);
      did.changed += 1;
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return did;
}

/** Whether other alarms are found than stand; the list may lag behind, so what is written is worked out anew. */
function differs(view: OutcomeSnapshot, now: string): boolean {
  const found = outcomeAlarms(view, now.slice(0, 10)).map(({ kind, why }) => `${kind} ${why.params['kpiId'] ?? ''}`);
  const standing = (view.alarms ?? []).map(({ kind, kpiId }) => `${kind} ${kpiId ?? ''}`);
  return found.length !== standing.length || found.some((alarm) => !standing.includes(alarm));
}

async function refreshOne(ports: Ports, outcomeId: string): Promise<void> {
  await change(ports, APP, async (tx) => {
    const stored = ref('outcome', outcomeId);
    const storedView = ref('outcomeView', outcomeId);
    await tx.read(stored, storedView);
    const [outcome, view] = [tx.get(stored), tx.get(storedView)];
    if (!outcome || !view || outcome.state === 'archived') return;
    const taken = takeAlarms(tx, outcome, outcomeAlarms(view, tx.now.slice(0, 10)));
    if (taken.changed) putOutcome(tx, taken.outcome);
  });
}
