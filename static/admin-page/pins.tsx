import Button from '@atlaskit/button/new';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Trouble, call } from '../kit/call';
import { TextField } from '../kit/fields';
import { tell } from '../kit/flag';
import { useFollowed } from '../kit/following';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { readPages, usePages } from '../kit/use-pages';
import { useFormat } from '../kit/viewer';
import { text } from './text';

type Project = CallReply<'pin.list'>['projects'][number];

/** Jira pins after it has answered, within seconds: how often and for how long the list is read again until it has. */
const READ_AGAIN_MS = 1_000;
const MOST_READINGS = 10;
/** As many as one call takes. */
const MOST_AT_ONCE = 50;

/** To which projects' issues the panel is pinned. */
export function Pins(): ReactNode {
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const loaded = useFollowed(usePages('pin.list', { query }, ({ projects }) => projects.length > 0));
  return (
    <section className="n-card n-stack-tight" aria-labelledby="pins">
      <h2 className="n-h2" id="pins">
        {text.pins}
      </h2>
      <p className="n-quiet">{text.pinsHow}</p>
      <div className="n-narrow">
        <TextField label={text.pinsFind} value={typed} onChange={setTyped} />
      </div>
      <Show loaded={loaded} skeleton={<Skeleton heights={[72]} />}>
        {(pages) => {
          const projects = pages.flatMap((page) => page.projects);
          if (projects.length === 0) return <p className="n-quiet">{query === '' ? text.pinsEmpty : text.pinsNone}</p>;
          return <Projects projects={projects} query={query} reload={loaded.reload} />;
        }}
      </Show>
      {loaded.more && (
        <div>
          <Button onClick={() => void loaded.loadMore()} isLoading={loaded.loading}>
            {common.loadMore}
          </Button>
        </div>
      )}
    </section>
  );
}

interface ProjectsProps {
  projects: readonly Project[];
  query: string;
  reload: () => Promise<unknown>;
}

function Projects({ projects, query, reload }: ProjectsProps): ReactNode {
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const open = projects.filter(({ pinned }) => !pinned);
  const set = async (some: readonly Project[], pinned: boolean): Promise<void> => {
    setBusy(true);
    const answer = await call('pin.set', { projectIds: some.map(({ projectId }) => projectId), pinned });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) {
      tell(pinned ? say(text.pinAsked, { count: some.length, n: format.number(some.length) }) : say(text.unpinAsked, { project: some[0]?.key ?? '' }));
      if (!(await isDone(query, some, pinned))) tell(text.pinSlow);
      await reload();
    }
    setBusy(false);
  };
  return (
    <>
      {trouble && <TroubleBox trouble={trouble} title={text.notSaved} />}
      <table className="n-rights" aria-labelledby="pins" aria-busy={busy}>
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
              <th scope="row">
                {project.name} <span className="n-subtle">{project.key}</span>
              </th>
              <td>{project.pinned ? text.pinned : text.notPinned}</td>
              <td className="n-row-action">
                <Button
                  spacing="compact"
                  isDisabled={busy}
                  aria-label={say(project.pinned ? text.unpinOf : text.pinOf, { project: project.key })}
                  onClick={() => void set([project], !project.pinned)}
                >
                  {project.pinned ? text.unpin : text.pin}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open.length > 1 && (
        <div>
          <Button isLoading={busy} onClick={() => void set(open.slice(0, MOST_AT_ONCE), true)}>
            {say(text.pinAll, { count: Math.min(open.length, MOST_AT_ONCE), n: format.number(Math.min(open.length, MOST_AT_ONCE)) })}
          </Button>
        </div>
      )}
    </>
  );
}

async function isDone(query: string, some: readonly Project[], pinned: boolean): Promise<boolean> {
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const found = await readPages('pin.list', { query }, (pages) => some.every((one) => pages.some(({ projects }) => projects.some(({ projectId }) => projectId === one.projectId))));
    if (!found.ok) return false;
    const projects = found.data.pages.flatMap((page) => page.projects);
    const isAsAsked = ({ projectId }: Project): boolean => projects.find((one) => one.projectId === projectId)?.pinned === pinned;
    if (some.every(isAsAsked)) return true;
    await new Promise((resolve) => setTimeout(resolve, READ_AGAIN_MS));
  }
  return false;
}
