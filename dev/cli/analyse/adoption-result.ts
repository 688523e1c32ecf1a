import { type Adoption, type Interval, adoption } from '../../../src/domain/adoption';
import { type Estimates, bassEstimates, logisticEstimates } from '../../../src/domain/adoption-curves';
import { adoptionAxis } from './adoption-axis';

export const CURVES = ['auto', 'logistic', 'bass'] as const;

export interface AdoptionInput {
  /** Numbers, or days since 1 January 1970. */
  raw: readonly number[];
  isDated: boolean;
  values: readonly (number | null)[];
  target: number;
  population?: number | undefined;
  curve: (typeof CURVES)[number];
  increments: boolean;
}

/** An adoption as one JSON object; what does not apply is null. */
export interface AdoptionResult {
  /** Numbers for numbered times, ISO dates for dates. */
  earliest: number | string | null;
  low: number | string | null;
  high: number | string | null;
  /** Per week, or per 1 of numbered times. */
  speed: Interval | null;
  ceiling: Interval | null;
  reason: string | null;
  estimates: Estimates;
}

export function adoptionOf(input: AdoptionInput): AdoptionResult {
  const { values, target, population, curve, increments, raw, isDated } = input;
  const axis = adoptionAxis(raw, isDated, increments);
  const found = adoption({ times: axis.times, values, target, population, curve, increments });
  const back = (time: number | null | undefined) => (time === null || time === undefined ? null : axis.back(time));
  const range = found.kind === 'on-the-way' ? found.range : null;
  return {
    earliest: 'earliest' in found ? back(found.earliest) : null,
    ...{ low: back(range?.low), high: back(range?.high) },
    speed: found.kind === 'refused' ? null : scaled(found.speed, axis.perWeek),
    ceiling: found.kind === 'refused' ? null : found.ceiling,
    reason: reasonOf(found),
    estimates: estimatesOf(input, axis.times),
  };
}

function scaled({ value, low, high }: Interval, by: number): Interval {
  return { value: value * by, low: low * by, high: high * by };
}

/** Why there is no range; null when there is one. */
function reasonOf(found: Adoption): string | null {
  switch (found.kind) {
    case 'refused':
      return found.reason;
    case 'reached':
      return 'reached';
    case 'ceiling-below-target':
      return 'ceiling below target';
    case 'on-the-way':
      return found.range ? null : 'range not finite';
  }
}

/** The curves' parameters; logistic ones in the file's own numbers, since they do not need to know when it began. */
function estimatesOf({ raw, isDated, values, target, curve, increments }: AdoptionInput, times: readonly number[]): Estimates {
  const rows = times
    .flatMap((time, i) => {
      const value = values[i];
      return typeof value === 'number' ? [{ time, own: isDated || increments ? time : (raw[i] ?? time), value }] : [];
    })
    .sort((a, b) => a.time - b.time);
  if (rows.length === 0) return {};
  const shared = { values: rows.map((r) => r.value), target, increments };
  return {
    ...(curve === 'bass' ? {} : logisticEstimates({ ...shared, times: rows.map((r) => r.own) })),
    ...(curve === 'logistic' ? {} : bassEstimates({ ...shared, times: rows.map((r) => r.time) })),
  };
}
