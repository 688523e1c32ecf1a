import { type KpiSource } from './kpi-source';

/** A KPI: what is measured. Its values lie in chunks beside it (see value-log.ts). */
export const DIRECTIONS = ['increase', 'decrease', 'within'] as const;
/** Which way is better; `within` means that the value should stay inside the target's band. */
export type Direction = (typeof DIRECTIONS)[number];

export const CADENCES = ['day', 'week', 'month', 'quarter'] as const;
/** How often a value is expected. */
export type Cadence = (typeof CADENCES)[number];

/**
 * A KPI belongs to at most fifteen outcomes, so that one value and all it touches fit one transaction of 25 operations. The
 * restricted ones have places of their own, which only those who see every outcome give: so a refusal tells nobody that
 * there is an outcome which they may not see.
 */
export const MAX_OUTCOMES_PER_KPI = 10;
export const MAX_RESTRICTED_PER_KPI = 5;

export interface Kpi {
  kpiId: string;
  name: string;
  /** Free text such as `hours` or `%`; shown behind every figure. */
  unit: string;
  direction: Direction;
  cadence: Cadence;
  /** Account id of the person who answers for the values. */
  ownerId: string;
  state: 'open' | 'archived';
  /** Raised when a person changes the fields above, not when links, measures or values do: what an editor's version means. */
  revision: number;
  /** The outcomes that use it, each through one measure. */
  outcomeIds: string[];
  series: SeriesHead;
  /** Where its values are worked out from; absent where they are entered, imported or pushed. */
  source?: KpiSource | undefined;
  /** The formulas that use it, by KPI id. */
  usedBy?: string[] | undefined;
  /** By outcome id: what is locked of the measures that were launched (see lock.ts). */
  locks?: Record<string, MeasureLock> | undefined;
}

/** What is known of a KPI's values without reading them. */
export interface SeriesHead {
  count: number;
  /** Calendar years that have a chunk, ascending. */
  years: number[];
  /** How often values were taken in that changed something; absent before it was counted. */
  takes?: number | undefined;
  newest?: { at: string; value: number };
  /** Pseudonyms of the people who recorded values, the latest last: so that whose they are is read together with them. */
  people?: string[] | undefined;
}

export type Agreed = Pick<Kpi, 'unit' | 'cadence'>;

/** A measure's lock; it lies with the KPI, so that whoever takes values in holds all locks of the KPI's values in hand. */
export interface MeasureLock {
  /** ISO instant from which on it holds. */
  at: string;
  /** Values inside the window count as they stood after so many takings-in (see SeriesHead.takes). */
  takes: number;
  /**
   * A window that was empty then is filled within one day, until this ISO instant: each value counts as it first came in, up
   * to this taking-in. Absent in what was stored while a calendar day counted: that is filled.
   */
  fill?: { until?: string; takes: number } | undefined;
  /** How many values inside the window count, and the SHA-256 (hex) of their canonical JSON, `[[date, value], …]`. */
  count: number;
  hash: string;
  /** The unit and the cadence that the measure was agreed in, where the KPI's own have changed since. */
  agreed?: Agreed | undefined;
  /** The trail of the outcome holds it. */
  told?: true | undefined;
}

export const EMPTY_SERIES: SeriesHead = { count: 0, years: [] };
