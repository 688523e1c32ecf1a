import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { WorkStack } from '../kit/charts/work-stack';
import { say } from '../kit/text/say';
import { text as teams } from '../kit/text/teams';
import { text } from '../kit/text/work';
import { useFormat } from '../kit/viewer';
import { ShareSentence } from './share-sentence';
import { UNITS, type Unit, weeksOf } from './weeks-of';

type Activity = NonNullable<CallReply<'project.activity'>['activity']>;
export type SplitWeeks = Pick<Activity, 'weeks' | 'change' | 'run' | 'share' | 'inProgress' | 'switches'>;

/** Weeks before the last that are the yardstick of what is usual. */
const USUAL_WEEKS = 12;

/** Run and change of a project's teams, or of one team: the share of late, what is in progress, and week by week. */
export function Split({ activity, nameOf }: { activity: SplitWeeks; nameOf: (unit: string) => string }): ReactNode {
  const format = useFormat();
  const [unit, setUnit] = useState<Unit>('items');
  const units = UNITS.filter((one) => one === 'items' || sum(activity.change[one]) + sum(activity.run[one]) > 0);
  const weeks = weeksOf(activity, unit);
  const hidden = activity.weeks.length - activity.change.items.filter((n) => n !== null).length;
  return (
    <>
      <div className="n-stack-tight">
        <ShareSentence share={activity.share} />
        {activity.inProgress && <p>{say(text.inProgress, { change: format.number(activity.inProgress.change), run: format.number(activity.inProgress.run) })}</p>}
        <Switches activity={activity} />
      </div>
      {units.length > 1 && (
        <div className="n-actions" role="group" aria-label={text.unitLabel}>
          {units.map((one) => (
            <Button key={one} appearance="subtle" spacing="compact" isSelected={one === unit} onClick={() => setUnit(one)}>
              {text.units[one]}
            </Button>
          ))}
        </div>
      )}
      {weeks.length > 0 && <WorkStack name={nameOf(text.units[unit])} weeks={weeks} />}
      {hidden > 0 && <p className="n-small n-subtle">{say(text.hidden, { count: hidden, n: format.number(hidden) })}</p>}
    </>
  );
}

function sum(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((all, n) => all + (n ?? 0), 0);
}

/** How often work went over in the last week, beside the weeks before that may be told. */
function Switches({ activity: { switches = [] } }: { activity: SplitWeeks }): ReactNode {
  const format = useFormat();
  const last = switches.at(-1) ?? null;
  if (last === null) return null;
  const before = switches.slice(-1 - USUAL_WEEKS, -1).filter((n) => n !== null);
  const params = { count: last, n: format.number(last) };
  if (before.length === 0) return <p>{say(teams.switches, params)}</p>;
  return <p>{say(teams.switchesBefore, { ...params, before: format.decimals(sum(before) / before.length, 1) })}</p>;
}
