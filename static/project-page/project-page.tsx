import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import './project-page.css';
import { type Trouble, call } from '../kit/call';
import { tell } from '../kit/flag';
import { Review } from '../kit/review';
import { PageTitle } from '../kit/page-title';
import { Empty, Show, Skeleton, TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { text as common } from '../kit/text/en';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';
import { Lead } from './lead';
import { Outcomes } from './outcomes';
import { text } from './text';

type Page = CallReply<'project.read'>;

/** The project's outcomes: what was delivered here beside what their KPIs show. */
export function ProjectPage(): ReactNode {
  const loaded = useCall('project.read', {});
  const counting = useCounting(async () => void (await loaded.reload()));
  const countable = (loaded.data?.rows.length ?? 0) > 0;
  return (
    <div className="n-page n-stack">
      <header className="n-head">
        <PageTitle>{text.title}</PageTitle>
        {countable && (
          <Button onClick={() => void counting.run()} isLoading={counting.busy}>
            {text.countAgain}
          </Button>
        )}
      </header>
      {counting.trouble && <TroubleBox trouble={counting.trouble} title={text.countRefused} onRetry={() => void counting.run()} />}
      <Show loaded={loaded} skeleton={<Skeleton heights={[56, 40, 88, 88, 88]} />}>
        {(page) => <Content key={loaded.readAt?.getTime()} first={page} />}
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

function Content({ first }: { first: Page }): ReactNode {
  const [pages, setPages] = useState([first]);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const rows = pages.flatMap((page) => page.rows);
  const next = pages.at(-1)?.next;
  const loadMore = async (offset: number): Promise<void> => {
    setBusy(true);
    const answer = await call('project.read', { offset });
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) setPages((before) => [...before, answer.data]);
  };
  if (rows.length === 0 && next === undefined) return <Empty title={text.empty}>{text.emptyHow}</Empty>;
  return (
    <>
      <Lead rows={rows} more={next !== undefined} />
      <Review outcomes={pages.flatMap((page) => page.review)} now={first.now} link={({ title }) => <b>{title}</b>} />
      <Outcomes rows={rows} now={first.now} />
      {trouble && <TroubleBox trouble={trouble} />}
      {next !== undefined && (
        <div>
          <Button onClick={() => void loadMore(next)} isLoading={busy}>
            {common.loadMore}
          </Button>
        </div>
      )}
      <footer className="n-stack-tight n-small n-subtle">
        <p>{text.captionDelivery}</p>
        <p>{text.captionImpact}</p>
      </footer>
    </>
  );
}
