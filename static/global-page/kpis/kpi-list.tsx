import Button from '@atlaskit/button/new';
import { type ReactNode, Suspense, useState } from 'react';
import type { KpiRecord } from '../../../src/contract/views';
import { FreshnessMark } from '../../kit/freshness';
import { LiveLine } from '../../kit/live';
import { PageTitle } from '../../kit/page-title';
import { Empty, Show, Skeleton } from '../../kit/states';
import { Table } from '../../kit/table';
import { text as common } from '../../kit/text/en';
import { usePages } from '../../kit/use-pages';
import { useFormat } from '../../kit/viewer';
import { StateChoice } from '../outcomes/outcome-filters';
import { type Visit, paths } from '../place';
import { text } from '../text';
import { FeedDialog } from '../feed/feed-section';
import { templateOf } from './kpi-fields';
import { type Begun, KpiForm } from './kpi-form';

const columns = () => [
  { key: 'name', title: text.kpi, width: 36, sortable: true },
  { key: 'direction', title: text.direction, width: 20, sortable: true },
  { key: 'newest', title: text.newest, width: 28, sortable: true },
  { key: 'values', title: text.values, width: 16, sortable: true },
];

const directions = () => ({ increase: text.rises, decrease: text.falls, within: text.staysWithin });

/** The KPIs whose values the viewer may record. */
export function KpiList({ visit }: { visit: Visit }): ReactNode {
  const [state, setState] = useState<KpiRecord['state']>('open');
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<{ kpi: KpiRecord; begun: Begun }>();
  const loaded = usePages('kpi.list', { state }, (page) => page.kpis.length > 0);
  const kpis = loaded.data?.flatMap((page) => page.kpis);
  return (
    <>
      <header className="n-head">
        <PageTitle takesFocus={visit.moved}>{text.kpis}</PageTitle>
        <div className="n-actions">
          <Button onClick={() => visit.go(paths.imports())}>{text.importFile}</Button>
          <Button onClick={() => visit.go(paths.exports('kpis'))}>{text.takeOut}</Button>
          {visit.manages && (
            <Button appearance="primary" onClick={() => setCreating(true)}>
              {text.createKpi}
            </Button>
          )}
        </div>
      </header>
      <StateChoice value={state} onChange={setState} />
      <Show
        loaded={{ ...loaded, data: kpis, reload: async () => void (await loaded.reload()) }}
        skeleton={<Skeleton heights={[32, 48, 48, 48]} />}
      >
        {(list) =>
          list.length > 0 ? (
            <Kpis kpis={list} visit={visit} />
          ) : state === 'archived' ? (
            <Empty title={text.kpisGone}>{text.kpisGoneHow}</Empty>
          ) : (
            <Empty title={text.kpisEmpty}>{visit.manages ? text.kpisEmptyHow : text.kpisEmptyViewer}</Empty>
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
      {kpis && <LiveLine loaded={loaded} watch={{ kpis: state }} />}
      {creating && (
        <KpiForm
          mayCount={visit.jiraAdmin}
          onClose={() => setCreating(false)}
          onSaved={(kpi, begun) => {
            setCreating(false);
            if (begun.feed === 'entered') visit.go(paths.kpi(kpi.kpiId));
            else setCreated({ kpi, begun });
          }}
        />
      )}
      {created && <NextStep {...created} visit={visit} />}
    </>
  );
}

/** After a KPI was created: where its values come from. Closed, it is a KPI whose values are recorded. */
function NextStep({ kpi, begun, visit }: { kpi: KpiRecord; begun: Begun; visit: Visit }): ReactNode {
  const leave = (): void => visit.go(paths.kpi(kpi.kpiId));
  return (
    <Suspense fallback={<Skeleton heights={[]} />}>
      <FeedDialog
        kpi={kpi}
        template={templateOf(begun.template)}
        begin={begun.feed === 'formula' ? 'formula' : 'jira'}
        mayCount={visit.jiraAdmin}
        now={visit.now}
        onClose={leave}
        onSaved={leave}
      />
    </Suspense>
  );
}

function Kpis({ kpis, visit }: { kpis: readonly KpiRecord[]; visit: Visit }): ReactNode {
  const format = useFormat();
  return (
    <Table
      label={text.kpis}
      columns={columns()}
      shortCells
      rows={kpis.map(({ kpiId, name, unit, direction, cadence, state, newest, count }) => ({
        key: kpiId,
        cells: {
          name: {
            content: (
              <button type="button" className="n-link n-wrap" onClick={() => visit.go(paths.kpi(kpiId))}>
                {name}
              </button>
            ),
            sort: name,
          },
          direction: { content: directions()[direction], sort: direction },
          newest: {
            content: newest ? (
              <>
                <span className="n-nowrap">{format.quantity(newest.value, unit)}</span> <span className="n-small n-subtle n-nowrap">{format.age(newest.at, visit.now)}</span>{' '}
                {state === 'open' && <FreshnessMark newest={newest.at} cadence={cadence} now={visit.now} />}
              </>
            ) : (
              <span className="n-subtle">{text.none}</span>
            ),
            sort: newest?.at ?? '',
          },
          values: { content: format.number(count), sort: count },
        },
      }))}
    />
  );
}
