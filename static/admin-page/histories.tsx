import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { tell } from '../kit/flag';
import { useFollowed } from '../kit/following';
import { KeptMessage } from '../kit/kept-message';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { useCall } from '../kit/use-call';
import { usePolling } from '../kit/use-polling';
import { useFormat } from '../kit/viewer';
import { text } from './text';

type Project = CallReply<'history.read'>['projects'][number];

const POLL_MS = 3_000;

/** How far each project's history has been read, and the way to read it again. */
export function Histories(): ReactNode {
  const loaded = useCall('history.read', {});
  const { reload: readAll } = useFollowed(loaded);
  const { reload } = loaded;
  const filling = loaded.data?.projects.some(({ status }) => status.state === 'filling') ?? false;
  usePolling(reload, filling ? POLL_MS : undefined);
  return (
    <section className="n-card n-stack-tight" aria-labelledby="histories">
      <h2 className="n-h2" id="histories">
        {text.histories}
      </h2>
      <p className="n-quiet">{text.historiesHow}</p>
      <Show loaded={loaded} skeleton={<Skeleton heights={[72]} />}>
        {({ projects }) => (projects.length === 0 ? <p className="n-quiet">{text.historiesNone}</p> : <Projects projects={projects} onStarted={() => void readAll()} />)}
      </Show>
    </section>
  );
}

function Projects({ projects, onStarted }: { projects: readonly Project[]; onStarted: () => void }): ReactNode {
  const [trouble, setTrouble] = useState<Trouble>();
  const refill = async ({ projectId, key }: Project): Promise<void> => {
    const answer = await call('history.refill', { projectId });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) tell(say(text.refillStarted, { project: key }));
    onStarted();
  };
  return (
    <>
      {trouble && <TroubleBox trouble={trouble} />}
      <table className="n-rights" aria-labelledby="histories">
        <thead>
          <tr>
            <th scope="col">{text.project}</th>
            <th scope="col">{text.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.projectId}>
              <th scope="row">{project.key}</th>
              <td>
                <State status={project.status} />
              </td>
              <td className="n-row-action">
                <Button
                  spacing="compact"
                  aria-label={say(text.refillOf, { project: project.key })}
                  isDisabled={project.status.state === 'filling'}
                  onClick={() => void refill(project)}
                >
                  {text.refill}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function State({ status }: { status: Project['status'] }): ReactNode {
  const format = useFormat();
  switch (status.state) {
    case 'none':
      return text.historyStates.none;
    case 'current':
      return (
        <>
          {say(text.historyStates.current, { at: format.instant(status.filledAt) })}
          {status.behindSince !== undefined && <p className="n-small n-subtle">{say(text.historyBehind, { at: format.instant(status.behindSince) })}</p>}
        </>
      );
    case 'filling': {
      const { issues, expected, since, error, waitsUntil } = status;
      return (
        <>
          {say(text.historyStates.filling, { done: format.number(issues), n: format.number(expected), since: format.instant(since) })}
          {waitsUntil !== undefined && <p className="n-small n-subtle">{say(text.historyWaits, { at: format.instant(waitsUntil) })}</p>}
          {error !== undefined && <p className="n-small n-subtle"><KeptMessage message={error}>{(told) => say(text.historyError, { error: told })}</KeptMessage></p>}
        </>
      );
    }
  }
}
