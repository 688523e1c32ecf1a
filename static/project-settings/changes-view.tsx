import Button from '@atlaskit/button/new';
import { type ReactNode } from 'react';
import { Keyed } from '../kit/keyed';
import { CopyDetails } from '../kit/states';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { type Changes } from './use-changes';
import { text } from './text';

/** How far a long change is, or what of the last one was not done, epic by epic. */
export function ChangesView({ progress, stop, report, putAway }: Changes): ReactNode {
  const format = useFormat();
  if (progress && progress.of > 1) {
    const words = say(text.progress, { n: format.number(progress.at + 1), of: format.number(progress.of) });
    return (
      <section className="n-progress" aria-label={text.progressTitle}>
        <p role="status">{words}</p>
        <progress value={progress.at} max={progress.of} aria-label={words} />
        <Button spacing="compact" onClick={stop}>
          {text.stop}
        </Button>
      </section>
    );
  }
  if (!report) return null;
  const { done, already, failed, left } = report;
  const details = [...new Set(failed.flatMap(({ trouble }) => trouble.details ?? []))];
  const all = done.length + already.length + failed.length + left.length;
  return (
    <section className={failed.length > 0 ? 'n-report n-report-failed' : 'n-report'} role={failed.length > 0 ? 'alert' : 'status'} aria-label={text.reportTitle}>
      <h2 className="n-h3">{say(text.report, { n: format.number(done.length), of: format.number(all) })}</h2>
      <ul>
        {failed.map(({ change, trouble }) => (
          <li key={`${change.issueId}-${change.outcomeId}`}>
            <b className="n-key">{change.key}</b> {trouble.code === 'changed-meanwhile' ? text.changedMeanwhile : `${trouble.message} ${trouble.remedy ?? ''}`}
          </li>
        ))}
        {already.map(({ issueId, key, title }) => (
          <li key={issueId}>
            <b className="n-key">{key}</b> {say(text.already, { outcome: title })}
          </li>
        ))}
        {left.length > 0 && (
          <li>
            <Keyed>{say(text.notBegun, { keys: [...new Set(left.map((change) => change.key))].join(', ') })}</Keyed>
          </li>
        )}
      </ul>
      <div className="n-actions">
        {details.length > 0 && <CopyDetails details={details.join('\n\n')} />}
        <button type="button" className="n-link" onClick={putAway}>
          {text.close}
        </button>
      </div>
    </section>
  );
}
