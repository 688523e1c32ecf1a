import Button from '@atlaskit/button/new';
import { type ReactNode, Suspense, useState } from 'react';
import { type Trouble, call } from '../kit/call';
import { ProjectConflicts } from '../kit/conflicts';
import { tell } from '../kit/flag';
import { later } from '../kit/later';
import { PageTitle } from '../kit/page-title';
import { Review } from '../kit/review';
import { Empty, TroubleBox } from '../kit/states';
import { text as charts } from '../kit/text/charts';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { type Loaded as LoadedCall } from '../kit/use-call';
import { type Route } from '../kit/use-route';
import { UnansweredNote } from '../kit/unanswered';
import { useFormat } from '../kit/viewer';
import { Filters } from './filters';
import { Lead } from './lead';
import { Outcomes } from './outcomes';
import { filterOf, paths } from './place';
import { quadrantOf } from './quadrant-of';
import { byUrgency, shownRows } from './rows';
import { text } from './text';
import { type Page } from './use-project';
import { type Work, WorkSection } from './work';

/** Charts come after the words, into places of their size. */
const Quadrant = later(() => import('./quadrant'));

interface ListProps {
  pages: readonly Page[];
  onMore: (page: Page, offset: number) => void;
  route: Route;
  work: LoadedCall<Work>;
  reload: () => Promise<void>;
}

/** What needs attention first, activity against impact, and every outcome in a row; what the teams did at the foot. */
export function Overview({ pages, onMore, route, work, reload }: ListProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const counting = useCounting(reload);
  const rows = pages.flatMap((page) => page.rows);
  const now = pages[0]?.now ?? '';
  const next = pages.at(-1)?.next;
  const filter = filterOf(route.query);
  const shown = shownRows(rows, filter);
  const ids = new Set(shown.map(({ outcome }) => outcome.outcomeId));
  /** What was closed this week has no row, so only filters that leave out nothing leave it in. */
  const isPlain = shown.length === rows.length;
  const isShown = ({ outcomeId }: { outcomeId: string }): boolean => ids.has(outcomeId);
  const open = (outcomeId: string): void => route.go(paths.outcome(outcomeId));
  const loadMore = async (offset: number): Promise<void> => {
    setBusy(true);
    const answer = await call('project.read', { offset });
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) onMore(answer.data, offset);
  };
  const isLacking = pages.some(({ unanswered }) => unanswered);
  const isEmpty = rows.length === 0 && next === undefined;
  return (
    <>
      <header className="n-head">
        <PageTitle takesFocus={route.moved}>{text.title}</PageTitle>
        {rows.length > 0 && (
          <div className="n-actions">
            <Button onClick={() => void counting.run()} isLoading={counting.busy}>
              {text.countAgain}
            </Button>
            <Button appearance="primary" onClick={() => route.go(paths.report)}>
              {text.report}
            </Button>
          </div>
        )}
      </header>
      {counting.trouble && <TroubleBox trouble={counting.trouble} title={text.countRefused} onRetry={() => void counting.run()} />}
      <UnansweredNote of={[...pages, work.data]} />
      {isEmpty && !isLacking && <Empty title={text.empty}>{text.emptyHow}</Empty>}
      {!isEmpty && (
        <>
          <Lead rows={rows} more={next !== undefined} />
          <Filters filter={filter} onChange={(to) => route.replace(paths.list(to))} />
          {shown.length > 0 ? (
            <>
              <div className="n-first">
                <Review outcomes={byUrgency(pages.flatMap((page) => page.review)).filter((one) => isPlain || isShown(one))} now={now} link={({ outcomeId, title }) => <TitleLink title={title} onOpen={() => open(outcomeId)} />} />
                <section className="n-card n-stack-tight" aria-labelledby="quadrant">
                  <h2 className="n-h2" id="quadrant">
                    {charts.quadrant}
                  </h2>
                  <div className="n-quadrant">
                    <Suspense fallback={null}>
                      <Quadrant outcomes={quadrantOf(rows.filter(({ outcome }) => isShown(outcome)), work.data?.activity)} />
                    </Suspense>
                  </div>
                </section>
              </div>
              <Outcomes rows={shown} now={now} onOpen={open} />
            </>
          ) : (
            <Empty title={text.noMatch} action={<Button onClick={() => route.replace(paths.list({ ...filterOf(new URLSearchParams()), week: filter.week }))}>{text.clear}</Button>}>
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
      <WorkSection loaded={work} projectKey={pages[0]?.project.key ?? ''} week={filter.week} onWeek={(week) => route.replace(paths.list({ ...filter, week }))} />
      {/* Last and late, so that what it finds moves nothing that is being read. */}
      {work.data !== undefined && <ProjectConflicts />}
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
