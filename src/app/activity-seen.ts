import { type Viewer } from '../domain/access';
import { type Seen } from '../domain/mark';
import { tellsOf } from './history/status';
import { type Ports, ref } from './ports';
import { countsAmong } from './team-parts';

/**
 * When a project's work was last worked out, as the project page tells it too: for those who may browse the project, and are
 * told that its history is kept.
 */
export async function activitySeen(ports: Ports, viewer: Viewer, projectId: string): Promise<Seen[]> {
  const [history, stored] = [ref('history', projectId), ref('workBrief', projectId)];
  const found = await ports.store.read([history, stored]);
  const head = found.get(history)?.body;
  const brief = found.get(stored)?.body;
  if (brief?.at === undefined) return [];
  const counts = await countsAmong(ports, viewer, head?.isKept === true ? Object.keys(brief.outcomes) : []);
  if (!tellsOf(viewer, head, Object.keys(brief.outcomes).some(counts))) return [];
  return [{ id: `activity/${projectId}`, version: Date.parse(brief.at) }];
}
