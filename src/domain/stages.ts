/** How far an outcome can have come, in order (see stage.ts). */
export const STAGES = ['proposed', 'baselined', 'in-delivery', 'launched', 'adopted', 'realised'] as const;
export type StageKind = (typeof STAGES)[number];
