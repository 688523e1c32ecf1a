import { type MeasureRole } from './measure';
import { type Verdict } from './verdict';

/** How many measures moved which way. Several KPIs are counted and never averaged: their units do not add up. */
export interface Tally {
  all: number;
  improved: number;
  /** Of the improved ones. */
  confirmed: number;
  worsened: number;
}

/** Counts the measures that should move; a guardrail need only hold. */
export function tallyOf(measures: readonly { role: MeasureRole; verdict: Verdict }[]): Tally {
  const moving = measures.filter(({ role }) => role !== 'guardrail').map(({ verdict }) => verdict);
  const improved = moving.filter(({ kind }) => kind === 'improved');
  return {
    all: moving.length,
    improved: improved.length,
    confirmed: improved.filter((verdict) => 'strength' in verdict && verdict.strength === 'confirmed').length,
    worsened: moving.filter(({ kind }) => kind === 'worsened').length,
  };
}
