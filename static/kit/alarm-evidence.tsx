import { type ReactNode } from 'react';
import type { AlarmView } from '../../src/contract/views';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/signals';
import { useFormat } from './viewer';

type Evidence = NonNullable<AlarmView['evidence']>;

const PERCENT = 100;
/** Smaller chances are told as less than this. */
const LEAST_CHANCE = 0.001;

/** The figures on which an alarm rests. */
export function AlarmEvidence({ evidence }: { evidence: Evidence }): ReactNode {
  const format = useFormat();
  return (
    <ul className="n-points n-small" aria-label={text.evidence}>
      {evidence.map((one) => (
        <li key={one.kind}>{sentenceOn(one, format)}</li>
      ))}
    </ul>
  );
}

function sentenceOn(one: Evidence[number], format: Format): string {
  switch (one.kind) {
    case 'effect': {
      const { name, unit, before, after, effect, low, high, planned } = one;
      const figures = { name, effect: format.signed(effect, unit), low: format.signed(low, unit), high: format.signed(high, unit) };
      const moved = before === undefined || after === undefined ? say(text.evidenceEffect, figures) : say(text.evidenceMoved, { ...figures, before: format.quantity(before, unit), after: format.quantity(after, unit) });
      return planned === undefined ? moved : `${moved} ${say(text.evidencePlanned, { planned: format.quantity(planned, unit) })}`;
    }
    case 'limit': {
      const { name, unit, value, at, limit } = one;
      const figures = { name, value: format.quantity(value, unit), date: format.date(at) };
      return limit.kind === 'value'
        ? say(text.evidenceLimit, { ...figures, limit: format.quantity(limit.value, unit) })
        : say(text.evidenceBand, { ...figures, low: format.quantity(limit.low, unit), high: format.quantity(limit.high, unit) });
    }
    case 'stall': {
      const { weeks, done, expected, runShare, chance } = one;
      const figures = { count: weeks, n: format.number(weeks), done: format.number(done), expected: format.decimals(expected, 1), chance: chance < LEAST_CHANCE ? `<\u00a0${format.quantity(PERCENT * LEAST_CHANCE, '%')}` : format.quantity(Math.round(chance / LEAST_CHANCE) / 10, '%') };
      const stalled = say(text.evidenceStall, figures);
      return runShare === null ? stalled : `${stalled} ${say(text.evidenceRun, { share: format.percent(runShare) })}`;
    }
    case 'delivered':
      return say(text.evidenceDelivered, { done: format.number(one.done), total: format.number(one.total) });
  }
}
