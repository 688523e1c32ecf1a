import type { MeasureView, OutcomeCard } from '../../src/contract/views';
import { byRole, standingOf } from '../kit/standing';

/** Signals that await a person, the worst first. */
const ALARMING: readonly OutcomeCard['signal']['kind'][] = ['wrong-way', 'silent-stall', 'activity-trap'];

/** Where there is room for one: the outcome for which most is wrong, or the first, with the measure that tells it. */
export function foremost(
  outcomes: readonly OutcomeCard[],
): { outcome: OutcomeCard; measure: MeasureView | undefined } | undefined {
  const [outcome] = [...outcomes].sort((a, b) => urgency(a) - urgency(b));
  if (!outcome) return undefined;
  const measures = byRole(outcome.measures);
  return { outcome, measure: measures.find(isWorse) ?? measures[0] };
}

function urgency({ signal, measures }: OutcomeCard): number {
  const alarm = ALARMING.indexOf(signal.kind);
  if (alarm >= 0) return alarm;
  return measures.some(isWorse) ? ALARMING.length : ALARMING.length + 1;
}

/** A guardrail that does not hold, or a confirmed turn for the worse. */
function isWorse(measure: MeasureView): boolean {
  const standing = standingOf(measure);
  const { verdict } = measure;
  return (standing.kind === 'guardrail' && !standing.holds) || (verdict.kind === 'worsened' && verdict.strength === 'confirmed');
}
