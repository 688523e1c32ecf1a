import { type ReactNode, useId } from 'react';
import type { CallReply } from '../../src/contract';
import { useFollowed } from '../kit/following';
import { Show, Skeleton } from '../kit/states';
import { say } from '../kit/text/say';
import { text } from '../kit/text/teams';
import { useCall } from '../kit/use-call';
import { Split } from './split';

type Team = CallReply<'project.teams'>['teams'][number];

/** Run and change of each team with a part in this project; nothing where there are none. */
export function Teams(): ReactNode {
  const loaded = useFollowed(useCall('project.teams', {}));
  return (
    <Show loaded={loaded} skeleton={<Skeleton heights={[20]} />}>
      {({ teams }) =>
        teams.length > 0 && (
          <section className="n-stack-tight" aria-label={text.title}>
            <h3 className="n-h3">{text.title}</h3>
            <p className="n-small n-subtle">{text.how}</p>
            {teams.map((team) => (
              <OneTeam key={team.teamId} team={team} />
            ))}
          </section>
        )
      }
    </Show>
  );
}

function OneTeam({ team: { name, projects, isProject, pending, activity } }: { team: Team }): ReactNode {
  const id = useId();
  if (isProject) return <p>{say(text.isProject, { team: name })}</p>;
  return (
    <article className="n-team n-stack-tight" aria-labelledby={id}>
      <h4 className="n-h3 n-wrap" id={id}>
        {name}
      </h4>
      <p className="n-small n-subtle">{say(text.over, { projects: projects.join(', ') })}</p>
      {pending && <p className="n-quiet">{text.pending}</p>}
      {!pending && !activity && <p className="n-quiet">{text.nothing}</p>}
      {activity && <Split activity={activity} nameOf={(unit) => say(text.chart, { team: name, unit })} />}
    </article>
  );
}
