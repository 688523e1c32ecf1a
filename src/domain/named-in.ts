import { type Json } from './canonical-json';
import { type TrailRecord } from './trail';

/** What a record names besides what its stream is about, and what not everybody who reads the stream may see. */
export interface Named {
  outcomeIds: Set<string>;
  kpiIds: Set<string>;
  teamIds: Set<string>;
  /** Jira's ids. */
  issueIds: Set<string>;
}

const OWN_ID = /^(out|kpi|team)_[0-9a-z]{16}$/;
const SETS = { out: 'outcomeIds', kpi: 'kpiIds', team: 'teamIds' } as const;
/** Fields that hold an issue's id, which is a number like any other. */
const ISSUE_FIELDS: ReadonlySet<string> = new Set(['issueId', 'fromIssueId']);

/**
 * All that the record names, wherever in its data it stands, so that a kind of record that is new is looked through as well.
 * The KPIs of an outcome's measures are that outcome's own affair.
 */
export function namedIn({ stream, data }: Pick<TrailRecord, 'stream' | 'data'>): Named {
  const named: Named = { outcomeIds: new Set(), kpiIds: new Set(), teamIds: new Set(), issueIds: new Set() };
  const isOutcome = stream.startsWith('outcome:');
  const visit = (value: Json, field: string): void => {
    if (typeof value === 'string') {
      const kind = OWN_ID.exec(value)?.[1] as keyof typeof SETS | undefined;
      if (ISSUE_FIELDS.has(field)) named.issueIds.add(value);
      else if (kind && !stream.endsWith(`:${value}`) && !(kind === 'kpi' && isOutcome)) named[SETS[kind]].add(value);
    } else if (Array.isArray(value)) {
      for (const one of value) visit(one, field);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) visit(one, name);
    }
  };
  visit(data, '');
  return named;
}
