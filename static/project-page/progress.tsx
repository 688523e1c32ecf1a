import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import { BurnUp } from '../kit/charts/burn-up';
import { type SharedAxis } from '../kit/charts/scale';
import { finishOf, finishSentence } from '../kit/finish';
import { Rich } from '../kit/text/rich';
import { say } from '../kit/text/say';
import { text as teams } from '../kit/text/teams';
import { text } from '../kit/text/work';
import { useFormat } from '../kit/viewer';

type Activity = NonNullable<CallReply<'project.activity'>['activity']>;

/** An outcome's work in this project, with the weeks it is told by. */
export interface OutcomeWork {
  weeks: Activity['weeks'];
  work: Activity['outcomes'][number];
}

/** The outcome's work as far as the project's history tells of it. */
export function workOf(activity: Activity | undefined, outcomeId: string): OutcomeWork | undefined {
  const work = activity?.outcomes.find((one) => one.outcomeId === outcomeId);
  return activity && work ? { weeks: activity.weeks, work } : undefined;
}

/** Scope that came and went is told for so long. */
export const RECENT_WEEKS = 4;

/** How much is left here, when it may be finished, and what the growth of run work costs. */
export function Progress({ title, work: { weeks, work }, wanted, shared }: { title: string; work: OutcomeWork; wanted: string | undefined; shared?: SharedAxis | undefined }): ReactNode {
  const format = useFormat();
  const week = weeks.at(-1);
  if (week === undefined) return null;
  const { scope, open, added, removed, forecast, tradeOff } = work;
  const came = { added: total(added.slice(-RECENT_WEEKS)), removed: total(removed.slice(-RECENT_WEEKS)) };
  const finish = finishOf(forecast, week);
  return (
    <div className="n-stack-tight">
      <p>{finishSentence({ open: open.at(-1) ?? 0, scope: scope.at(-1) ?? 0, forecast, week }, format, wanted)}</p>
      {came.added + came.removed > 0 && (
        <p>{say(teams.moved, { count: RECENT_WEEKS, n: format.number(RECENT_WEEKS), added: format.number(came.added), removed: format.number(came.removed) })}</p>
      )}
      {tradeOff.kind === 'slip' && (
        <p>
          <Rich message={tradeOff.against === 'plan' ? text.slipOfPlan : text.slip} params={{ count: tradeOff.days, n: format.number(tradeOff.days) }} />{' '}
          {tradeOff.cost && <Rich message={text.cost} params={{ cost: format.money(tradeOff.cost.amount, tradeOff.cost.currency) }} />}
        </p>
      )}
      {tradeOff.kind === 'stopped' && <p>{text.stopped}</p>}
      <BurnUp title={title} weeks={weeks} scope={scope} open={open} added={added} removed={removed} finish={finish} wanted={wanted} shared={shared} />
      {finish && <p className="n-small n-subtle">{text.forecastHow}</p>}
    </div>
  );
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0);
}
