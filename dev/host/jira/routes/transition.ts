import { z } from 'zod';
import type { ChangeItem } from '../change-item';
import { Catalogue, type StatusRow } from '../catalogue';
import { JiraError, forbidden } from '../error';
import { NOTHING, listOf, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import { NOT_YET, type TransitionCheck, type TransitionGuard } from '../../types';
import { BulkTask } from '../bulk-task';
import type { IssueRow } from '../viewer';
import { rulesFor } from '../workflow';
import { item, type Edit } from '../write/edit';
import { changeDetails, emitIssue, eventIssue } from '../write/event';
import { applyEdits, current, recordChange, setColumns } from '../write/issue-store';
import { named } from '../write/lookup';
import { actorOf, editsOf, readUpdate, type IssueUpdate } from '../write/request';

/** Statuses that an issue can go to: every other one of its project. A transition's id is that of its status. */
function targets(call: Call, issue: IssueRow): StatusRow[] {
  if (!call.viewer.canOn('TRANSITION_ISSUES', issue)) return [];
  return call.site.store.all<StatusRow>(
    'SELECT s.* FROM jira_project_status p JOIN jira_status s ON s.id = p.statusId WHERE p.projectId = ? AND s.id <> ? ORDER BY p.rank',
    issue.projectId, issue.statusId,
  );
}

function list(call: Call): Answer {
  const issue = call.viewer.issue(param(call, 'issueIdOrKey'));
  const only = call.query.get('transitionId');
  const catalogue = new Catalogue(call.site);
  const transitions = targets(call, issue)
    .filter(({ id }) => only === null || only === String(id))
    .map(({ id, name }) => ({
      id: String(id), name, to: catalogue.status(id), hasScreen: false, isGlobal: true, isInitial: false, isAvailable: true, isConditional: false, looped: false,
    }));
  return ok({ expand: 'transitions', transitions }, transitions.length);
}

/** The transitions that all of the issues have. */
function listTogether(call: Call): Answer {
  const issues = listOf(call.query, 'issueIdsOrKeys').map((idOrKey) => call.viewer.issue(idOrKey));
  const common = issues.map((issue) => targets(call, issue)).reduce<StatusRow[] | undefined>((all, own) => (all === undefined ? own : all.filter(({ id }) => own.some((one) => one.id === id))), undefined);
  const transitions = (common ?? []).map(({ id, name }) => ({ to: { statusId: id, statusName: name }, transitionId: id, transitionName: name }));
  return ok({ availableTransitions: [{ isTransitionsFiltered: false, issues: issues.map(({ key }) => key), transitions }] }, issues.length);
}

const bulkTransition = z.looseObject({
  bulkTransitionInputs: z.array(z.looseObject({ selectedIssueIdsOrKeys: z.array(z.string()).min(1), transitionId: z.string() })).min(1),
});

function readBulkTransition(call: Call): { issueIdOrKey: string; transitionId: string }[] {
  return parseBody(call, bulkTransition).bulkTransitionInputs.flatMap(({ selectedIssueIdsOrKeys, transitionId }) =>
    selectedIssueIdsOrKeys.map((issueIdOrKey) => ({ issueIdOrKey, transitionId })),
  );
}

/** A move that may be made, once the validators have been asked. */
interface Planned {
  issue: IssueRow;
  target: StatusRow;
  edits: Edit[];
  resolution: unknown;
  /** What a validator says against it. */
  refusal: string | undefined;
}

/** Moves issues, asking the app's validators first. */
export class Transitions {
  private guard: TransitionGuard | undefined;

  readonly routes: readonly Route[] = [
    { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/transitions', scopes: ['read:jira-work'], handle: list },
    { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/transitions', scopes: ['write:jira-work'], handle: (call) => this.move(call) },
    { method: 'GET', path: '/rest/api/3/bulk/issues/transition', scopes: ['read:jira-work'], handle: listTogether },
    { method: 'POST', path: '/rest/api/3/bulk/issues/transition', scopes: ['write:jira-work'], handle: (call) => this.moveTogether(call) },
  ];

  setGuard(guard: TransitionGuard): void {
    this.guard = guard;
  }

  private move(call: Call): Answer {
    const update = readUpdate(call);
    const planned = this.plan(call, call.viewer.issue(param(call, 'issueIdOrKey')), update);
    if (planned.refusal !== undefined) throw new JiraError(400, [planned.refusal]);
    carryOut(call, planned);
    return NOTHING;
  }

  /** All are planned before any is moved: while a validator has not run, nothing may change. */
  private moveTogether(call: Call): Answer {
    const wanted = readBulkTransition(call);
    const task = new BulkTask(call, wanted.length);
    const planned = wanted.map(({ issueIdOrKey, transitionId }) => task.attempt(issueIdOrKey, (issue) => this.plan(call, issue, { transition: { id: transitionId } })));
    if (planned.some((plan) => plan?.refusal === NOT_YET)) throw new JiraError(503, [NOT_YET]);
    for (const plan of planned) {
      if (plan?.refusal !== undefined) task.failed(plan.issue.id, plan.refusal);
      else if (plan !== undefined) task.attempt(plan.issue.key, () => carryOut(call, plan));
    }
    return task.submitted();
  }

  private plan(call: Call, issue: IssueRow, update: IssueUpdate): Planned {
    const { site, viewer } = call;
    if (update.transition === undefined) throw new JiraError(400, ['Missing \'transition\' identifier']);
    if (!viewer.canOn('TRANSITION_ISSUES', issue)) throw forbidden('You do not have permission to transition this issue.');
    const wanted = update.transition.id;
    const target = targets(call, issue).find(({ id }) => String(id) === wanted);
    if (target === undefined) throw new JiraError(400, [`It seems that you have tried to perform a workflow operation (${wanted}) that is not valid for the current state of this issue.`]);
    const { resolution, ...fields } = update.fields ?? {};
    const edits = editsOf({ ...update, fields }, { site, viewer, issue });
    const refusal = this.refusalOf(issue, target, { ...fields, ...(resolution === undefined ? {} : { resolution }) }, call);
    return { issue, target, edits, resolution, refusal };
  }

  private refusalOf(issue: IssueRow, target: StatusRow, modifiedFields: Record<string, unknown>, call: Call): string | undefined {
    for (const rule of rulesFor(call.site, issue.projectId, target.id)) {
      const check: TransitionCheck = {
        moduleKey: rule.moduleKey,
        configuration: rule.configuration,
        issue: { key: issue.key },
        transition: { from: { id: String(issue.statusId) }, to: { id: String(target.id) }, modifiedFields },
        accountId: call.viewer.isApp ? undefined : call.viewer.accountId,
      };
      const refusal = this.guard?.(check);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }
}

function carryOut(call: Call, { issue, target, edits, resolution }: Planned): void {
  const actor = actorOf(call);
  const { site } = call;
  const items = site.store.transaction(() => {
    const changed = [...applyEdits(site, issue.id, edits), ...enter(call, current(site, issue.id), target, resolution)];
    recordChange(site, issue.id, actor.accountId, site.now(), changed);
    return changed;
  });
  emitIssue(site, actor, 'updated', eventIssue(site, current(site, issue.id)), changeDetails(site, items));
}

const resolutionValue = z.union([z.null(), z.object({}).loose()]);

/** Puts an issue into a status. A done status brings a resolution, any other takes it away. */
function enter({ site }: Call, issue: IssueRow, target: StatusRow, asked: unknown): ChangeItem[] {
  const from = site.store.one<StatusRow>('SELECT * FROM jira_status WHERE id = ?', issue.statusId);
  const before = site.store.one<{ id: number; name: string }>('SELECT id, name FROM jira_resolution WHERE id = ?', issue.resolutionId);
  const after = target.category === 'done' ? resolutionFor(site, asked, before) : undefined;
  const now = site.now();
  const isResolutionNew = after?.id !== before?.id;
  setColumns(site, issue.id, {
    statusId: target.id,
    updated: now,
    ...(from?.category === target.category ? {} : { statusChanged: now }),
    ...(isResolutionNew ? { resolutionId: after?.id ?? null, resolved: after === undefined ? null : now } : {}),
  });
  const text = (id: number | undefined): string | null => (id === undefined ? null : String(id));
  return [
    ...(isResolutionNew ? [item('resolution', 'resolution', [text(before?.id), before?.name ?? null], [text(after?.id), after?.name ?? null])] : []),
    item('status', 'status', [String(issue.statusId), from?.name ?? null], [String(target.id), target.name]),
  ];
}

function resolutionFor(site: Call['site'], asked: unknown, before: { id: number; name: string } | undefined): { id: number; name: string } | undefined {
  if (asked !== undefined && asked !== null) {
    if (!resolutionValue.safeParse(asked).success) throw JiraError.field('resolution', "Send an object with 'id' or 'name'.");
    return named(site, 'resolution', 'resolution', asked);
  }
  return before ?? site.store.one<{ id: number; name: string }>("SELECT id, name FROM jira_resolution ORDER BY name = 'Done' DESC, name = 'Fixed' DESC, id LIMIT 1");
}
