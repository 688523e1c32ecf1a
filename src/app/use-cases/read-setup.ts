import { MAX_PAGE } from '../../contract/fields';
import { MAX_PROJECTS_OFFERED } from '../../contract/calls/setup';
import { furthest } from '../../domain/set-up';
import { listedViews } from '../listed-views';
import { SITE, ref } from '../ports';
import { type UseCase } from '../use-case';

/** Looks at the first page of outcomes only: this is for sites that begin, and whoever has more has begun. */
export const readSetup: UseCase<'setup.read'> = async ({ ports }) => {
  const roles = ref('roles', SITE);
  const [found, page] = await Promise.all([
    ports.store.read([roles]),
    listedViews(ports, { partition: 'open', cursor: undefined, limit: MAX_PAGE }),
  ]);
  const outcome = furthest(page.items);
  const offered = outcome && outcome.epics > 0 ? [] : (await ports.user.projects('', { limit: MAX_PROJECTS_OFFERED })).items;
  return {
    group: found.get(roles)?.body.managersGroup !== undefined,
    ...(outcome ? { outcome } : {}),
    projects: offered.map(({ key, name }) => ({ key, name })),
  };
};
