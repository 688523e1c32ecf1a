import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { Fragment, type ReactNode, useCallback, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import { type Trouble, call } from '../../kit/call';
import { tell } from '../../kit/flag';
import { KpiLine } from '../../kit/charts/kpi-line';
import { FreshnessMark } from '../../kit/freshness';
import { LiveLine } from '../../kit/live';
import { PeopleNames } from '../../kit/person-name';
import { PageTitle } from '../../kit/page-title';
import { Empty, Show, Skeleton, TroubleBox } from '../../kit/states';
import { Rich } from '../../kit/text/rich';
import { say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { useAhead } from '../../kit/use-ahead';
import { useCall } from '../../kit/use-call';
import { useFormat } from '../../kit/viewer';
import { DownloadButtons } from '../exports/download-buttons';
import { text as takeOut } from '../exports/text';
import { type Visit, paths } from '../place';
import { text } from '../text';
import { History } from '../../kit/trail/history';
import { PasteDialog } from '../values/paste-dialog';
import { QuickEntry } from '../values/quick-entry';
import { ValuesTable } from '../values/values-table';
import { FeedSection } from '../feed/feed-section';
import { KpiForm } from './kpi-form';

type Detail = CallReply<'kpi.read'>;

const directions = () => ({ increase: text.rises, decrease: text.falls, within: text.staysWithin });
const cadences = () => ({ day: text.day, week: text.week, month: text.month, quarter: text.quarter });

/** One KPI with all its values. */
export function KpiDetail({ kpiId, visit }: { kpiId: string; visit: Visit }): ReactNode {
  const loaded = useCall('kpi.read', { kpiId });
  const { reload: readAgain } = loaded;
  const reload = useCallback(async (): Promise<void> => void (await readAgain()), [readAgain]);
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={() => visit.go(paths.kpis)}>
          ← {text.backKpis}
        </button>
      </div>
      {loaded.data === undefined && <h1 className="n-hidden">{text.kpi}</h1>}
      <Show loaded={loaded} skeleton={<Skeleton heights={[28, 20, 200, 56, 240]} />}>
        {(detail) => <Content detail={detail} visit={visit} reload={reload} />}
      </Show>
      {loaded.data && <LiveLine loaded={loaded} watch={{ kpiId }} />}
    </>
  );
}

function Content({ detail, visit, reload }: { detail: Detail; visit: Visit; reload: () => Promise<void> }): ReactNode {
  const format = useFormat();
  const { shown, pending, show } = useAhead(detail);
  const { kpi, values, mayEdit, serves = [] } = shown;
  const [open, setOpen] = useState<'edit' | 'paste'>();
  const [trouble, setTrouble] = useState<Trouble>();
  const mayRecord = mayEdit && kpi.state === 'open' && kpi.workedOut === undefined;
  const changed = useCallback((): void => void reload(), [reload]);

  const setState = async (state: 'open' | 'archived', version: number): Promise<void> => {
    const takeAway = show((before) => ({ ...before, kpi: { ...before.kpi, state } }));
    const answer = await call('kpi.update', { kpiId: kpi.kpiId, version, state });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) takeAway();
    await reload();
    takeAway();
    if (!answer.ok) return;
    const back = state === 'open' ? 'archived' : 'open';
    const after = answer.data.kpi.version;
    tell(say(state === 'archived' ? text.kpiArchived : text.kpiReopened, { name: kpi.name }), {
      undo: { text: common.undo, run: () => void setState(back, after) },
    });
  };

  return (
    <>
      <header className="n-head">
        <div className="n-actions">
          <PageTitle takesFocus={visit.moved}>{kpi.name}</PageTitle>
          {kpi.state === 'open' && kpi.newest && <FreshnessMark newest={kpi.newest.at} cadence={kpi.cadence} now={visit.now} />}
          {kpi.state === 'archived' && <Lozenge maxWidth="none">{text.archivedMark}</Lozenge>}
        </div>
        {mayEdit && (
          <div className="n-actions">
            <Button onClick={() => setOpen('edit')}>{text.editKpi}</Button>
            <Button appearance="subtle" isDisabled={pending} onClick={() => void setState(kpi.state === 'open' ? 'archived' : 'open', kpi.version)}>
              {kpi.state === 'open' ? text.archive : text.reopen}
            </Button>
          </div>
        )}
      </header>
      {trouble && <TroubleBox trouble={trouble} title={text.actionFailed} />}
      {kpi.newest && (
        <p className="n-lead">
          <Rich message={text.kpiLead} params={{ value: format.quantity(kpi.newest.value, kpi.unit), date: format.date(kpi.newest.at), age: format.age(kpi.newest.at, visit.now) }} />
        </p>
      )}
      <Facts kpi={kpi} serves={serves} visit={visit} />
      {values.length > 0 && (
        <section className="n-card">
          <KpiLine of={{ name: kpi.name, unit: kpi.unit, values, now: visit.now }} />
        </section>
      )}
      <FeedSection kpi={kpi} mayEdit={mayEdit} visit={visit} onChanged={changed} />
      {mayRecord && (
        <section className="n-card n-stack" aria-label={text.addValue}>
          <div className="n-head">
            <h2 className="n-h2">{text.addValue}</h2>
            <div className="n-actions">
              <Button onClick={() => setOpen('paste')}>{text.paste}</Button>
              <Button onClick={() => visit.go(paths.imports(kpi.kpiId))}>{text.importFile}</Button>
            </div>
          </div>
          <QuickEntry kpi={kpi} values={values} now={visit.now} onRecorded={() => void reload()} />
        </section>
      )}
      {values.length === 0 ? (
        <Empty title={text.valuesEmpty}>{mayRecord && text.valuesEmptyHow}</Empty>
      ) : (
        <ValuesTable
          {...{ kpi, values, mayRecord }}
          now={visit.now}
          accountId={visit.accountId}
          onRecorded={reload}
        />
      )}
      {values.length > 0 && (
        <section className="n-stack-tight" aria-label={takeOut.ofKpi}>
          <h2 className="n-h2">{takeOut.ofKpi}</h2>
          <DownloadButtons what={{ kpi }} label={takeOut.ofKpi} />
        </section>
      )}
      <History of={{ kpiId: kpi.kpiId }} known={new Map([[kpi.kpiId, kpi]])} />
      {open === 'edit' && (
        <KpiForm
          kpi={kpi}
          onClose={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined);
            void reload();
          }}
        />
      )}
      {open === 'paste' && (
        <PasteDialog
          kpi={kpi}
          now={visit.now}
          onClose={() => setOpen(undefined)}
          onRecorded={() => {
            setOpen(undefined);
            void reload();
          }}
        />
      )}
    </>
  );
}

function Facts({ kpi, serves, visit }: { kpi: Detail['kpi']; serves: NonNullable<Detail['serves']>; visit: Visit }): ReactNode {
  const facts: [term: string, fact: ReactNode][] = [
    [text.owner, <PeopleNames key="owner" accountIds={[kpi.ownerId]} viewerId={visit.accountId} />],
    [text.direction, directions()[kpi.direction]],
    [text.unit, kpi.unit],
    [text.values, say(text.every, { cadence: cadences()[kpi.cadence] })],
    [text.serves, serves.length === 0 ? text.servesNone : <Served key="serves" outcomes={serves} visit={visit} />],
  ];
  return (
    <dl className="n-details">
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function Served({ outcomes, visit }: { outcomes: NonNullable<Detail['serves']>; visit: Visit }): ReactNode {
  return outcomes.map(({ outcomeId, title }, index) => (
    <Fragment key={outcomeId}>
      {index > 0 && ', '}
      <button type="button" className="n-link n-wrap" onClick={() => visit.go(paths.outcome(outcomeId))}>
        {title}
      </button>
    </Fragment>
  ));
}
