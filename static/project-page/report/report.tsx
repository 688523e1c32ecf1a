import Button from '@atlaskit/button/new';
import { type ReactNode, useMemo, useState } from 'react';
import { usualRange } from '../../../src/domain/usual-range';
import { ClaimSentence } from '../../kit/claim';
import { Gauge, StandingWords } from '../../kit/charts/gauge';
import { KpiLine } from '../../kit/charts/kpi-line';
import { kpiHeight } from '../../kit/charts/kpi-scene';
import { chartOf } from '../../kit/charts/of-measure';
import { Quadrant } from '../../kit/charts/quadrant';
import { WorkStack } from '../../kit/charts/work-stack';
import { GaugesAs } from '../../kit/gauges-as';
import { PageTitle } from '../../kit/page-title';
import { SignalMark } from '../../kit/signal';
import { byRole, standingOf } from '../../kit/standing';
import { Skeleton, TroubleBox } from '../../kit/states';
import { text as charts } from '../../kit/text/charts';
import { Rich } from '../../kit/text/rich';
import { say } from '../../kit/text/say';
import { ShareSentence } from '../share-sentence';
import { unansweredWords } from '../../kit/unanswered';
import { type Loaded } from '../../kit/use-call';
import { useFormat } from '../../kit/viewer';
import { VerdictMark } from '../../kit/verdict';
import { quadrantOf } from '../quadrant-of';
import { type Row } from '../rows';
import { weeksOf } from '../weeks-of';
import { type Work } from '../work';
import { type Content, MOST_MEASURES, type Source, contentOf, coveredRows, drawnMeasures, markdownOf } from './content';
import { type Proof, useProof } from './proof';
import './report.css';
import { text } from './text';

type Props = Pick<Source, 'project' | 'rows' | 'more' | 'now'> & { read: Parameters<typeof unansweredWords>[0]; work: Loaded<Work>; moved: boolean; onBack: () => void };

/**
 * A status report for a steering committee: decisions first, then the proof, on two printed pages. Until all of it is read
 * it is neither printed nor copied; what could not be read is named where it would stand, on paper too.
 */
export default function Report({ moved, onBack, read, work, ...source }: Props): ReactNode {
  const format = useFormat();
  const covered = useMemo(() => coveredRows(source.rows), [source.rows]);
  const proof = useProof(covered);
  const activity = work.data?.activity;
  const isWorkUnread = work.data === undefined && work.trouble !== undefined;
  const isWaiting = proof.waiting || (work.data === undefined && !isWorkUnread);
  const trouble = isWaiting ? undefined : (proof.trouble ?? (isWorkUnread ? work.trouble : undefined));
  const content = contentOf({ ...source, project: { key: source.project.key, name: proof.name }, activity, isWorkUnread, heads: proof.heads, headless: proof.headless, isLacking: trouble !== undefined, unanswered: unansweredWords([...read, work.data], format) }, format);
  const retry = (): void => {
    if (proof.trouble) proof.retry();
    if (isWorkUnread) void work.reload();
  };
  return (
    <>
      <div className="n-head">
        <button type="button" className="n-link" onClick={onBack}>
          ← {text.back}
        </button>
        <div className="n-actions">
          <Copy content={content} busy={isWaiting} />
          <Button appearance="primary" isLoading={isWaiting} onClick={() => window.print()}>
            {text.print}
          </Button>
        </div>
      </div>
      {trouble && <TroubleBox trouble={trouble} title={proof.trouble ? text.unread : text.workUnread} onRetry={retry} />}
      <div className="n-report">
        <section className="n-sheet" aria-label={content.title}>
          <header className="n-sheet-head">
            <PageTitle takesFocus={moved}>{content.title}</PageTitle>
            <span className="n-small n-subtle">{content.asOf}</span>
          </header>
          <Decisions content={content} />
          <Side covered={covered} content={content} />
          <Remains content={content} waiting={work.data === undefined && !isWorkUnread} />
          <p className="n-sheet-foot n-small n-subtle">{say(text.page, { n: '1' })}</p>
        </section>
        <section className="n-sheet" aria-label={say(text.evidence, { project: source.project.key })}>
          <header className="n-sheet-head">
            <h2 className="n-h2">{say(text.evidence, { project: source.project.key })}</h2>
            <span className="n-small n-subtle">{content.asOf}</span>
          </header>
          <Charts covered={covered} proof={proof} content={content} now={source.now} />
          {activity && (
            <div className="n-stack-tight">
              <h3 className="n-h3">{text.work}</h3>
              <ShareSentence share={activity.share} />
              <WorkStack name={say(text.workOf, { project: source.project.key })} weeks={weeksOf(activity, 'items').slice(-26)} />
            </div>
          )}
          <div className="n-sheet-split">
            <div className="n-stack-tight">
              <h3 className="n-h3">{charts.quadrant}</h3>
              <Quadrant outcomes={quadrantOf(covered, activity)} />
            </div>
            <div className="n-stack-tight">
              <h3 className="n-h3">{text.reading}</h3>
              <p className="n-small">{text.readingWords}</p>
              <h3 className="n-h3">{text.trail}</h3>
              <p className="n-small">{text.trailHere}</p>
              <ul className="n-heads n-small">
                {content.heads.filter(({ ofKpi }) => !ofKpi).map(({ id, words, end }) => (
                  <li key={id}>
                    <span className="n-clamp">{words}</span>
                    {end && <code className="n-hash">{end.hash}</code>}
                  </li>
                ))}
              </ul>
            </div>
          </div>
          <p className="n-sheet-foot n-small n-subtle">{say(text.page, { n: '2' })}</p>
        </section>
      </div>
    </>
  );
}

function Decisions({ content: { headline, covers, decisions, moreDecisions } }: { content: Content }): ReactNode {
  return (
    <>
      <p className="n-lead">
        <b>{headline}.</b> {covers}
      </p>
      <section className="n-decisions" aria-label={text.decisions}>
        <h2 className="n-h2">{text.decisions}</h2>
        {decisions.length === 0 && <p>{text.noDecisions}</p>}
        <ol>
          {decisions.map(({ outcomeId, title, words }) => (
            <li key={`${outcomeId} ${words}`}>
              <span className="n-clamp">
                <b>{title}</b>: {words}
              </span>
            </li>
          ))}
        </ol>
        {moreDecisions !== undefined && <p className="n-small">{moreDecisions}</p>}
      </section>
    </>
  );
}

function Side({ covered, content }: { covered: readonly Row[]; content: Content }): ReactNode {
  return (
    <section className="n-stack-tight" aria-label={text.sideBySide}>
      <h2 className="n-h2">{text.sideBySide}</h2>
      <table className="n-side">
        <thead>
          <tr>
            {[text.outcome, text.delivery, text.impact, text.reported].map((title) => (
              <th key={title} scope="col" className="n-small n-subtle">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {covered.map(({ outcome }, index) => (
            <tr key={outcome.outcomeId}>
              <th scope="row">
                <span className="n-clamp">{outcome.title}</span>
                <SignalMark kind={outcome.signal.kind} />
              </th>
              <td className="n-side-done" data-head={text.delivery}>{content.rows[index]?.delivery}</td>
              <td>
                {byRole(outcome.measures).slice(0, MOST_MEASURES).map((measure) => (
                  <div key={measure.kpiId} className="n-side-kpi">
                    <span className="n-clamp">{measure.name}</span>
                    <span className="n-small">
                      <StandingWords standing={standingOf(measure)} />
                    </span>
                    <Gauge standing={standingOf(measure)} />
                    <VerdictMark measure={measure} />
                  </div>
                ))}
                {content.rows[index]?.moreImpact !== undefined && <span className="n-small n-subtle">{content.rows[index]?.moreImpact}</span>}
              </td>
              <td className="n-small" data-head={text.reported}>{content.rows[index]?.reported}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <GaugesAs outcomes={covered.map(({ outcome: { title, measures } }) => ({ title, measures: byRole(measures).slice(0, MOST_MEASURES) }))} />
    </section>
  );
}

function Remains({ content: { remains, noRemains, moreRemains }, waiting }: { content: Content; waiting: boolean }): ReactNode {
  return (
    <section className="n-stack-tight" aria-label={text.remains}>
      <h2 className="n-h2">{text.remains}</h2>
      {waiting ? <Skeleton heights={[20, 20]} /> : noRemains !== undefined ? <p>{noRemains}</p> : <p className="n-small n-subtle">{text.remainsHow}</p>}
      <ul className="n-points">
        {remains.map(({ outcomeId, title, words }) => (
          <li key={outcomeId}>
            <span className="n-clamp">
              <Rich message={text.remainsOf} params={{ outcome: title, sentence: words }} />
            </span>
          </li>
        ))}
      </ul>
      {moreRemains !== undefined && <p className="n-small">{moreRemains}</p>}
    </section>
  );
}

function Charts({ covered, proof, content, now }: { covered: readonly Row[]; proof: Proof; content: Content; now: string }): ReactNode {
  const format = useFormat();
  return (
    <div className="n-stack-tight">
      <h3 className="n-h3">{text.kpis}</h3>
      <div className="n-sheet-kpis">
        {drawnMeasures(covered).map((measure) => {
          const values = proof.values.get(measure.kpiId);
          const head = content.heads.find(({ id }) => id === measure.kpiId);
          return (
            <div key={measure.kpiId} className="n-sheet-kpi">
              <p className="n-small n-clamp">
                <ClaimSentence measure={measure} now={now} />
              </p>
              {values ? (
                <KpiLine of={{ ...chartOf(measure, values, usualRange(measure, values), now, format), small: true }} />
              ) : proof.waiting ? (
                <Skeleton heights={[kpiHeight({ small: true })]} />
              ) : (
                <p className="n-quiet">{text.valuesUnread}</p>
              )}
              {head && (head.end ? <code className="n-hash">{say(text.kpiHead, { n: head.end.count, hash: head.end.hash })}</code> : <p className="n-small">{text.headUnread}</p>)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Copy({ content, busy }: { content: Content; busy: boolean }): ReactNode {
  const [shown, setShown] = useState<'no' | 'copied' | 'text'>('no');
  const markdown = markdownOf(content);
  const copy = (): void => {
    // A frame may lack the right to the clipboard: then the text is shown, to be copied by hand.
    navigator.clipboard.writeText(markdown).then(
      () => setShown('copied'),
      () => setShown('text'),
    );
  };
  return (
    <>
      <span role="status" className="n-copied n-small n-subtle">
        {shown === 'copied' ? text.copied : shown === 'text' ? text.copyByHand : ''}
      </span>
      <Button onClick={copy} isLoading={busy}>
        {text.copy}
      </Button>
      {shown === 'text' && <textarea className="n-markdown" readOnly rows={8} aria-label={text.markdown} value={markdown} onFocus={(event) => event.target.select()} />}
    </>
  );
}
