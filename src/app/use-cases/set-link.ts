import { type Viewer, hasRoleOn } from '../../domain/access';
import {
  type IssueLinks,
  type Link,
  LOWEST_LINKABLE_LEVEL,
  MAX_OUTCOMES_PER_ISSUE,
  toldVersion,
  withLink,
} from '../../domain/link';
import { type DeliveryCount, MAX_EPICS_PER_OUTCOME, type Outcome, type OutcomeEpic } from '../../domain/outcome';
import { change } from '../change';
import { ensureFilled } from '../history/fill';
import { type ViewOf, linkedReply, noteLevel, putLinks, sightOf } from '../linking';
import { type Issue, type Ports, SITE, ref } from '../ports';
import { Refused, changedMeanwhile, notFound } from '../refused';
import { requestRefs, settleRequest } from '../requests';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';

export const setLink: UseCase<'link.set'> = async ({ ports, caller, input, grant }) => {
  const { issue, viewer } = grant;
  const { outcomeId, version, hypothesis } = input;
  checkLevel(issue);
  const link: Link = {
    outcomeId,
    primary: input.primary,
    since: input.since ?? issue.created,
    ...(hypothesis ? { hypothesis } : {}),
  };
  const count = await countBelow(ports, issue.issueId);
  const storedLinks = ref('issueLinks', issue.issueId);
  const storedOutcome = ref('outcome', outcomeId);
  const { linked, isKept } = await change(ports, caller, async (tx) => {
    await tx.read(storedLinks, storedOutcome, ref('outcomeView', outcomeId));
    await tx.read(ref('projectOutcomes', issue.projectId), ref('site', SITE), ...requestRefs(issue));
    const outcome = tx.get(storedOutcome);
    if (!outcome || !mayLink(viewer, outcome)) throw notFound('open outcome', 'outcomeId');
    const before = tx.get(storedLinks);
    await tx.read(...(before?.links ?? []).map((l) => ref('outcomeView', l.outcomeId)));
    const viewOf: ViewOf = (id) => tx.get(ref('outcomeView', id));
    const { isSeen, isRestricted } = sightOf(viewer, viewOf);
    if (toldVersion(before, isSeen) !== version) throw changedMeanwhile('epic');
    checkHypothesis(outcome, link);
    const links: IssueLinks = { ...before, issueId: issue.issueId, projectId: issue.projectId, links: withLink(before?.links ?? [], link, isRestricted) };
    checkRoom(links.links.filter((l) => isSeen(l.outcomeId)), outcome, issue);
    putLinks(tx, links, outcome, withEpic(outcome.epics, issue, count));
    noteLevel(tx, issue.level, outcome.restricted);
    tx.record(outcomeStream(outcomeId), 'link.set', {
      ...{ issueId: issue.issueId, primary: link.primary, since: link.since },
      hypothesis: hypothesis ? { ...hypothesis } : null,
      salt: tx.salt(),
    });
    // To link is to accept what was asked for.
    settleRequest(tx, issue, outcomeId, { kind: 'accepted', at: tx.now });
    return { linked: linkedReply(issue.issueId, links, viewer, viewOf), isKept: outcome.restricted };
  });
  await ensureFilled(ports, issue.projectId, isKept);
  return linked;
};

/** Whoever administers the project has been checked; what is left is whether the outcome is open to them. */
function mayLink(viewer: Viewer, outcome: Outcome): boolean {
  return outcome.state === 'open' && (!outcome.restricted || hasRoleOn(viewer, outcome));
}

function checkLevel(issue: Issue): void {
  if (issue.level >= LOWEST_LINKABLE_LEVEL) return;
  throw new Refused('invalid-input', `issueId: ${issue.key} is no epic; it inherits the links of the epic above it.`, {
    field: 'issueId',
    remedy: 'Link the epic instead.',
  });
}

function checkHypothesis(outcome: Outcome, { hypothesis, since }: Link): void {
  if (!hypothesis) return;
  if (hypothesis.by < since) {
    throw new Refused('invalid-input', 'hypothesis.by: lies before the work began.', {
      field: 'hypothesis.by',
      remedy: 'Choose a date after the link begins.',
    });
  }
  if (outcome.kpiIds.includes(hypothesis.kpiId)) return;
  throw new Refused('invalid-input', 'hypothesis.kpiId: the outcome has no measure of this KPI.', {
    field: 'hypothesis.kpiId',
    remedy: "Choose one of the outcome's KPIs.",
  });
}

/** `links` are those that whoever links sees, the new one included. */
function checkRoom(links: readonly Link[], outcome: Outcome, issue: Issue): void {
  if (links.length > MAX_OUTCOMES_PER_ISSUE) {
    throw new Refused('limit-reached', `An issue serves at most ${MAX_OUTCOMES_PER_ISSUE} outcomes.`, {
      field: 'outcomeId',
      remedy: 'Unlink one first.',
    });
  }
  const full = outcome.epics.length >= MAX_EPICS_PER_OUTCOME;
  if (full && !outcome.epics.some((e) => e.issueId === issue.issueId)) {
    throw new Refused('limit-reached', `An outcome has at most ${MAX_EPICS_PER_OUTCOME} linked epics.`, {
      field: 'outcomeId',
      remedy: 'Split the outcome, or link an issue above the epics.',
    });
  }
}

function withEpic(epics: readonly OutcomeEpic[], issue: Issue, count: DeliveryCount): OutcomeEpic[] {
  const { issueId, projectId } = issue;
  return [...epics.filter((e) => e.issueId !== issueId), { issueId, projectId, count }];
}

async function countBelow(ports: Ports, issueId: string): Promise<DeliveryCount> {
  return { ...(await ports.app.countBelow(issueId)), at: ports.now() };
}
