import { type CallReply } from '../contract/index';
import { type IssueLinks } from '../domain/link';
import { type Outcome, type OutcomeEpic } from '../domain/outcome';
import { type Change } from './change';
import { type Found, ref } from './ports';
import { putOutcome } from './views';

/** Puts the issue's links and everything that repeats them: the outcome, its view, and the project's list. */
export function putLinks(change: Change, links: IssueLinks, outcome: Outcome, epics: OutcomeEpic[]): void {
  change.put(ref('issueLinks', links.issueId), links);
  putOutcome(change, { ...outcome, epics });
  const stored = ref('projectOutcomes', links.projectId);
  const listed = change.get(stored)?.outcomeIds ?? [];
  const others = listed.filter((id) => id !== outcome.outcomeId);
  const stillThere = epics.some((e) => e.projectId === links.projectId);
  const outcomeIds = stillThere ? (others.length < listed.length ? listed : [...listed, outcome.outcomeId]) : others;
  change.put(stored, { outcomeIds });
}

type Linked = CallReply<'link.set'>;

/** An issue's links with the titles of the outcomes, as far as `visible` allows. */
export function linkedReply(
  links: IssueLinks,
  version: number | undefined,
  titles: Pick<Found, 'get'>,
  visible: (outcomeId: string) => boolean,
): Linked {
  return {
    issueId: links.issueId,
    ...(version === undefined ? {} : { version }),
    links: links.links.flatMap((link) => {
      const view = titles.get(ref('outcomeView', link.outcomeId));
      if (!view || !visible(link.outcomeId)) return [];
      const { outcomeId, primary, since, hypothesis } = link;
      return {
        ...{ outcomeId, title: view.body.title, state: view.body.state, primary, since },
        ...(hypothesis ? { hypothesis } : {}),
      };
    }),
  };
}
