import { type Collection } from '../ports';

/**
 * Which collections hold account ids, and how the items that do are found again when somebody is to be erased. A new
 * collection does not compile without a row; a test looks in the whole store for ids that a row denies.
 */
export const HOLDERS = {
  outcome: 'by-outcome',
  outcomeView: 'by-outcome',
  checkIns: 'by-outcome',
  proposals: 'by-outcome',
  kpi: 'by-kpi',
  import: 'by-import',
  person: 'person',
  // What a page's change came to, for a day.
  receipt: 'for-a-day',
  measure: 'none',
  issueLinks: 'none',
  source: 'none',
  sourceLog: 'none',
  inbox: 'none',
  sourceIds: 'none',
  importPart: 'none',
  importRows: 'none',
  importOf: 'none',
  importIds: 'none',
  chunk: 'none',
  projectOutcomes: 'none',
  issueRequests: 'none',
  projectRequests: 'none',
  trailHead: 'none',
  // Pseudonyms only, so that erasing a person breaks no chain.
  trailRecord: 'none',
  scratch: 'none',
  jobRun: 'none',
  arrival: 'none',
  history: 'none',
  histories: 'none',
  shard: 'none',
  sums: 'none',
  crowd: 'none',
  teamCrowds: 'none',
  activity: 'none',
  workBrief: 'none',
  teamWork: 'none',
  teams: 'none',
  workRules: 'none',
  settings: 'none',
  glances: 'none',
  notice: 'none',
  undecidedBelow: 'none',
  kpiReading: 'none',
  kpiShard: 'none',
  workedOut: 'none',
  linkCheck: 'none',
  budget: 'none',
  gateRecord: 'none',
  gateOverrides: 'none',
  gatesSeen: 'none',
  gatesAnnounced: 'none',
  gateLog: 'none',
  privacy: 'none',
  roles: 'none',
  site: 'none',
} as const satisfies Record<Collection, 'by-outcome' | 'by-kpi' | 'by-import' | 'person' | 'for-a-day' | 'none'>;

/** The collections whose items are found in one way. */
export function heldBy<H extends (typeof HOLDERS)[Collection]>(how: H): Collection[] {
  return (Object.keys(HOLDERS) as Collection[]).filter((collection) => HOLDERS[collection] === how);
}
