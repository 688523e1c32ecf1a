import { type SignalKind } from './signal';

/** Jira's colours of the mark beside a glance (Forge, issue context: `status`). */
type Colour = 'default' | 'inprogress' | 'moved' | 'removed' | 'success';

/**
 * What stands beside the glance of an issue, whether it is opened or not: the signal of what the issue serves. Jira keeps
 * one text of it for all who look, so it is English, and short.
 */
export const GLANCE_MARKS: Record<SignalKind, { label: string; type: Colour }> = {
  'wrong-way': { label: 'Wrong way', type: 'removed' },
  achieved: { label: 'Achieved', type: 'success' },
  'silent-stall': { label: 'Silent stall', type: 'removed' },
  'activity-trap': { label: 'Activity trap', type: 'moved' },
  moving: { label: 'Moving', type: 'success' },
  'too-early': { label: 'Too early', type: 'inprogress' },
  unproven: { label: 'Unproven', type: 'default' },
};
