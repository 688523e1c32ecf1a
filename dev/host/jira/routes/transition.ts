import { z } from 'zod';
import type { ChangeItem } from '../change-item';
import { Catalogue, type StatusRow } from '../catalogue';
import { JiraError, forbidden } from '../error';
import { NOTHING, ok, param, type Answer, type Call, type Route } from '../route';
import type { TransitionCheck, TransitionGuard } from '../../types';
import type { IssueRow } from '../viewer';
import { rulesFor } from '../workflow';
import { item } from '../write/edit';
import { changeDetails, emitIssue, eventIssue } from '../write/event';
import { applyEdits, current, recordChange, setColumns } from '../write/issue-store';
import { named } from '../write/lookup';
import { actorOf, editsOf, readUpdate } from '../write/request';

/** Statuses that an issue can go to: every other one of its project. A transition's id is that of its status. */
function targets(call: Call, issue: IssueRow): StatusRow[] {
  if (!call.viewer.can('TRANSITION_ISSUES', issue.projectId)) return [];
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

/** Moves issues, asking the app's validators first. */
export class Transitions {
  private guard: TransitionGuard | undefined;

  readonly routes: readonly Route[] = [
    { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/transitions', scopes: ['read:jira-work'], handle: list },
    { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/transitions', scopes: ['write:jira-work'], handle: (call) => this.move(call) },
  ];

  setGuard(guard: TransitionGuard): void {
    this.guard = guard;
  }

  private move(call: Call): Answer {
    const actor = actorOf(call);
    const { site, viewer } = call;
    const issue = viewer.issue(param(call, 'issueIdOrKey'));
    const update = readUpdate(call);
    if (update.transition === undefined) throw new JiraError(400, ['Missing \'transition\' identifier']);
    if (!viewer.can('TRANSITION_ISSUES', issue.projectId)) throw forbidden('You do not have permission to transition this issue.');
    const wanted = update.transition.id;
    const target = targets(call, issue).find(({ id }) => String(id) === wanted);
    if (target === undefined) throw new JiraError(400, [`It seems that you have tried to perform a workflow operation (${wanted}) that is not valid for the current state of this issue.`]);

    const { resolution, ...fields } = update.fields ?? {};
    const edits = editsOf({ ...update, fields }, { site, viewer, issue });
    this.validate(issue, target, { ...fields, ...(resolution === undefined ? {} : { resolution }) }, call);
    const items = site.store.transaction(() => {
      const changed = [...applyEdits(site, issue.id, edits), ...enter(call, current(site, issue.id), target, resolution)];
      recordChange(site, issue.id, actor.accountId, site.now(), changed);
      return changed;
    });
    emitIssue(site, actor, 'updated', eventIssue(site, current(site, issue.id)), changeDetails(site, items));
    return NOTHING;
  }

  private validate(issue: IssueRow, target: StatusRow, modifiedFields: Record<string, unknown>, call: Call): void {
    for (const rule of rulesFor(call.site, issue.projectId, target.id)) {
      const check: TransitionCheck = {
        moduleKey: rule.moduleKey,
        configuration: rule.configuration,
        issue: { key: issue.key },
        transition: { from: { id: String(issue.statusId) }, to: { id: String(target.id) }, modifiedFields },
        accountId: call.viewer.isApp ? undefined : call.viewer.accountId,
      };
      const refusal = this.guard?.(check);
      if (refusal !== undefined) throw new JiraError(400, [refusal]);
    }
  }
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
