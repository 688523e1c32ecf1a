import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import './conflicts.css';
import { type Trouble, call } from './call';
import { tell } from './flag';
import { useFollowed } from './following';
import { Show, TroubleBox } from './states';
import { Rich } from './text/rich';
import { say } from './text/say';
import { text } from './text/conflicts';
import { type Loaded, useCall } from './use-call';
import { useFormat } from './viewer';

type Found = CallReply<'project.conflicts'>;
type Conflict = Found['conflicts'][number];

export function ProjectConflicts(): ReactNode {
  return <Conflicts loaded={useFollowed(useCall('project.conflicts', {}))} />;
}

export function OutcomeConflicts({ outcomeId, onChanged }: { outcomeId: string; onChanged: () => void }): ReactNode {
  return <Conflicts loaded={useCall('outcome.conflicts', { outcomeId })} onChanged={onChanged} />;
}

/** What teams are rewarded by against what they work for, in plain words, with the ways out; nothing where all agrees. */
function Conflicts({ loaded, onChanged }: { loaded: Loaded<Found>; onChanged?: () => void }): ReactNode {
  const changed = (): void => {
    void loaded.reload();
    onChanged?.();
  };
  return (
    <Show loaded={loaded} skeleton={null}>
      {({ conflicts, more = 0 }) =>
        conflicts.length > 0 && (
          <section className="n-card n-stack" aria-label={text.title}>
            <div>
              <h2 className="n-h2">{text.title}</h2>
              <p className="n-small n-subtle">{text.how}</p>
            </div>
            {conflicts.map((conflict) => (
              <OneConflict key={`${conflict.team.teamId} ${conflict.outcome.outcomeId} ${conflict.kpi.kpiId}`} conflict={conflict} onChanged={changed} />
            ))}
            {more > 0 && <MoreConflicts count={more} />}
          </section>
        )
      }
    </Show>
  );
}

function MoreConflicts({ count }: { count: number }): ReactNode {
  const format = useFormat();
  return <p className="n-small n-subtle">{say(text.more, { count, n: format.number(count) })}</p>;
}

function OneConflict({ conflict, onChanged }: { conflict: Conflict; onChanged: () => void }): ReactNode {
  const format = useFormat();
  const { team, outcome, kpi, since, structural, adopt, guard } = conflict;
  const params = { team: team.name, outcome: outcome.title, kpi: kpi.name, since: format.date(since) };
  return (
    <article className="n-stack-tight" aria-label={say(structural ? text.structural : text.beside, params)}>
      <p>
        <Rich message={structural ? text.structural : text.beside} params={params} />
      </p>
      <PullSentence conflict={conflict} />
      {adopt || guard ? <WaysOut conflict={conflict} onChanged={onChanged} /> : <p className="n-small n-subtle">{text.ask}</p>}
    </article>
  );
}

function PullSentence({ conflict: { kpi, pull } }: { conflict: Conflict }): ReactNode {
  const format = useFormat();
  if (pull.kind === 'refused') return <p className="n-small n-subtle">{say(text.refused[pull.reason], { kpi: kpi.name })}</p>;
  // An interval of so few weeks knows no more.
  const figure = (value: number): string => format.decimals(value, 2);
  const relation = say(text.relation, { rho: figure(pull.rho), low: figure(pull.low), high: figure(pull.high), n: format.number(pull.weeks) });
  return (
    <>
      <p>{say(pull.kind === 'pulls' ? text.pulls : text.notShown, { kpi: kpi.name })}</p>
      <p className="n-small n-subtle">{pull.kind === 'pulls' ? `${relation} ${text.related}` : relation}</p>
    </>
  );
}

function WaysOut({ conflict: { team, outcome, kpi, adopt, guard }, onChanged }: { conflict: Conflict; onChanged: () => void }): ReactNode {
  const [busy, setBusy] = useState<'adopt' | 'guard'>();
  const [trouble, setTrouble] = useState<Trouble>();
  const take = async (way: 'adopt' | 'guard', send: () => Promise<{ ok: true } | { ok: false; trouble: Trouble }>, said: string): Promise<void> => {
    setBusy(way);
    const answer = await send();
    setBusy(undefined);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return;
    tell(said);
    onChanged();
  };
  return (
    <>
      {trouble && <TroubleBox trouble={trouble} title={text.failed} />}
      {adopt && guard && <p className="n-small">{text.ways}</p>}
      <ul className="n-ways">
        {adopt && (
          <li>
            <Button
              isLoading={busy === 'adopt'}
              onClick={() => void take('adopt', () => call('incentive.set', { teamId: team.teamId, kpiId: adopt.kpiId }), say(text.adopted, { team: team.name, kpi: adopt.name }))}
            >
              {say(text.adopt, { kpi: adopt.name })}
            </Button>{' '}
            <span className="n-small n-subtle">{text.adoptHow}</span>
          </li>
        )}
        {guard && (
          <li>
            <Button
              isLoading={busy === 'guard'}
              onClick={() =>
                void take(
                  'guard',
                  () => call('measure.set', { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'guardrail', ...guard }),
                  say(text.guarded, { kpi: kpi.name, outcome: outcome.title }),
                )
              }
            >
              {say(text.guard, { kpi: kpi.name })}
            </Button>{' '}
            <span className="n-small n-subtle">{text.guardHow}</span>
          </li>
        )}
      </ul>
    </>
  );
}
