import { type GateOverride } from '../../domain/gate';
import { APP, type Author, type Change, change } from '../change';
import { type Issue, type Ports } from '../ports';
import { GATES_STREAM } from '../streams';
import { gateRefs } from './facts';

/** Records that an issue may pass a rule once. One for the same rule takes the place of the earlier. */
export async function addOverride(ports: Ports, author: Author, issue: Pick<Issue, 'issueId' | 'projectId'>, override: (now: string) => GateOverride): Promise<GateOverride> {
  const { overrides: place } = gateRefs(issue.issueId);
  return change(ports, author, async (tx) => {
    await tx.read(place);
    const added = override(tx.now);
    const others = (tx.get(place)?.items ?? []).filter(({ rule, until }) => rule !== added.rule && until > tx.now);
    tx.put(place, { issueId: issue.issueId, projectId: issue.projectId, items: [...others, added] });
    tx.record(GATES_STREAM, 'override.recorded', { issueId: issue.issueId, rule: added.rule, until: added.until, reason: added.reason });
    return added;
  });
}

/** The issue's status changed at `at` (ISO instant): what was recorded before then holds no longer. */
export async function endOverrides(ports: Ports, issueId: string, at: string): Promise<void> {
  const { overrides: place } = gateRefs(issueId);
  // Nearly always there is none, and then nothing more is done.
  const stored = (await ports.store.read([place])).get(place)?.body;
  if (!stored?.items.some((one) => one.at < at)) return;
  await change(ports, APP, async (tx) => {
    await tx.read(place);
    end(tx, issueId, at);
  });
}

/** As `endOverrides`, where no event told whether and when the status changed. */
export async function endOverridesUnheard(ports: Ports, issueId: string): Promise<void> {
  const { overrides: place } = gateRefs(issueId);
  if (!(await ports.store.read([place])).get(place)) return;
  const at = await ports.app.statusChangedAt(issueId);
  if (at !== undefined) await endOverrides(ports, issueId, at);
}

function end(tx: Change, issueId: string, at: string): void {
  const { overrides: place } = gateRefs(issueId);
  const stored = tx.get(place);
  const ended = stored?.items.filter((one) => one.at < at) ?? [];
  if (!stored || ended.length === 0) return;
  const rest = stored.items.filter((one) => !ended.includes(one));
  if (rest.length > 0) tx.put(place, { ...stored, items: rest });
  else tx.remove(place);
  tx.record(GATES_STREAM, 'override.ended', { issueId, rules: ended.map(({ rule }) => rule) });
}

/** The issue is gone, and with it what gates knew of it. */
export async function forgetGates(ports: Ports, issueId: string): Promise<void> {
  const { record, overrides } = gateRefs(issueId);
  const found = await ports.store.read([record, overrides]);
  if (!found.get(record) && !found.get(overrides)) return;
  await change(ports, APP, async (tx) => {
    await tx.read(record, overrides);
    for (const place of [record, overrides]) if (tx.get(place)) tx.remove(place);
  });
}
