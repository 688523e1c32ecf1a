/** What of a measure locks at its launch (see lock.ts). The KPI's direction cannot be changed at all; further launches of a rollout may be added at any time. */
export const LOCKED_TERMS = ['baseline', 'target', 'launch', 'role', 'plannedEffect', 'lagDays'] as const;
export type LockedTerm = (typeof LOCKED_TERMS)[number];
