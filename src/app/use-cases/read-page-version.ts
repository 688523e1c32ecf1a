import { maySee } from '../../domain/access';
import { viewerFor } from '../authorise';
import { ref } from '../ports';
import { type UseCase } from '../use-case';

/** What the caller may not see is told like what is not there, so that nobody learns from it that something changed. */
export const readPageVersion: UseCase<'page.version'> = async ({ ports, caller, input }) => {
  const refs = [...new Set(input.outcomeIds)].map((id) => ref('outcomeView', id));
  const [found, viewer] = await Promise.all([ports.store.read(refs), viewerFor(ports, caller)]);
  const projects = refs.flatMap((r) => Object.keys(found.get(r)?.body.delivery ?? {}));
  const browsable = viewer.jiraAdmin ? new Set<string>() : await ports.user.browsable(caller.accountId, projects);
  const versions = refs.map((r) => {
    const view = found.get(r);
    return view && maySee(viewer, view.body, browsable) ? String(view.version) : '-';
  });
  return { version: versions.join('.') };
};
