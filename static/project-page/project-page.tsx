import { type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import './project-page.css';
import { later } from '../kit/later';
import { LiveLine } from '../kit/live';
import { PageTitle } from '../kit/page-title';
import { Show, Skeleton } from '../kit/states';
import { type Loaded as LoadedCall, useCall } from '../kit/use-call';
import { useRoute } from '../kit/use-route';
import { OutcomeView } from './outcome-view';
import { Overview } from './overview';
import { filterOf, paths, placeOf } from './place';
import { text } from './text';
import { type Work } from './work';

/** A report is wanted now and then, and everyone waits for the page. */
const Report = later(() => import('./report/report'));

type Page = CallReply<'project.read'>;

type Route = ReturnType<typeof useRoute>;

/** The project's outcomes, what was delivered here beside what their KPIs show; and each of them in full. */
export function ProjectPage(): ReactNode {
  const loaded = useCall('project.read', {});
  const work = useCall('project.activity', {});
  const route = useRoute();
  /** False while an outcome is opened that has not come, or was refused: that one is not up to date. */
  const [stands, setStands] = useState(true);
  return (
    <div className="n-page n-stack">
      {loaded.data === undefined && <PageTitle>{text.title}</PageTitle>}
      <Show loaded={loaded} skeleton={<Skeleton heights={[56, 40, 88, 88, 88]} />}>
        {(page) =>
          route.path === undefined ? (
            <Skeleton heights={[56, 40, 88, 88, 88]} />
          ) : (
            <Loaded key={loaded.readAt?.getTime()} first={page} route={route} path={route.path} work={work} onStands={setStands} reload={async () => void (await loaded.reload())} />
          )
        }
      </Show>
      {loaded.data && <LiveLine loaded={loaded} watch={{ project: true }} quiet={!stands} />}
    </div>
  );
}

/** Keeps what was loaded while one looks at an outcome and comes back. */
function Loaded({
  first,
  route,
  path,
  work,
  onStands,
  reload,
}: {
  first: Page;
  route: Route;
  path: string;
  work: LoadedCall<Work>;
  onStands: (stands: boolean) => void;
  reload: () => Promise<void>;
}): ReactNode {
  const [pages, setPages] = useState([first]);
  const place = placeOf(path);
  const list = useRef('/');
  if (place.kind === 'list') list.current = paths.list(filterOf(route.query));
  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages]);
  if (place.kind === 'list') return <Overview pages={pages} onMore={(page) => setPages([...pages, page])} route={route} work={work} reload={reload} />;
  if (place.kind === 'report') {
    return (
      <Suspense fallback={<Skeleton heights={[56, 600]} />}>
        <Report project={first.project} rows={rows} more={pages.at(-1)?.next !== undefined} read={pages} work={work} now={first.now} moved={route.moved} onBack={() => route.go(list.current)} />
      </Suspense>
    );
  }
  return (
    <OutcomeView
      key={place.outcomeId}
      outcomeId={place.outcomeId}
      row={rows.find(({ outcome }) => outcome.outcomeId === place.outcomeId)}
      now={first.now}
      moved={route.moved}
      onBack={() => route.go(list.current)}
      onStands={onStands}
      activity={work.data?.activity}
    />
  );
}

