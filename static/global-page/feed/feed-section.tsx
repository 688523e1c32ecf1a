import Button from '@atlaskit/button/new';
import { type ReactNode, Suspense, useCallback, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import type { KpiRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { tell } from '../../kit/flag';
import { KeptMessage } from '../../kit/kept-message';
import { later } from '../../kit/later';
import { Skeleton, TroubleBox } from '../../kit/states';
import { say } from '../../kit/text/say';
import { useCall } from '../../kit/use-call';
import { usePolling } from '../../kit/use-polling';
import { useFormat } from '../../kit/viewer';
import { type Visit } from '../place';
import './feed.css';
import { text } from './text';

export const FeedDialog = later(() => import('./feed-dialog'));

type Told = CallReply<'kpi.source'>;
/** How often it is looked how far Jira has been read. */
const POLL_MS = 4_000;

/** Where a KPI's values come from: in words, how far Jira has been read, and what can be done about it. */
export function FeedSection({ kpi, mayEdit, visit, onChanged }: { kpi: KpiRecord; mayEdit: boolean; visit: Visit; onChanged: () => void }): ReactNode {
  const loaded = useCall('kpi.source', { kpiId: kpi.kpiId });
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const { data, reload } = loaded;
  const isFilling = data?.status?.state === 'filling';
  const look = useCallback(async (): Promise<void> => {
    if ((await reload())?.status?.state === 'current') onChanged();
  }, [reload, onChanged]);
  usePolling(look, isFilling ? POLL_MS : undefined);
  if (!data) return <Skeleton heights={[80]} />;
  const { source } = data;
  const isJira = source.kind === 'jql' || source.kind === 'flow';
  const mayChange = kpi.state === 'open' && mayEdit && visit.manages && (!isJira || visit.jiraAdmin);
  const done = (message: string): void => {
    tell(message);
    void reload().then(onChanged);
  };
  const act = async (what: 'kpi.refill' | 'kpi.detach'): Promise<void> => {
    const answer = what === 'kpi.refill' ? await call(what, { kpiId: kpi.kpiId }) : await call(what, { kpiId: kpi.kpiId, version: kpi.version });
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) done(what === 'kpi.refill' ? text.reading : text.ended);
  };
  return (
    <section className="n-card n-stack" aria-label={text.heading}>
      <div className="n-head">
        <h2 className="n-h2">{text.heading}</h2>
        {mayChange && (
          <div className="n-actions">
            <Button onClick={() => setOpen(true)}>{source.kind === 'entered' ? text.choose : text.change}</Button>
            {isJira && !isFilling && <Button onClick={() => void act('kpi.refill')}>{text.readAgain}</Button>}
            {source.kind !== 'entered' && (
              <Button appearance="subtle" onClick={() => void act('kpi.detach')}>
                {text.end}
              </Button>
            )}
          </div>
        )}
      </div>
      {trouble && <TroubleBox trouble={trouble} title={text.failed} />}
      <Words told={data} />
      {open && (
        <Suspense fallback={<Skeleton heights={[]} />}>
          <FeedDialog
            kpi={kpi}
            told={source}
            mayCount={visit.jiraAdmin}
            now={visit.now}
            onClose={() => setOpen(false)}
            onSaved={() => {
              setOpen(false);
              void reload().then(onChanged);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

function Words({ told: { source, status } }: { told: Told }): ReactNode {
  const format = useFormat();
  if (source.kind === 'entered') return <p>{text.entered}</p>;
  if (source.kind === 'formula') {
    const names = { left: source.left.name ?? text.hiddenKpi, right: source.right.name ?? text.hiddenKpi };
    return <p>{say(source.operation === 'difference' ? text.isDifference : source.percent ? text.isPercent : text.isRatio, names)}</p>;
  }
  return (
    <>
      <p>
        <b>{whatOf(source)}</b> {source.jql === undefined && text.queryHidden}
      </p>
      {source.jql !== undefined && (
        <p>
          {text.query}: <code className="n-jql">{source.jql}</code>
        </p>
      )}
      {status?.state === 'filling' && (
        <div>
          <p>{say(text.filling, { n: format.number(status.issues), of: format.number(Math.max(status.expected, status.issues)) })}</p>
          <progress value={status.issues} max={Math.max(1, status.expected)} aria-label={text.fillingLabel} />
        </div>
      )}
      {status?.state === 'current' && (
        <p>
          {say(text.current, { at: format.instant(status.at) })} {status.through !== undefined && say(text.through, { date: format.date(status.through) })}
        </p>
      )}
      {status?.error !== undefined && <p><KeptMessage message={status.error}>{(error) => say(text.lastError, { error })}</KeptMessage></p>}
      <p className="n-small n-subtle">
        {status && !(source.kind === 'jql' && source.count === 'now') && say(text.running, { zone: status.zone })} {text.leftOut}
      </p>
    </>
  );
}

/** What is counted, with its particulars. */
function whatOf(source: Extract<Told['source'], { kind: 'jql' | 'flow' }>): string {
  if (source.kind === 'jql') return text.whats[source.count];
  const { figure } = source;
  const particulars = [
    ...('status' in figure ? [figure.status.name] : []),
    ...('field' in figure ? [figure.field.name] : []),
    ...('hours' in figure ? [`${figure.hours} ${text.units.hours}`] : []),
    ...('percentile' in figure ? [text.percentiles[`${figure.percentile}`]] : []),
    ...('in' in figure ? [text.units[figure.in]] : []),
  ];
  return [text.whats[figure.of], ...particulars].join(' · ');
}
