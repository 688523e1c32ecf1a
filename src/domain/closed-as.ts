/** As what an outcome can be closed (see closing.ts). */
export const CLOSED_AS = ['achieved', 'not-achieved', 'abandoned'] as const;
export type ClosedAs = (typeof CLOSED_AS)[number];
