import { type Direction } from './kpi';
import { type Target } from './measure';

/** Whether a value is on the good side of a guardrail's limit, the limit included. */
export function withinLimit(value: number, direction: Direction, limit: Target): boolean {
  if (limit.kind === 'band') return value >= limit.low && value <= limit.high;
  return direction === 'decrease' ? value <= limit.value : value >= limit.value;
}
