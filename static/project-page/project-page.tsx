import Button from '@atlaskit/button/new';
import { type ReactNode, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import './project-page.css';
import { type Trouble, call } from '../kit/call';
import { ProjectConflicts } from '../kit/conflicts';
import { tell } from '../kit/flag';
import { Review } from '../kit/review';
import { PageTitle } from '../kit/page-title';
import { Empty, Show, Skeleton, TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { text as common } from '../kit/text/en';
import { type Loaded as LoadedCall, useCall } from '../kit/use-call';
import { useRoute } from '../kit/use-route';
import { useFormat } from '../kit/viewer';
import { Filters } from './filters';
import { Lead } from './lead';
import { OutcomeView } from './outcome-view';
import { Outcomes } from './outcomes';
import { filterOf, paths, placeOf } from './place';
import { shownRows } from './rows';
import { workOf } from './progress';
import { text } from './text';
import { type Work, WorkSection } from './work';

type Page = CallReply<'project.read'>;

type Route = ReturnType<typeof useRoute>;

/** The project's outcomes, what was delivered here beside what their KPIs show; and each of them in full. */
export function ProjectPage(): ReactNode {
  const loaded = useCall('project.read', {});
  const work = useCall('project.activity', {});
  const route = useRoute();
  return (
    <div className="n-page n-stack">
      {loaded.data === undefined && <PageTitle>{text.title}</PageTitle>}
      <Show loaded={loaded} skeleton={<Skeleton heights={[56, 40, 88, 88, 88]} />}>
        {(page) =>
          route.path === undefined ? (
            <Skeleton heights={[56, 40, 88, 88, 88]} />
          ) : (
            <Loaded key={loaded.readAt?.getTime()} first={page} route={route} path={route.path} work={work} reload={async () => void (await loaded.reload())} />
          )
        }
      </Show>
    </div>
  );
}

function useCounting(after: () => Promise<void>) {
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await call('project.count', {});
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) {
      const count = answer.data.epics;
      await after();
      tell(count === 0 ? text.countedNone : say(text.counted, { count, n: format.number(count) }));
    }
    setBusy(false);
  };
  return { busy, trouble, run };
}

/** Keeps what was loaded while one looks at an outcome and comes back. */
function Loaded({
  first,
  route,
  path,
  work,
  reload,
}: {
  first: Page;
  route: Route;
  path: string;
  work: LoadedCall<Work>;
  reload: () => Promise<void>;
}): ReactNode {
  const [pages, setPages] = useState([first]);
  const place = placeOf(path);
  const list = useRef('/');
  if (place.kind === 'list') list.current = paths.list(filterOf(route.query));
  const rows = pages.flatMap((page) => page.rows);
  if (place.kind === 'list') return <List pages={pages} onMore={(page) => setPages([...pages, page])} route={route} work={work} reload={reload} />;
  return (
    <OutcomeView
      key={place.outcomeId}
      outcomeId={place.outcomeId}
      row={rows.find(({ outcome }) => outcome.outcomeId === place.outcomeId)}
      now={first.now}
      moved={route.moved}
      onBack={() => route.go(list.current)}
      work={workOf(work.data?.activity, place.outcomeId)}
    />
  );
}

interface ListProps {
  pages: readonly Page[];
  onMore: (page: Page) => void;
  route: Route;
  work: LoadedCall<Work>;
  reload: () => Promise<void>;
}

function List({ pages, onMore, route, work, reload }: ListProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const counting = useCounting(reload);
  const rows = pages.flatMap((page) => page.rows);
  const now = pages[0]?.now ?? '';
  const next = pages.at(-1)?.next;
  const filter = filterOf(route.query);
  const shown = shownRows(rows, filter);
  const open = (outcomeId: string): void => route.go(paths.outcome(outcomeId));
  const loadMore = async (offset: number): Promise<void> => {
    setBusy(true);
    const answer = await call('project.read', { offset });
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) onMore(answer.data);
  };
  const isEmpty = rows.length === 0 && next === undefined;
  return (
    <>
      <header className="n-head">
        <PageTitle takesFocus={route.moved}>{text.title}</PageTitle>
        {rows.length > 0 && (
          <Button onClick={() => void counting.run()} isLoading={counting.busy}>
            {text.countAgain}
          </Button>
        )}
      </header>
      {counting.trouble && <TroubleBox trouble={counting.trouble} title={text.countRefused} onRetry={() => void counting.run()} />}
      {isEmpty && <Empty title={text.empty}>{text.emptyHow}</Empty>}
      {!isEmpty && (
        <>
          <Lead rows={rows} more={next !== undefined} />
          <Review outcomes={pages.flatMap((page) => page.review)} now={now} link={({ outcomeId, title }) => <TitleLink title={title} onOpen={() => open(outcomeId)} />} />
          <Filters filter={filter} onChange={(to) => route.replace(paths.list(to))} />
          {shown.length > 0 ? (
            <Outcomes rows={shown} now={now} onOpen={open} />
          ) : (
            <Empty title={text.noMatch} action={<Button onClick={() => route.replace('/')}>{text.clear}</Button>}>
              {next !== undefined && text.partly}
            </Empty>
          )}
        </>
      )}
      {trouble && <TroubleBox trouble={trouble} />}
      {next !== undefined && (
        <div>
          <Button onClick={() => void loadMore(next)} isLoading={busy}>
            {common.loadMore}
          </Button>
        </div>
      )}
      <ProjectConflicts />
      <WorkSection loaded={work} projectKey={pages[0]?.project.key ?? ''} />
      {!isEmpty && (
        <footer className="n-stack-tight n-small n-subtle">
          <p>{text.captionDelivery}</p>
          <p>{text.captionImpact}</p>
        </footer>
      )}
    </>
  );
}

function TitleLink({ title, onOpen }: { title: string; onOpen: () => void }): ReactNode {
  return (
    <button type="button" className="n-link n-wrap" onClick={onOpen}>
      {title}
    </button>
  );
}
