/** How far an outcome has come, computed from what is there: a stage is reached when its own and all earlier conditions hold. */
import { lacksForAchieved } from './closing';
import { isLaunched } from './lock';
import { currentVerdict } from './outcome-signal';
import { type Message } from './signal';
import { type MeasureView, type OutcomeSnapshot } from './snapshot';
import { STAGES, type StageKind } from './stages';

export interface Stage {
  kind: StageKind;
  /** What the next stage lacks; empty at the last. */
  lacks: Message[];
}

type Staged = Pick<OutcomeSnapshot, 'measures' | 'delivery'>;

/** What each stage after the first lacks, in order. */
const LACKS: readonly ((outcome: Staged, primary: readonly MeasureView[], today: string) => Message[])[] = [
  // baselined
  (_outcome, primary) =>
    primary.length === 0
      ? [{ key: 'stage.no-primary', params: {} }]
      : primary.filter(({ baseline }) => baseline.kind !== 'level').map((measure) => lack('stage.no-baseline', measure)),
  // in-delivery
  ({ delivery }) => (Object.keys(delivery).length > 0 ? [] : [{ key: 'stage.no-epic', params: {} }]),
  // launched
  (_outcome, primary, today) =>
    primary
      .filter((measure) => !isLaunched(measure, today))
      .map((measure) => (measure.launch === undefined ? lack('stage.no-launch', measure) : lack('stage.launch-ahead', measure, { date: measure.launch }))),
  // adopted
  (_outcome, primary, today) => primary.filter((measure) => currentVerdict(measure, today).kind !== 'improved').map((measure) => lack('stage.not-improved', measure)),
  // realised
  (outcome, _primary, today) => lacksForAchieved(outcome, today),
];

/** The stage as of `today` (ISO date). */
export function stageOf(outcome: Staged, today: string): Stage {
  const primary = outcome.measures.filter(({ role }) => role === 'primary');
  for (const [index, lacksOf] of LACKS.entries()) {
    const lacks = lacksOf(outcome, primary, today);
    if (lacks.length > 0) return { kind: STAGES[index] ?? 'proposed', lacks };
  }
  return { kind: 'realised', lacks: [] };
}

function lack(key: string, { kpiId, name }: MeasureView, more: Readonly<Record<string, string>> = {}): Message {
  return { key, params: { kpiId, name, ...more } };
}
