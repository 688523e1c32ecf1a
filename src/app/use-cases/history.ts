import { startFill, tellOfHistory } from '../history/fill';
import { statusOf } from '../history/status';
import { type Ports, SITE, ref } from '../ports';
import { notFound } from '../refused';
import { type UseCase } from '../use-case';

export const startHistory: UseCase<'history.start'> = async ({ ports, grant: { projectId } }) => {
  const status = await begin(ports, projectId);
  await tellOfHistory(ports, projectId);
  return { status };
};

export const refillHistory: UseCase<'history.refill'> = async ({ ports, input }) => ({ status: await begin(ports, input.projectId) });

export const readHistories: UseCase<'history.read'> = async ({ ports }) => {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  const found = await ports.store.read(projectIds.map((id) => ref('history', id)));
  const heads = projectIds.flatMap((id) => found.get(ref('history', id))?.body ?? []);
  return { projects: heads.map((head) => ({ projectId: head.projectId, key: head.projectKey, status: statusOf(head, ports.now()) })) };
};

async function begin(ports: Ports, projectId: string) {
  if (!(await startFill(ports, projectId))) throw notFound('project', 'projectId');
  const stored = ref('history', projectId);
  return statusOf((await ports.store.read([stored])).get(stored)?.body, ports.now());
}
