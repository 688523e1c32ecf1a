/** Whether what was measured supports that an outcome is achieved. */
import { withinLimit } from './guardrail';
import { currentVerdict } from './outcome-signal';
import { type Message } from './signal';
import { type MeasureView, type OutcomeSnapshot } from './snapshot';

/**
 * What is lacking before an outcome may be closed as achieved on `today` (ISO date): every primary KPI confirmed better
 * and at its target, every guardrail within its limit and none confirmed worse. Empty when all supports it.
 */
export function lacksForAchieved({ measures }: Pick<OutcomeSnapshot, 'measures'>, today: string): Message[] {
  const primary = measures.filter(({ role }) => role === 'primary');
  if (primary.length === 0) return [{ key: 'closing.no-primary', params: {} }];
  return [
    ...primary.flatMap((measure) => lacksOfPrimary(measure, today)),
    ...measures.filter(({ role }) => role === 'guardrail').flatMap((measure) => lacksOfGuardrail(measure, today)),
  ];
}

function lacksOfPrimary(measure: MeasureView, today: string): Message[] {
  const verdict = currentVerdict(measure, today);
  const isConfirmed = verdict.kind === 'improved' && verdict.strength === 'confirmed';
  const isMet = measure.way.kind === 'share' && measure.way.share >= 1;
  return [...(isConfirmed ? [] : [lack('closing.not-confirmed', measure)]), ...(isMet ? [] : [lack('closing.target-not-met', measure)])];
}

function lacksOfGuardrail(measure: MeasureView, today: string): Message[] {
  const verdict = currentVerdict(measure, today);
  if (verdict.kind === 'worsened' && verdict.strength === 'confirmed') return [lack('closing.guardrail-worse', measure)];
  const { newest, direction, target } = measure;
  if (!newest || (verdict.kind === 'refused' && verdict.reason === 'stale')) return [lack('closing.guardrail-unknown', measure)];
  return withinLimit(newest.value, direction, target) ? [] : [lack('closing.guardrail-breached', measure)];
}

function lack(key: string, { kpiId, name }: MeasureView): Message {
  return { key, params: { kpiId, name } };
}
