import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import { MAX_LISTED_PAGES } from '../../../src/contract/bounds';
import type { OutcomeCard } from '../../../src/contract/views';
import { type Seen } from '../../../src/domain/mark';
import { GaugesAs } from '../../kit/gauges-as';
import { Following } from '../../kit/following';
import { PageTitle } from '../../kit/page-title';
import { Empty, Show, Skeleton } from '../../kit/states';
import { say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { UnansweredNote } from '../../kit/unanswered';
import { usePages } from '../../kit/use-pages';
import { useFormat } from '../../kit/viewer';
import { DownloadButtons } from '../exports/download-buttons';
import { text as exports } from '../exports/text';
import { type Filter, NO_FILTER, type Visit, paths } from '../place';
import { text } from '../text';
import { Guide, isBeginning } from './guide';
import { Lead } from './lead';
import { OutcomeFilters } from './outcome-filters';
import { OutcomeForm } from './outcome-form';
import { OutcomeTree } from './outcome-tree';

/** A child and its parent may stand on different pages, so all are read: no page is enough. */
const ALL = (): boolean => false;

export function OutcomeList({ visit }: { visit: Visit }): ReactNode {
  const { filter } = visit;
  const [creating, setCreating] = useState(visit.begins && visit.manages);
  const loaded = usePages('outcome.list', { state: filter.state }, ALL);
  const cards = loaded.data?.flatMap((page) => page.outcomes);
  // What is watched goes only so far, and is compared with the same.
  const isWhole = loaded.data !== undefined && !loaded.more && loaded.data.length <= MAX_LISTED_PAGES;
  const isLacking = loaded.data?.some(({ unanswered }) => unanswered) === true;
  const nothingYet = cards?.length === 0 && !loaded.more && !isLacking && filter.state === 'open';
  const isGuided = visit.manages && cards !== undefined && (nothingYet || cards.length > 0) && !loaded.more && filter.state === 'open' && isBeginning(cards);
  const filterBy = (next: Filter): void => visit.replace(paths.outcomesBy(next));
  return (
    <>
      <header className="n-head">
        <PageTitle takesFocus={visit.moved}>{text.outcomes}</PageTitle>
        <div className="n-actions">
          <Button onClick={() => visit.go(paths.exports('outcomes'))}>{text.takeOut}</Button>
          {/* Whatever the list turns out to hold: a button that goes away while it is pressed is a press that is lost. */}
          {visit.manages && (
            <Button appearance="primary" onClick={() => setCreating(true)}>
              {text.createOutcome}
            </Button>
          )}
        </div>
      </header>
      {filter.state === 'open' && (cards ? <Lead cards={cards.filter(wantedBy(filter))} /> : loaded.loading && <Skeleton heights={[28]} />)}
      <OutcomeFilters filter={filter} alone={nothingYet} onChange={filterBy} />
      <UnansweredNote of={loaded.data ?? []} />
      <Following loaded={loaded} watch={{ list: filter.state, ...(isGuided ? { setup: true } : {}) }} shown={isWhole && !isGuided ? seenOf(cards ?? []) : undefined}>
        <Show
          loaded={{ ...loaded, data: cards, reload: async () => void (await loaded.reload()) }}
          skeleton={<Skeleton heights={[32, 72, 72, 72]} />}
        >
          {(list) =>
            nothingYet ? (
              <Beginning visit={visit} onCreate={() => setCreating(true)}>
                <Empty title={text.outcomesEmpty}>{visit.manages ? text.outcomesEmptyHow : text.outcomesEmptyViewer}</Empty>
              </Beginning>
            ) : list.length === 0 ? (
              !isLacking && !loaded.more && <Empty title={text.outcomesGone}>{text.outcomesGoneHow}</Empty>
            ) : (
              <Found cards={list} visit={visit} onAll={() => filterBy({ ...NO_FILTER, state: filter.state })} />
            )
          }
        </Show>
        {isGuided && !nothingYet && <Guide visit={visit} onCreate={() => setCreating(true)} />}
      </Following>
      {loaded.more && (
        <div>
          <Button onClick={() => void loaded.loadMore(true)} isLoading={loaded.loading}>
            {common.loadMore}
          </Button>
        </div>
      )}
      {creating && (
        <OutcomeForm
          onClose={() => {
            setCreating(false);
            if (visit.begins) visit.replace(paths.outcomes);
          }}
          onSaved={({ outcomeId }) => {
            setCreating(false);
            // Whoever begins is led to the next step; everybody else sees what they made.
            visit.go(nothingYet ? paths.newKpi(outcomeId) : paths.outcome(outcomeId));
          }}
        />
      )}
    </>
  );
}

/** Whoever manages outcomes is guided from nothing to the first verdict; others read what an outcome is. */
function Beginning({ visit, onCreate, children }: { visit: Visit; onCreate: () => void; children: ReactNode }): ReactNode {
  if (!visit.manages) return children;
  return (
    <Guide visit={visit} onCreate={onCreate}>
      {children}
    </Guide>
  );
}

function Found({ cards, visit, onAll }: { cards: readonly OutcomeCard[]; visit: Visit; onAll: () => void }): ReactNode {
  const format = useFormat();
  const { filter, go } = visit;
  const filtered = filter.mine || filter.signal !== 'all' || filter.text.trim() !== '';
  const wanted = wantedBy(filter);
  const shown = cards.filter(wanted);
  const count = shown.length;
  return (
    <>
      <p role="status" className={filtered ? 'n-small n-subtle' : 'n-hidden'}>
        {filtered && say(text.found, { count, n: format.number(count), all: format.number(cards.length) })}
      </p>
      {count > 0 ? (
        <>
          <OutcomeTree cards={cards} wanted={wanted} go={go} />
          <GaugesAs outcomes={shown} />
          <div className="n-stack-tight">
            <p className="n-small n-subtle">{exports.outcomesHow}</p>
            <DownloadButtons what={{ outcomes: { cards: shown, all: cards } }} label={exports.outcomes} />
          </div>
        </>
      ) : (
        <Empty title={text.noneFound} action={<Button onClick={onAll}>{text.showAll}</Button>}>
          {filter.signal !== 'all' ? text.noneFoundSignal : filter.mine ? text.noneFoundMine : text.noneFoundText}
        </Empty>
      )}
    </>
  );
}

/** The cards' versions; undefined where one does not tell its own. */
function seenOf(cards: readonly OutcomeCard[]): Seen[] | undefined {
  const seen = cards.flatMap(({ outcomeId, version }) => (version === undefined ? [] : { id: outcomeId, version }));
  return seen.length === cards.length ? seen : undefined;
}

/** Whether the filter asks for an outcome; its own signal counts, whatever stands below it. */
function wantedBy(filter: Filter): (card: OutcomeCard) => boolean {
  return (card) => (!filter.mine || card.yours === true) && (filter.signal === 'all' || card.signal.kind === filter.signal) && holds(card, filter.text);
}

/** Whether title or KPIs hold all the words. */
function holds({ title, measures }: OutcomeCard, typed: string): boolean {
  const searched = [title, ...measures.map(({ name }) => name)].join('\n').toLocaleLowerCase();
  return typed.toLocaleLowerCase().split(/\s+/).every((word) => searched.includes(word));
}
