import { MAX_PAGE } from '../../contract/fields';
import type { OutcomeCard } from '../../contract/views';
import { type Viewer, maySee } from '../../domain/access';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { viewerOf } from '../authorise';
import { deliverySeen } from '../delivery-seen';
import { type ListedView, listedViews } from '../listed-views';
import { seenParents } from '../outcome-tree';
import { type Caller, type Ports } from '../ports';
import { outcomeCard } from '../records';
import { seenPage } from '../seen-page';
import { leniently } from '../unanswered';
import { type UseCase } from '../use-case';

/**
 * Lists what the caller may see. Whoever administers the project on whose settings page they stand also sees outcomes
 * that are open to all: they must be able to make the first link, before which nobody sees an outcome through a project.
 */
export const listOutcomes: UseCase<'outcome.list'> = async ({ ports: asked, caller, input }) => {
  const permissions = await asked.user.permissions(caller.projectId);
  const jira = leniently(asked);
  const { ports } = jira;
  const viewer = await viewerOf(ports, caller, permissions.administerJira);
  const linking = caller.moduleKey === 'project-settings' && permissions.administerProject;
  const { items: shown, cursor } = await seenPage<ListedView>(ports, {
    ...{ list: `outcomes ${input.state}`, cursor: input.cursor, limit: MAX_PAGE, idOf: ({ outcomeId }) => outcomeId },
    read: (from) => listedViews(ports, { partition: input.state, cursor: from, limit: MAX_PAGE }),
    see: async (views) => {
      const browsable = await browsableAmong(ports, caller, viewer, views);
      return views.filter((view) => maySee(viewer, view, browsable) || (linking && !view.restricted));
    },
  });
  const titles = new Map(shown.map(({ outcomeId, title }) => [outcomeId, title]));
  const parents = await seenParents(ports, viewer, shown);
  const counted = input.delivery ? await ports.user.browsable(caller.accountId, projectsOf(shown)) : undefined;
  // What is left out of a figure cannot be told beside it.
  if (counted) jira.insist();
  return {
    outcomes: shown.map((view) => ({
      ...outcomeCard(view, ports.now().slice(0, 10), titles),
      version: view.version,
      ...(isTheirs(view, caller.accountId) ? { yours: true } : {}),
      ...(view.parentId && parents.has(view.parentId) ? { parentId: view.parentId } : {}),
      ...deliveryOf(view, counted),
    })),
    ...(await jira.lacks(projectsOf(shown))),
    ...(cursor === undefined ? {} : { cursor }),
  };
};

async function browsableAmong(
  ports: Ports,
  caller: Caller,
  viewer: Viewer,
  outcomes: readonly OutcomeSnapshot[],
): Promise<Set<string>> {
  if (viewer.jiraAdmin) return new Set();
  return ports.user.browsable(caller.accountId, projectsOf(outcomes));
}

function projectsOf(outcomes: readonly OutcomeSnapshot[]): string[] {
  return outcomes.flatMap(({ delivery }) => Object.keys(delivery));
}

function deliveryOf(view: OutcomeSnapshot, counted: ReadonlySet<string> | undefined): Pick<OutcomeCard, 'delivery'> {
  const delivery = counted && deliverySeen(view, counted);
  return delivery ? { delivery } : {};
}

function isTheirs({ ownerId, approverIds = [], measures }: OutcomeSnapshot, accountId: string): boolean {
  return [ownerId, ...approverIds].includes(accountId) || measures.some(({ kpiOwnerId }) => kpiOwnerId === accountId);
}
