import { type ProposedChange } from './proposal';
import { type OutcomeSnapshot } from './snapshot';

/** What is known of the person who looks, all of it asked from Jira as that person. */
export interface Viewer {
  accountId: string;
  jiraAdmin: boolean;
  /** In the group of outcome managers that a Jira admin named. */
  outcomeManager: boolean;
}

/** How somebody can stand to what a call is about; one person often stands in several ways. */
export const STANDINGS = ['site-admin', 'outcome-manager', 'outcome-owner', 'kpi-owner', 'approver', 'project-admin', 'member', 'nobody'] as const;
/**
 * `site-admin` and `outcome-manager` hold for the whole site; `outcome-owner` and `approver` for the outcome in question, or
 * one that uses the KPI in question; `kpi-owner` for the KPI; `project-admin` and `member` (who may browse it) for the
 * project, that of the issue, or one in which the outcome is linked. `nobody` is everyone who is signed in.
 */
export type Standing = (typeof STANDINGS)[number];

type Right = 'always' | 'unless-restricted';
type Rights = { readonly [S in Standing]?: Right };

const EVERYONE: Rights = Object.fromEntries(STANDINGS.map((standing) => [standing, 'always']));
const MANAGERS = { 'site-admin': 'always', 'outcome-manager': 'always' } as const;

/** Who may do what: the one table that every call is authorised by. Who is not named may not. */
export const RIGHTS = {
  'signed-in': EVERYONE,
  'view-issue': { member: 'always' },
  'browse-project': { member: 'always' },
  'administer-project': { 'project-admin': 'always' },
  'link-issue': { 'project-admin': 'always' },
  'administer-jira': { 'site-admin': 'always' },
  'override-gate': { ...MANAGERS, 'outcome-owner': 'always', 'project-admin': 'always' },
  'manage-outcomes': MANAGERS,
  'view-outcome': { ...MANAGERS, 'outcome-owner': 'always', approver: 'always', member: 'unless-restricted' },
  'edit-outcome': { ...MANAGERS, 'outcome-owner': 'always' },
  'approve-outcome': { ...MANAGERS, approver: 'always' },
  'view-kpi': { ...MANAGERS, 'outcome-owner': 'always', 'kpi-owner': 'always', approver: 'always', member: 'unless-restricted' },
  'edit-kpi': { ...MANAGERS, 'kpi-owner': 'always' },
} as const satisfies Record<string, Rights>;
export type RightName = keyof typeof RIGHTS;

/** About an issue, which Jira must show them first, whatever their standing. */
const ABOUT_ISSUES: ReadonlySet<RightName> = new Set(['view-issue', 'link-issue', 'override-gate']);

/** Whether any of the standings gives the right; `restricted` is the outcome that it is about. */
export function grants(right: RightName, standings: Iterable<Standing>, restricted = false): boolean {
  const rights: Rights = RIGHTS[right];
  const held = [...standings];
  if (ABOUT_ISSUES.has(right) && !held.includes('member')) return false;
  return held.some((standing) => rights[standing] === 'always' || (rights[standing] === 'unless-restricted' && !restricted));
}

type Named = Pick<OutcomeSnapshot, 'ownerId' | 'approverIds'>;

/** What a viewer is to an outcome or a KPI, and on the site. */
function standingsOf({ accountId, jiraAdmin, outcomeManager }: Viewer, about: { outcome?: Partial<Named>; kpi?: { ownerId: string }; isMember?: boolean; isProjectAdmin?: boolean } = {}): Standing[] {
  const held: Record<Standing, boolean> = {
    'site-admin': jiraAdmin,
    'outcome-manager': outcomeManager,
    'outcome-owner': about.outcome?.ownerId === accountId,
    'kpi-owner': about.kpi?.ownerId === accountId,
    approver: about.outcome?.approverIds?.includes(accountId) ?? false,
    'project-admin': about.isProjectAdmin ?? false,
    member: about.isMember ?? false,
    nobody: true,
  };
  return STANDINGS.filter((standing) => held[standing]);
}

/** May create outcomes and KPIs, and change those of others. */
export function managesOutcomes(viewer: Viewer): boolean {
  return grants('manage-outcomes', standingsOf(viewer));
}

/** May administer what holds for the whole site. */
export function administersSite(viewer: Pick<Viewer, 'jiraAdmin'>): boolean {
  return grants('administer-jira', standingsOf({ accountId: '', outcomeManager: false, ...viewer }));
}

/** Has a named role on the outcome, or stands above roles. Says nothing of whoever sees it through a project. */
export function hasRoleOn(viewer: Viewer, outcome: { ownerId: string }): boolean {
  return grants('edit-outcome', standingsOf(viewer, { outcome }));
}

/** Manager, or the one who answers for the values. */
export function mayEditKpi(viewer: Viewer, kpi: { ownerId: string }): boolean {
  return grants('edit-kpi', standingsOf(viewer, { kpi }));
}

/** May work on what belongs to a project, such as its links. */
export function administersProject(viewer: Viewer, isProjectAdmin: boolean): boolean {
  return grants('administer-project', standingsOf(viewer, { isProjectAdmin }));
}

/** May decide on proposals of others about the outcome. */
export function mayApprove(viewer: Viewer, outcome: Pick<Named, 'approverIds'>): boolean {
  return grants('approve-outcome', standingsOf(viewer, { outcome }));
}

/**
 * Whoever may approve, but never who proposed it; that the outcome is achieved neither its owner confirms nor whoever owned
 * it when that was proposed.
 */
export function mayDecide(viewer: Viewer, outcome: Named, proposal: { byId: string; kind: ProposedChange['kind']; ownerId?: string | undefined }): boolean {
  const { accountId } = viewer;
  if (proposal.byId === accountId) return false;
  if (proposal.kind === 'close' && [outcome.ownerId, proposal.ownerId].includes(accountId)) return false;
  return mayApprove(viewer, outcome);
}

/** May let an issue that they see pass a gate: whoever administers its project, manages outcomes, or owns one that it serves. */
export function mayOverrideGate(viewer: Viewer, isProjectAdmin: boolean, served: readonly { ownerId: string }[]): boolean {
  return [{ ownerId: undefined }, ...served].some(({ ownerId }) => grants('override-gate', standingsOf(viewer, { isMember: true, isProjectAdmin, outcome: ownerId === undefined ? {} : { ownerId } })));
}

/**
 * Whether the outcome may be shown: to those with a role on it and, unless restricted, to whoever may browse a
 * project in which it has a link.
 */
export function maySee(
  viewer: Viewer,
  outcome: Pick<OutcomeSnapshot, 'ownerId' | 'approverIds' | 'restricted' | 'delivery'>,
  browsable: ReadonlySet<string>,
): boolean {
  const isMember = Object.keys(outcome.delivery).some((id) => browsable.has(id));
  return grants('view-outcome', standingsOf(viewer, { outcome, isMember }), outcome.restricted);
}

/** Whether the outcome counts in what the viewer is told: in bounds, and in that work for it is change work. One that is not restricted counts for everybody. */
export function countsFor(viewer: Viewer, outcome: Pick<OutcomeSnapshot, 'ownerId' | 'approverIds' | 'restricted' | 'delivery'>): boolean {
  return !outcome.restricted || maySee(viewer, outcome, new Set());
}
