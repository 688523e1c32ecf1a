import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { tell } from '../kit/flag';
import { useFollowed, useHold } from '../kit/following';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { useCall } from '../kit/use-call';
import { Rewards } from './rewards';
import { type Team, TeamForm } from './team-form';
import { text as admin } from './text';
import { text } from './teams-text';

type Stored = CallReply<'team.read'>;

/** The site's teams, what each takes in, and what it is rewarded by. */
export function Teams(): ReactNode {
  const loaded = useFollowed(useCall('team.read', {}));
  const rewards = useCall('incentive.read', {});
  useFollowed(rewards);
  const reload = async (): Promise<void> => void (await Promise.all([loaded.reload(), rewards.reload()]));
  return (
    <section className="n-card n-stack" aria-labelledby="teams">
      <h2 className="n-h2" id="teams">
        {text.title}
      </h2>
      <p className="n-quiet">{text.how}</p>
      <Show loaded={loaded} skeleton={<Skeleton heights={[56]} />}>
        {(stored) => (
          <Show loaded={rewards} skeleton={<Skeleton heights={[56]} />}>
            {(rewarded) => <List stored={stored} rewarded={rewarded.teams} hold={loaded.hold} reload={reload} />}
          </Show>
        )}
      </Show>
    </section>
  );
}

interface ListProps {
  stored: Stored;
  rewarded: CallReply<'incentive.read'>['teams'];
  hold: (held: boolean) => void;
  reload: () => Promise<void>;
}

function List({ stored, rewarded, hold, reload }: ListProps): ReactNode {
  const [editing, setEditing] = useState<Team | 'new'>();
  useHold(hold, editing !== undefined);
  const [trouble, setTrouble] = useState<Trouble>();
  const remove = async ({ teamId, name, projects, narrowing }: Team): Promise<void> => {
    const answer = await call('team.remove', { teamId, version: stored.version ?? 1 });
    setTrouble(answer.ok ? undefined : answer.trouble);
    await reload();
    if (!answer.ok) return;
    const incentives = rewarded.find((one) => one.teamId === teamId)?.incentives ?? [];
    /** As it was, what it is rewarded by included; under an id of its own, for its projects are read for it anew. */
    const putBack = async (): Promise<void> => {
      const { version } = answer.data;
      const back = await call('team.set', { ...(version === undefined ? {} : { version }), name, projectKeys: projects.map(({ key }) => key), ...(narrowing ? { narrowing } : {}) });
      const again = back.ok ? back.data.teams.find((team) => team.name === name) : undefined;
      const rest = again ? await Promise.all(incentives.map(({ kpiId, since }) => call('incentive.set', { teamId: again.teamId, kpiId, since }))) : [];
      setTrouble([back, ...rest].flatMap((one) => (one.ok ? [] : one.trouble))[0]);
      await reload();
    };
    tell(text.removed, { undo: { text: common.undo, run: () => void putBack() } });
  };
  const form = (team?: Team): ReactNode => (
    <TeamForm
      team={team}
      version={stored.version}
      onClose={() => setEditing(undefined)}
      onSaved={async () => {
        setEditing(undefined);
        await reload();
      }}
    />
  );
  return (
    <>
      {trouble && <TroubleBox trouble={trouble} title={admin.notSaved} />}
      {stored.teams.length === 0 && <p>{text.none}</p>}
      {stored.teams.map((team) =>
        editing !== 'new' && editing?.teamId === team.teamId ? (
          <div key={team.teamId}>{form(team)}</div>
        ) : (
          <article key={team.teamId} className="n-team" aria-label={team.name}>
            <div className="n-head">
              <h3 className="n-h3 n-wrap">{team.name}</h3>
              <span className="n-actions">
                <Button spacing="compact" appearance="subtle" aria-label={say(text.editTeam, { team: team.name })} onClick={() => setEditing(team)}>
                  {text.edit}
                </Button>
                <Button spacing="compact" appearance="subtle" aria-label={say(text.removeTeam, { team: team.name })} onClick={() => void remove(team)}>
                  {text.remove}
                </Button>
              </span>
            </div>
            <p className="n-wrap">{takesIn(team)}</p>
            <Rewards team={team} incentives={rewarded.find(({ teamId }) => teamId === team.teamId)?.incentives ?? []} reload={reload} />
          </article>
        ),
      )}
      {editing === 'new' ? (
        form()
      ) : (
        <div>
          <Button onClick={() => setEditing('new')}>{text.add}</Button>
        </div>
      )}
    </>
  );
}

function takesIn({ projects, narrowing }: Team): string {
  const keys = projects.map(({ key }) => key).join(', ');
  if (!narrowing) return say(text.whole, { projects: keys });
  if (narrowing.kind === 'jql') return say(text.jql, { query: narrowing.query, projects: keys });
  return say(text.components, { names: narrowing.names.join(', '), projects: keys });
}
