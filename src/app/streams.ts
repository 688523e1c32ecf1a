/** Streams of the trail: one an outcome (its measures and links included), one a KPI (its values included), one a source of pushed values. */
export const outcomeStream = (outcomeId: string): string => `outcome:${outcomeId}`;
export const kpiStream = (kpiId: string): string => `kpi:${kpiId}`;
export const sourceStream = (sourceId: string): string => `source:${sourceId}`;
/** What holds for the whole site. */
export const SITE_STREAM = 'site';
/** Overrides of gates. */
export const GATES_STREAM = 'gates';
