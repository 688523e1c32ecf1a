import { type Permission, type PermissionInputs } from '../contract/call';
import { type Viewer, administersProject, administersSite, hasRoleOn, managesOutcomes, mayApprove, mayEditKpi, mayOverrideGate, maySee } from '../domain/access';
import { type Kpi } from '../domain/kpi';
import { type Outcome } from '../domain/outcome';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { gateFacts } from './gate/facts';
import { type Caller, type Issue, type Ports, SITE, ref } from './ports';
import { Refused, notFound } from './refused';
import { type Lenient, leniently } from './unanswered';

/** What a permission, once granted, has found out; the use case gets it and need not ask again. */
export interface Grants {
  'signed-in': object;
  'view-issue': { issue: Issue };
  /** Once Jira showed the project, the view may do without the rest; a viewer whose groups it did not tell is nobody's manager. */
  'browse-project': { projectId: string; viewer: Viewer; jira: Lenient };
  'administer-project': { projectId: string; viewer: Viewer };
  'link-issue': { issue: Issue; viewer: Viewer };
  'administer-jira': object;
  'override-gate': { issue: Issue };
  'manage-outcomes': { viewer: Viewer };
  'view-outcome': { outcome: Outcome; viewer: Viewer };
  'edit-outcome': { outcome: Outcome; viewer: Viewer };
  'approve-outcome': { outcome: Outcome; viewer: Viewer };
  'view-kpi': { kpi: Kpi; viewer: Viewer };
  'edit-kpi': { kpi: Kpi; viewer: Viewer };
}

type Authorise<P extends Permission> = (
  ports: Ports,
  caller: Caller,
  input: PermissionInputs[P],
) => Promise<Grants[P]>;

/** One check a permission. Each asks Jira as the caller, on the very ids that the use case then works on. */
export const authorisers: { [P in Permission]: Authorise<P> } = {
  'signed-in': async () => ({}),

  'view-issue': async (ports, caller) => {
    const issue = caller.issueId && (await ports.user.issue(caller.issueId));
    if (!issue) throw notFound('issue');
    return { issue };
  },

  'browse-project': async (ports, caller) => {
    if (!caller.projectId) throw notFound('project');
    const permissions = await ports.user.permissions(caller.projectId);
    if (!permissions.browse) throw notFound('project');
    const jira = leniently(ports);
    return { projectId: caller.projectId, viewer: await viewerOf(jira.ports, caller, permissions.administerJira), jira };
  },

  'administer-project': async (ports, caller) => {
    const { projectId, viewer, permissions } = await onProject(ports, caller);
    if (!permissions.browse) throw notFound('project');
    if (!administersProject(viewer, permissions.administerProject)) throw notProjectAdmin();
    return { projectId, viewer };
  },

  'link-issue': async (ports, caller, { issueId }) => {
    const issue = await ports.user.issue(issueId);
    if (!issue || issue.projectId !== caller.projectId) throw notFound('issue in this project', 'issueId');
    const permissions = await ports.user.permissions(issue.projectId);
    const viewer = await viewerOf(ports, caller, permissions.administerJira);
    if (!administersProject(viewer, permissions.administerProject)) throw notProjectAdmin();
    return { issue, viewer };
  },

  'administer-jira': async (ports) => {
    if (!administersSite({ jiraAdmin: (await ports.user.permissions()).administerJira })) throw forbidden('Only Jira administrators may do this.');
    return {};
  },

  'override-gate': async (ports, caller) => {
    const issue = caller.issueId && (await ports.user.issue(caller.issueId));
    if (!issue) throw notFound('issue');
    const { served } = await gateFacts(ports, issue, ports.user.issue);
    if (!(await overridesGates(ports, caller, issue, served))) {
      throw forbidden('Only administrators of this project, outcome managers and the owner of an outcome that it serves may do this.');
    }
    return { issue };
  },

  'manage-outcomes': async (ports, caller) => {
    const viewer = await viewerFor(ports, caller);
    if (!managesOutcomes(viewer)) throw forbidden('Only outcome managers and Jira administrators may do this.');
    return { viewer };
  },

  'view-outcome': async (ports, caller, { outcomeId }) => {
    const { outcome, view, viewer } = await findOutcome(ports, caller, outcomeId);
    if (!(await sees(ports, viewer, view))) throw notFound('outcome', 'outcomeId');
    return { outcome, viewer };
  },

  'edit-outcome': async (ports, caller, { outcomeId }) => {
    const { outcome, view, viewer } = await findOutcome(ports, caller, outcomeId);
    if (hasRoleOn(viewer, outcome)) return { outcome, viewer };
    if (!(await sees(ports, viewer, view))) throw notFound('outcome', 'outcomeId');
    throw forbidden('Only its owner, outcome managers and Jira administrators may change this outcome.');
  },

  'approve-outcome': async (ports, caller, { outcomeId }) => {
    const { outcome, view, viewer } = await findOutcome(ports, caller, outcomeId);
    if (mayApprove(viewer, outcome)) return { outcome, viewer };
    if (!(await sees(ports, viewer, view))) throw notFound('outcome', 'outcomeId');
    throw forbidden('Only its approvers, outcome managers and Jira administrators may decide on proposals about this outcome.');
  },

  'view-kpi': async (ports, caller, { kpiId }) => {
    const { kpi, viewer } = await findKpi(ports, caller, kpiId);
    if (!(await seesKpi(ports, viewer, kpi))) throw notFound('KPI', 'kpiId');
    return { kpi, viewer };
  },

  'edit-kpi': async (ports, caller, { kpiId }) => {
    const { kpi, viewer } = await findKpi(ports, caller, kpiId);
    if (mayEditKpi(viewer, kpi)) return { kpi, viewer };
    if (!(await seesKpi(ports, viewer, kpi))) throw notFound('KPI', 'kpiId');
    throw forbidden('Only its owner, outcome managers and Jira administrators may change this KPI.');
  },
};

/** Whether the viewer may see the outcome of this view; asks Jira only when neither role nor restriction decides. */
export async function sees(ports: Ports, viewer: Viewer, view: OutcomeSnapshot): Promise<boolean> {
  if (maySee(viewer, view, new Set())) return true;
  if (view.restricted) return false;
  const projects = await ports.user.browsable(viewer.accountId, Object.keys(view.delivery));
  return maySee(viewer, view, projects);
}

/** Those of the views that the viewer may see; asks Jira once, and only when neither roles nor restrictions decide. */
export async function seenAmong<V extends OutcomeSnapshot>(ports: Ports, viewer: Viewer, views: readonly V[]): Promise<V[]> {
  const open = views.filter((view) => !view.restricted && !maySee(viewer, view, new Set()));
  const projects = open.flatMap(({ delivery }) => Object.keys(delivery));
  const browsable = projects.length === 0 ? new Set<string>() : await ports.user.browsable(viewer.accountId, projects);
  return views.filter((view) => maySee(viewer, view, browsable));
}

/** Whether the caller may let the issue pass a gate; `served` are the outcomes that it serves. */
export async function overridesGates(ports: Ports, caller: Caller, issue: Issue, served: readonly { ownerId: string }[]): Promise<boolean> {
  const { administerProject, administerJira } = await ports.user.permissions(issue.projectId);
  return mayOverrideGate(await viewerOf(ports, caller, administerJira), administerProject, served);
}

/** The caller's standing on the site. */
export async function viewerFor(ports: Ports, caller: Caller): Promise<Viewer> {
  const { administerJira } = await ports.user.permissions();
  return viewerOf(ports, caller, administerJira);
}

/** Groups are asked of Jira only where one is named and it can make a difference. */
export async function viewerOf(ports: Ports, { accountId }: Caller, jiraAdmin: boolean): Promise<Viewer> {
  const nobody = { accountId, jiraAdmin, outcomeManager: false };
  if (jiraAdmin) return nobody;
  const roles = ref('roles', SITE);
  const group = (await ports.store.read([roles])).get(roles)?.body.managersGroup;
  return group ? { ...nobody, outcomeManager: (await ports.user.groupIds()).has(group.groupId) } : nobody;
}

async function onProject(ports: Ports, caller: Caller) {
  if (!caller.projectId) throw notFound('project');
  const permissions = await ports.user.permissions(caller.projectId);
  return {
    projectId: caller.projectId,
    permissions,
    viewer: await viewerOf(ports, caller, permissions.administerJira),
  };
}

async function findOutcome(ports: Ports, caller: Caller, outcomeId: string) {
  const wanted = ref('outcome', outcomeId);
  const wantedView = ref('outcomeView', outcomeId);
  const found = await ports.store.read([wanted, wantedView]);
  const outcome = found.get(wanted)?.body;
  const view = found.get(wantedView)?.body;
  if (!outcome || !view) throw notFound('outcome', 'outcomeId');
  return { outcome, view, viewer: await viewerFor(ports, caller) };
}

async function findKpi(ports: Ports, caller: Caller, kpiId: string) {
  const wanted = ref('kpi', kpiId);
  const kpi = (await ports.store.read([wanted])).get(wanted)?.body;
  if (!kpi) throw notFound('KPI', 'kpiId');
  return { kpi, viewer: await viewerFor(ports, caller) };
}

/** Those of the KPIs that the viewer may change or that an outcome uses that they may see; asks Jira once. */
export async function seenKpis(ports: Ports, viewer: Viewer, kpis: readonly Kpi[]): Promise<Kpi[]> {
  const others = kpis.filter((kpi) => !mayEditKpi(viewer, kpi));
  const refs = [...new Set(others.flatMap((kpi) => kpi.outcomeIds))].map((id) => ref('outcomeView', id));
  const found = refs.length > 0 ? await ports.store.read(refs) : undefined;
  const seen = new Set((await seenAmong(ports, viewer, refs.flatMap((r) => found?.get(r)?.body ?? []))).map(({ outcomeId }) => outcomeId));
  return kpis.filter((kpi) => mayEditKpi(viewer, kpi) || kpi.outcomeIds.some((id) => seen.has(id)));
}

/** Whether the viewer may change the KPI or see an outcome that uses it. */
export async function seesKpi(ports: Ports, viewer: Viewer, kpi: Kpi): Promise<boolean> {
  return (await seenKpis(ports, viewer, [kpi])).length > 0;
}

function forbidden(message: string): Refused {
  return new Refused('forbidden', message, { remedy: 'Ask one of them to do it, or to make you one of them.' });
}

function notProjectAdmin(): Refused {
  return forbidden('Only administrators of this project may do this.');
}
