import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { type ReactNode, useState } from 'react';
import type { MeasureView, OutcomeCard } from '../../../src/contract/views';
import { ChoiceField } from '../../kit/fields';
import { Gauge, StandingWords } from '../../kit/gauge';
import { PageTitle } from '../../kit/page-title';
import { byRole, standingOf } from '../../kit/standing';
import { Empty, Show, Skeleton } from '../../kit/states';
import { Table } from '../../kit/table';
import { text as common } from '../../kit/text/en';
import { usePages } from '../../kit/use-pages';
import { VerdictMark } from '../../kit/verdict';
import { useFormat } from '../../kit/viewer';
import { type Visit, paths } from '../place';
import { text } from '../text';
import { OutcomeForm } from './outcome-form';

const COLUMNS = [
  { key: 'outcome', title: text.outcome, width: 32, sortable: true },
  { key: 'impact', title: text.impact, width: 52 },
  { key: 'by', title: text.wantedBy, width: 16, sortable: true },
];

type State = OutcomeCard['state'];

export function OutcomeList({ visit }: { visit: Visit }): ReactNode {
  const [state, setState] = useState<State>('open');
  const [creating, setCreating] = useState(false);
  const loaded = usePages('outcome.list', { state }, (page) => page.outcomes.length > 0);
  const cards = loaded.data?.flatMap((page) => page.outcomes);
  const createButton = visit.manages && (
    <Button appearance="primary" onClick={() => setCreating(true)}>
      {text.createOutcome}
    </Button>
  );
  const empty = cards?.length === 0 && !loaded.more;
  return (
    <>
      <header className="n-head">
        <PageTitle takesFocus={visit.moved}>{text.outcomes}</PageTitle>
        {!(empty && state === 'open') && createButton}
      </header>
      <StateChoice value={state} onChange={setState} />
      <Show
        loaded={{ ...loaded, data: cards, reload: async () => void (await loaded.reload()) }}
        skeleton={<Skeleton heights={[32, 72, 72, 72]} />}
      >
        {(list) =>
          list.length > 0 ? (
            <Cards cards={list} go={visit.go} />
          ) : state === 'archived' ? (
            <p className="n-quiet">{text.gone}</p>
          ) : (
            <Empty title={text.outcomesEmpty} action={createButton}>
              {visit.manages ? text.outcomesEmptyHow : text.outcomesEmptyViewer}
            </Empty>
          )
        }
      </Show>
      {loaded.more && (
        <div>
          <Button onClick={() => void loaded.loadMore()} isLoading={loaded.loading}>
            {common.loadMore}
          </Button>
        </div>
      )}
      {creating && (
        <OutcomeForm
          onClose={() => setCreating(false)}
          onSaved={(outcome) => {
            setCreating(false);
            visit.go(paths.outcome(outcome.outcomeId));
          }}
        />
      )}
    </>
  );
}

/** Whether a list shows what is open or what is archived. */
export function StateChoice({ value, onChange }: { value: State; onChange: (state: State) => void }): ReactNode {
  return (
    <ChoiceField
      label={text.show}
      value={value}
      onChange={onChange}
      options={[
        { value: 'open', label: text.open },
        { value: 'archived', label: text.archived },
      ]}
    />
  );
}

function Cards({ cards, go }: { cards: readonly OutcomeCard[]; go: (path: string) => void }): ReactNode {
  const format = useFormat();
  return (
    <Table
      label={text.outcomes}
      columns={COLUMNS}
      rows={cards.map((card) => ({
        key: card.outcomeId,
        cells: {
          outcome: { content: <Name card={card} go={go} />, sort: card.title },
          impact: { content: <Impact measures={card.measures} /> },
          by: {
            content: card.period.to === undefined ? <span className="n-subtle">{text.noDate}</span> : format.date(card.period.to),
            sort: card.period.to ?? '9999',
          },
        },
      }))}
    />
  );
}

function Name({ card, go }: { card: OutcomeCard; go: (path: string) => void }): ReactNode {
  return (
    <div>
      <button type="button" className="n-link n-wrap" onClick={() => go(paths.outcome(card.outcomeId))}>
        {card.title}
      </button>{' '}
      {card.restricted && <Lozenge maxWidth="none">{text.restrictedMark}</Lozenge>}
    </div>
  );
}

function Impact({ measures }: { measures: readonly MeasureView[] }): ReactNode {
  if (measures.length === 0) return <span className="n-subtle">{text.noMeasures}</span>;
  return byRole(measures).map((measure) => (
    <div key={measure.kpiId} className="n-list-impact" role="group" aria-label={measure.name}>
      <span>{measure.name}</span>
      <Gauge standing={standingOf(measure)} />
      <span>
        <StandingWords standing={standingOf(measure)} />{' '}
        {standingOf(measure).kind !== 'refused' && <VerdictMark measure={measure} />}
      </span>
    </div>
  ));
}
