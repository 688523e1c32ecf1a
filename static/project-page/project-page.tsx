import { type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import './project-page.css';
import { Following, useFollowed } from '../kit/following';
import { later } from '../kit/later';
import { PageTitle } from '../kit/page-title';
import { Show, Skeleton } from '../kit/states';
import { type Loaded as LoadedCall, useCall } from '../kit/use-call';
import { useRoute } from '../kit/use-route';
import { OutcomeView } from './outcome-view';
import { Overview } from './overview';
import { filterOf, kpiOf, paths, placeOf } from './place';
import { text } from './text';
import { type LoadedProject, type Page, useProject } from './use-project';
import { type Work } from './work';

/** A report is wanted now and then, and everyone waits for the page. */
const Report = later(() => import('./report/report'));

type Route = ReturnType<typeof useRoute>;

const SKELETON = <Skeleton heights={[56, 40, 88, 88, 88]} />;

/** The project's outcomes, what was delivered here beside what their KPIs show; and each of them in full. It follows what changes elsewhere, and stays where one is. */
export function ProjectPage(): ReactNode {
  const loaded = useProject();
  const route = useRoute();
  /** False while an outcome is opened that has not come, or was refused: that one is not up to date. */
  const [stands, setStands] = useState(true);
  return (
    <div className="n-page n-stack">
      {loaded.data === undefined && <PageTitle>{text.title}</PageTitle>}
      <Following loaded={loaded} watch={{ project: true }} quiet={!stands}>
        <Views loaded={loaded} route={route} onStands={setStands} />
      </Following>
    </div>
  );
}

function Views({ loaded, route, onStands }: { loaded: LoadedProject; route: Route; onStands: (stands: boolean) => void }): ReactNode {
  const work = useCall('project.activity', {});
  useFollowed(work);
  return (
    <Show loaded={loaded} skeleton={SKELETON}>
      {(pages) => (route.path === undefined ? SKELETON : <View path={route.path} {...{ pages, loaded, route, work, onStands }} />)}
    </Show>
  );
}

/** What the address says: the list, the report or an outcome. */
function View({
  pages,
  loaded,
  route,
  path,
  work,
  onStands,
}: {
  pages: readonly Page[];
  loaded: LoadedProject;
  route: Route;
  path: string;
  work: LoadedCall<Work>;
  onStands: (stands: boolean) => void;
}): ReactNode {
  const place = placeOf(path);
  const list = useRef('/');
  if (place.kind === 'list') list.current = paths.list(filterOf(route.query));
  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages]);
  const [first] = pages;
  if (!first) return null;
  if (place.kind === 'list') return <Overview pages={pages} onMore={loaded.add} route={route} work={work} reload={async () => void (await loaded.reload())} />;
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
      kpiId={kpiOf(route.query)}
      onChoose={(kpiId) => route.replace(paths.outcome(place.outcomeId, kpiId))}
      onBack={() => route.go(list.current)}
      onStands={onStands}
      activity={work.data?.activity}
    />
  );
}
