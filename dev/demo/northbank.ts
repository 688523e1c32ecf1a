import { type Reported } from '../../src/domain/check-in';

/**
 * Northbank, a made-up bank that moves its service desk to a new portal. Everything here is invented: people, figures,
 * and the story, which is told by what happens in Jira and by what the KPIs then show.
 *
 * Weeks begin on Mondays and are numbered 0 to 25; the platform's now lies in the last.
 */

export const WEEKS = 26;
export const LABEL = 'Synthetic data: Northbank is a made-up bank.';

/** Accounts that every new local site has, and who they are at Northbank. */
export const PRESENT = { admin: 'admin', projectAdmin: 'project-admin', manager: 'manager' } as const;
export const PRESENT_ENGINEER = 'engineer';

/** People whom Northbank adds. */
export const LEADS = {
  portalLead: 'Lena Moreau (head of service portals)',
  supportLead: 'Sam Okoye (support lead)',
  deskLead: 'Dana Whitlock (service desk lead)',
} as const;

export const ENGINEERS = [
  'Priya Nair (engineer)',
  'Tomas Berg (engineer)',
  'Amara Okafor (engineer)',
  'Jonas Weber (engineer)',
  'Mei Tanaka (engineer)',
] as const;

/** Whose members manage outcomes without administering Jira. */
export const MANAGERS = { group: 'outcome-managers', members: ['manager'] } as const;

export type RoleName = keyof typeof PRESENT | keyof typeof LEADS;

export interface ProjectPlan {
  key: string;
  name: string;
  type: 'software' | 'service_desk';
}

export const PROJECTS: readonly ProjectPlan[] = [
  { key: 'NSP', name: 'Northbank portal', type: 'software' },
  { key: 'NJM', name: 'Northbank joiners and movers', type: 'software' },
  { key: 'NSD', name: 'Northbank service desk', type: 'service_desk' },
];

/** Work that is planned and finished under one epic. */
export interface EpicPlan {
  id: string;
  project: string;
  summary: string;
  /** Issues that are in scope in all. */
  scope: number;
  /** Issues finished in each week; weeks beyond the list have none. */
  done: readonly number[];
  /** Types, in turn. */
  types: readonly string[];
  /** Summaries, in turn. */
  work: readonly string[];
  outcome?: string;
}

const weekly = (from: number, to: number, pattern: readonly number[]) =>
  Array.from({ length: WEEKS }, (_, week) =>
    week < from || week > to ? 0 : (pattern[(week - from) % pattern.length] ?? 0),
  );

export const EPICS: readonly EpicPlan[] = [
  {
    id: 'move-teams',
    ...{ project: 'NSP', summary: 'Move teams to the new portal', scope: 62, outcome: 'off-old-portal' },
    // The founding story: six weeks of migration, then none, for good.
    done: weekly(0, 5, [5, 7, 6, 7, 8, 6]),
    types: ['Story', 'Task'],
    work: ['Move the payments team', 'Move the branch team', 'Move card services', 'Map request types', 'Train the leads'],
  },
  {
    id: 'request-history',
    ...{ project: 'NSP', summary: 'Migrate request history from the old portal', scope: 14 },
    done: weekly(1, 4, [2, 2, 2, 1]),
    types: ['Task'],
    work: ['Copy closed requests', 'Copy attachments', 'Check the copied history'],
  },
  {
    id: 'stability',
    ...{ project: 'NSP', summary: 'Old portal: stability fixes', scope: 66 },
    done: Array.from({ length: WEEKS }, (_, week) => (week < 5 ? 1 : week < 9 ? 2 : 3)),
    types: ['Bug', 'Bug', 'Task'],
    work: ['Old portal times out', 'Queue is stuck again', 'Restart fails after the update', 'Search index is broken'],
  },
  {
    id: 'forms',
    ...{ project: 'NSP', summary: 'Guided request forms', scope: 34, outcome: 'faster-requests' },
    done: weekly(2, 25, [1, 1, 1]),
    types: ['Story'],
    work: ['Form for card limits', 'Form for access', 'Form for devices', 'Check the fields on entry'],
  },
  {
    id: 'routing',
    ...{ project: 'NSP', summary: 'Automatic routing', scope: 28, outcome: 'faster-requests' },
    done: weekly(3, 25, [1, 0, 1, 1]),
    types: ['Story', 'Task'],
    work: ['Route card-limit requests to the cards team', 'Route by branch', 'Route by language', 'Show who has it'],
  },
  {
    id: 'knowledge',
    ...{ project: 'NSP', summary: 'Knowledge base rewrite', scope: 40, outcome: 'self-service' },
    done: weekly(4, 25, [1, 2, 1, 2]),
    types: ['Task', 'Story'],
    work: ['Rewrite the article on passwords', 'Rewrite the article on phones', 'Add pictures', 'Remove old articles'],
  },
  {
    id: 'search',
    ...{ project: 'NSP', summary: 'Portal search', scope: 31, outcome: 'self-service' },
    done: weekly(6, 25, [1, 1, 2, 1]),
    types: ['Story'],
    work: ['Find by everyday words', 'Rank by use', 'Suggest while typing', 'Show answers first'],
  },
  {
    id: 'joiners',
    ...{ project: 'NJM', summary: 'Joiner bundles', scope: 24, outcome: 'day-one' },
    done: weekly(14, 25, [1, 2, 2]),
    types: ['Story', 'Task'],
    work: ['Bundle for branch staff', 'Bundle for analysts', 'Order the laptop early', 'Grant access on signing'],
  },
];

/** The service desk: requests that keep the service running, and its own share of the change, which falls. */
export const DESK = {
  project: 'NSD',
  requestType: 'Service Request',
  changeType: 'Change',
  requests: Array.from({ length: WEEKS }, (_, week) => (week < 13 ? 3 : 5)),
  /** Change work of the desk, below the epic on routing. */
  changeEpic: 'routing',
  change: [2, 2, 2, 2, 3, 1, 3, 2, 1, 3, 1, 2, 0, 2, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0],
  work: ['Reset a password', 'New phone', 'Access to the ledger', 'Printer is offline', 'Card limit'],
  changeWork: ['Try the new routing with the desk', 'Write the desk’s routing rules', 'Close the old mailbox'],
} as const;

/** A KPI whose values nobody enters: Jira counts the desk's requests that were done each week. */
export const COUNTED = { name: 'Requests done each week', unit: 'requests', owner: 'deskLead' } as const;

export interface KpiPlan {
  id: string;
  name: string;
  unit: string;
  direction: 'increase' | 'decrease';
  /** Level before and after `from`, and the ordinary variation (standard deviation). */
  level: number;
  after: number;
  from: number;
  sd: number;
  decimals: number;
  owner: RoleName;
  /** What a week in which the desk did nothing but change work would add: requests wait meanwhile. */
  perDeskChange?: number;
}

export const KPIS: readonly KpiPlan[] = [
  kpi('old-requests', 'Requests on the old portal', 'requests', 'decrease', [5200, 4750, 3, 90, 0], 'supportLead'),
  kpi('old-incidents', 'Old-portal incidents', 'incidents', 'decrease', [8, 13, 8, 1.3, 0], 'supportLead'),
  kpi('self-service', 'Self-service share', '%', 'increase', [31.4, 31.6, 12, 0.9, 1], 'portalLead'),
  kpi('search-success', 'Search success', '%', 'increase', [58, 58.6, 12, 1.7, 1], 'portalLead'),
  kpi('full-access', 'Time to full access', 'days', 'decrease', [6.4, 5.1, 25, 0.3, 1], 'manager'),
  kpi('handling', 'Handling time', 'hours', 'decrease', [9.2, 7.1, 14, 0.3, 1], 'deskLead'),
  kpi('satisfaction', 'Customer satisfaction', 'points', 'increase', [4.3, 4.31, 14, 0.06, 2], 'deskLead'),
  { ...kpi('resolution', 'Time to resolution', 'hours', 'decrease', [22, 22, 0, 1.6, 1], 'deskLead'), perDeskChange: 20 },
];

function kpi(
  id: string,
  name: string,
  unit: string,
  direction: KpiPlan['direction'],
  [level, after, from, sd, decimals]: readonly [number, number, number, number, number],
  owner: KpiPlan['owner'],
): KpiPlan {
  return { id, name, unit, direction, level, after, from, sd, decimals, owner };
}

export interface MeasurePlan {
  kpi: string;
  role: 'primary' | 'supporting' | 'guardrail';
  target: number;
}

export interface OutcomePlan {
  id: string;
  title: string;
  description: string;
  owner: RoleName;
  /** Week of the launch, and how many weeks after the last one the target is due. */
  launch: number;
  dueIn: number;
  measures: readonly MeasurePlan[];
  /** Plan id of the outcome that it stands below, which comes before it. */
  parent?: string;
  approvers?: readonly RoleName[];
  restricted?: boolean;
}

/** The four that the story is about, one above two of them, and one that only those with a role on it may know of. */
export const OUTCOMES: readonly OutcomePlan[] = [
  {
    id: 'one-portal',
    ...{ title: 'One portal for every request', owner: 'portalLead', launch: 10, dueIn: 12 },
    description: 'Whoever needs something finds it in one place, and likes to use it.',
    measures: [{ kpi: 'satisfaction', role: 'primary', target: 4.6 }],
  },
  {
    id: 'end-contract',
    ...{ title: 'End the old portal’s contract', owner: 'portalLead', launch: 5, dueIn: 10, restricted: true },
    description: 'Notice can be given once nearly nobody asks there any more; the supplier does not know yet.',
    measures: [{ kpi: 'old-requests', role: 'primary', target: 100 }],
  },
  {
    id: 'off-old-portal',
    ...{ title: 'Off the old portal', owner: 'portalLead', launch: 5, dueIn: 10, parent: 'one-portal', approvers: ['supportLead'] },
    description: 'All teams work on the new portal, and the old one is switched off.',
    measures: [
      { kpi: 'old-requests', role: 'primary', target: 500 },
      { kpi: 'old-incidents', role: 'supporting', target: 2 },
    ],
  },
  {
    id: 'self-service',
    ...{ title: 'Customers serve themselves', owner: 'supportLead', launch: 12, dueIn: 10, parent: 'one-portal' },
    description: 'Customers find the answer themselves instead of asking the desk.',
    measures: [
      { kpi: 'self-service', role: 'primary', target: 45 },
      { kpi: 'search-success', role: 'supporting', target: 70 },
    ],
  },
  {
    id: 'day-one',
    ...{ title: 'Ready on day one', owner: 'manager', launch: 25, dueIn: 12 },
    description: 'Who joins can work on the first day.',
    measures: [{ kpi: 'full-access', role: 'primary', target: 2 }],
  },
  {
    id: 'faster-requests',
    ...{ title: 'Faster service requests', owner: 'deskLead', launch: 14, dueIn: 12 },
    description: 'A request reaches the right team at once and is done sooner.',
    measures: [
      { kpi: 'handling', role: 'primary', target: 6 },
      { kpi: 'satisfaction', role: 'guardrail', target: 4.2 },
    ],
  },
];

/** Teams, and the KPIs that they are rewarded by: the desk's gets better the less it does for the outcome that it works for. */
export const TEAMS: readonly { name: string; projects: readonly string[]; rewardedBy?: string }[] = [
  { name: 'Service desk', projects: ['NSD'], rewardedBy: 'resolution' },
  { name: 'Portal', projects: ['NSP'], rewardedBy: 'handling' },
  { name: 'Portal and joiners', projects: ['NSP', 'NJM'] },
];

/** What an engineer suggested on an epic without an outcome. */
export const SUGGESTION = {
  epic: 'request-history',
  outcome: 'off-old-portal',
  note: 'Teams stay on the old portal for as long as their closed requests are only there.',
} as const;

/** What is reported of an outcome, in the weeks in which it is; notes in turn. */
export interface CheckInPlan {
  outcome: string;
  reported: Reported;
  weeks: readonly number[];
  notes: readonly string[];
}

const everyOtherWeek = (from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, n) => from + 2 * n);

export const CHECK_INS: readonly CheckInPlan[] = [
  {
    // Long after the last team was moved.
    ...{ outcome: 'off-old-portal', reported: 'on-track', weeks: everyOtherWeek(1, 25) },
    notes: ['Teams are moving as planned.', 'Town hall held, the mood is good.', 'On track; the next wave is being prepared.'],
  },
  {
    ...{ outcome: 'self-service', reported: 'on-track', weeks: everyOtherWeek(8, 24) },
    notes: ['Many articles rewritten.', 'Search has new features.'],
  },
  {
    ...{ outcome: 'faster-requests', reported: 'at-risk', weeks: [15, 17] },
    notes: ['The first branches use the forms; too early to say.'],
  },
  { outcome: 'faster-requests', reported: 'on-track', weeks: [19, 22, 25], notes: ['Routing works for most requests.'] },
];
