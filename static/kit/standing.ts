import type { MeasureView } from '../../src/contract/views';
import { withinLimit } from '../../src/domain/guardrail';
import { type Format } from './format';
import { text } from './text/en';

type Refusal = Extract<MeasureView['way'], { kind: 'refused' }>['reason'];

/** Where a measure stands, as gauges draw it and sentences say it. A refusal holds no number. */
export type Standing =
  | { kind: 'way'; share: number }
  /** `position` is on the gauge's scale, where the limit lies at −1; absent when there is no baseline to draw it from. */
  | { kind: 'guardrail'; holds: boolean; position: number | undefined }
  | { kind: 'refused'; reason: Refusal };

export function standingOf({ role, way, newest, direction, target }: MeasureView): Standing {
  if (role !== 'guardrail') return way.kind === 'share' ? { kind: 'way', share: way.share } : way;
  if (!newest) return { kind: 'refused', reason: 'no-values' };
  // A limit on the worse side of the baseline is what the way leads to, so the way points to the left.
  const position = way.kind === 'share' ? 0 - way.share : undefined;
  return { kind: 'guardrail', holds: withinLimit(newest.value, direction, target), position };
}

/** The sentence's message and parameters, with the KPI as its subject. */
export function sentenceOf(standing: Standing, kpi: string, format: Format) {
  const percent = standing.kind === 'way' ? format.percent(standing.share) : '';
  return { message: sentenceMessage(standing), params: { kpi, percent } };
}

function sentenceMessage(standing: Standing) {
  switch (standing.kind) {
    case 'way':
      if (standing.share >= 1) return text.wayReached;
      if (standing.share > 0) return text.wayPart;
      return standing.share === 0 ? text.wayNone : text.wayWorse;
    case 'guardrail':
      return standing.holds ? text.guardrailHolds : text.guardrailBreached;
    case 'refused':
      return { 'no-baseline': text.wayNoBaseline, 'no-values': text.wayNoValues, 'target-equals-baseline': text.wayNoDistance }[
        standing.reason
      ];
  }
}

/** A few words to stand beside the gauge; undefined for a refusal, which has words of its own. */
export function shortOf(standing: Standing) {
  switch (standing.kind) {
    case 'way':
      if (standing.share >= 1) return text.shortReached;
      if (standing.share > 0) return text.shortPart;
      return standing.share === 0 ? text.shortNone : text.shortWorse;
    case 'guardrail':
      return standing.holds ? text.shortHolds : text.shortBreached;
    case 'refused':
      return undefined;
  }
}

export const REFUSALS: Record<Refusal, { label: string; why: string }> = {
  'no-baseline': { label: text.refusedNoBaseline, why: text.refusedNoBaselineWhy },
  'no-values': { label: text.refusedNoValues, why: text.refusedNoValuesWhy },
  'target-equals-baseline': { label: text.refusedNoDistance, why: text.refusedNoDistanceWhy },
};

export const ROLE_WORDS: Record<MeasureView['role'], { label: string; meaning: string }> = {
  primary: { label: text.rolePrimary, meaning: text.rolePrimaryMeaning },
  supporting: { label: text.roleSupporting, meaning: text.roleSupportingMeaning },
  guardrail: { label: text.roleGuardrail, meaning: text.roleGuardrailMeaning },
};

const ROLE_ORDER: Record<MeasureView['role'], number> = { primary: 0, supporting: 1, guardrail: 2 };

/** Primary measures first, then the others in their own order; never averaged. */
export function byRole(measures: readonly MeasureView[]): MeasureView[] {
  return [...measures].sort((a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role]);
}
