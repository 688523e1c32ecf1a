/** Streams of the trail: one an outcome (its measures and links included) and one a KPI (its values included). */
export const outcomeStream = (outcomeId: string): string => `outcome:${outcomeId}`;
export const kpiStream = (kpiId: string): string => `kpi:${kpiId}`;
/** What holds for the whole site. */
export const SITE_STREAM = 'site';
