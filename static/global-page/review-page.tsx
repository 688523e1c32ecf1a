import Button from '@atlaskit/button/new';
import { type ReactNode } from 'react';
import { REVIEW_DAYS } from '../../src/domain/changed';
import { plusDays } from '../../src/domain/timeline';
import { LiveLine } from '../kit/live';
import { PageTitle } from '../kit/page-title';
import { Review } from '../kit/review';
import { Show, Skeleton } from '../kit/states';
import { text as common } from '../kit/text/en';
import { say } from '../kit/text/say';
import { UnansweredNote } from '../kit/unanswered';
import { usePages } from '../kit/use-pages';
import { useFormat } from '../kit/viewer';
import { type Visit, paths } from './place';
import { text } from './text';

/** The weekly review across all outcomes that the viewer may see. */
export function ReviewPage({ visit }: { visit: Visit }): ReactNode {
  const loaded = usePages('review.list', {}, (page) => page.outcomes.length > 0);
  const outcomes = loaded.data?.flatMap((page) => page.outcomes);
  const format = useFormat();
  const today = visit.now.slice(0, 10);
  const isLacking = loaded.data?.some(({ unanswered }) => unanswered);
  return (
    <>
      <header className="n-stack-tight">
        <PageTitle takesFocus={visit.moved}>{text.review}</PageTitle>
        <p className="n-subtle">{say(text.reviewOf, { days: format.dates(plusDays(today, -REVIEW_DAYS), today) })}</p>
      </header>
      <Show loaded={{ ...loaded, data: outcomes, reload: async () => void (await loaded.reload()) }} skeleton={<Skeleton heights={[24, 96]} />}>
        {(list) => (
          <>
            <UnansweredNote of={loaded.data ?? []} />
            {(list.length > 0 || !isLacking) && (
              <Review
                outcomes={list}
                now={visit.now}
                link={({ outcomeId, title }) => (
                  <button type="button" className="n-link" onClick={() => visit.go(paths.outcome(outcomeId))}>
                    {title}
                  </button>
                )}
              />
            )}
            {loaded.more && (
              <div>
                <Button onClick={() => void loaded.loadMore()}>{common.loadMore}</Button>
              </div>
            )}
          </>
        )}
      </Show>
      {loaded.data && <LiveLine loaded={loaded} watch={{ list: 'open' }} />}
    </>
  );
}
