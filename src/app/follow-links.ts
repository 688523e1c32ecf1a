import { withoutLink } from '../domain/link';
import { type OutcomeEpic } from '../domain/outcome';
import { APP, type Change, change } from './change';
import { putLinks } from './linking';
import { type Ports, ref } from './ports';
import { outcomeStream } from './streams';

/** Takes the links of a deleted issue back: what it served counts it no longer, and the trail says so. Repeatable. */
export async function unlinkDeleted(ports: Ports, issueId: string): Promise<void> {
  for (const outcomeId of await linkedTo(ports, issueId)) {
    await change(ports, APP, async (tx) => {
      const found = await readLinked(tx, issueId, outcomeId);
      if (!found) return;
      const { links, outcome, epic } = found;
      // Its epic says where the outcome is listed, also where the issue was moved meanwhile.
      await tx.read(...links.links.map((link) => ref('outcomeView', link.outcomeId)));
      const rest = { ...withoutLink(links, outcomeId, (id) => tx.get(ref('outcomeView', id))?.restricted === true), projectId: epic.projectId };
      putLinks(tx, rest, outcome, outcome.epics.filter((one) => one.issueId !== issueId));
      tx.record(outcomeStream(outcomeId), 'link.removed', { issueId, salt: tx.salt() });
    });
  }
}

/**
 * Lets the links of an issue follow it to another project, as Jira shows it now: events of moves come late and in any
 * order. The links stay as they were agreed; only where they are listed and counted changes. Repeatable.
 */
export async function moveLinks(ports: Ports, issueId: string): Promise<void> {
  const outcomeIds = await linkedTo(ports, issueId);
  const issue = outcomeIds.length > 0 ? await ports.app.issue(issueId) : undefined;
  if (!issue) return;
  const { projectId } = issue;
  for (const outcomeId of outcomeIds) {
    await change(ports, APP, async (tx) => {
      const found = await readLinked(tx, issueId, outcomeId);
      if (!found || found.epic.projectId === projectId) return;
      const { links, outcome, epic } = found;
      await tx.read(ref('projectOutcomes', projectId));
      const epics = outcome.epics.map((one): OutcomeEpic => (one.issueId === issueId ? { ...one, projectId } : one));
      const left = ref('projectOutcomes', epic.projectId);
      const listed = tx.get(left)?.outcomeIds ?? [];
      if (!epics.some((one) => one.projectId === epic.projectId)) tx.put(left, { outcomeIds: listed.filter((id) => id !== outcomeId) });
      putLinks(tx, { ...links, projectId }, outcome, epics);
    });
  }
}

async function linkedTo(ports: Ports, issueId: string): Promise<string[]> {
  const stored = ref('issueLinks', issueId);
  return (await ports.store.read([stored])).get(stored)?.body.links.map(({ outcomeId }) => outcomeId) ?? [];
}

/** The issue's links, the outcome and its epic, read with all that is written beside them; undefined once the link is gone. */
async function readLinked(tx: Change, issueId: string, outcomeId: string) {
  const [storedLinks, storedOutcome] = [ref('issueLinks', issueId), ref('outcome', outcomeId)];
  await tx.read(storedLinks, storedOutcome, ref('outcomeView', outcomeId));
  const [links, outcome] = [tx.get(storedLinks), tx.get(storedOutcome)];
  const epic = outcome?.epics.find((one) => one.issueId === issueId);
  if (!links || !outcome || !epic || !links.links.some((link) => link.outcomeId === outcomeId)) return undefined;
  await tx.read(ref('projectOutcomes', epic.projectId));
  return { links, outcome, epic };
}
