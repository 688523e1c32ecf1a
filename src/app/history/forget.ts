import { type Ports, SITE, ref } from '../ports';

/** Keeps the history of a deleted project no longer: no sweep asks for it, no page lists it. Repeatable. */
export async function forgetHistory(ports: Ports, projectId: string): Promise<void> {
  const [head, list] = [ref('history', projectId), ref('histories', SITE)];
  const found = await ports.store.read([head, list]);
  const [before, listed] = [found.get(head), found.get(list)];
  if (!before || !listed) return;
  const projectIds = listed.body.projectIds.filter((id) => id !== projectId);
  // Where somebody else was faster, the next round finds it again.
  await ports.store.commit([{ ref: head, body: null, expect: before.version }, { ref: list, body: { projectIds }, expect: listed.version }], []);
}
