import { type ReactNode } from 'react';
import type { Report } from '../../src/contract/views';
import { text } from './text/check-ins';
import { say } from './text/say';
import { useFormat } from './viewer';

/** What was last reported, in one line, and for how long the measured says otherwise. */
export function ReportLine({ report, now }: { report: Report; now: string }): ReactNode {
  const format = useFormat();
  const weeks = report.gap?.weeks;
  return (
    <span className="n-small n-subtle">
      {say(text.lineReported, { reported: text[report.reported].toLowerCase(), age: format.age(report.at, now) })}
      {weeks !== undefined && (
        <>
          {'; '}
          <b>{weeks === 0 ? text.linePartedNow : say(text.lineParted, { count: weeks, n: format.number(weeks) })}</b>
        </>
      )}
    </span>
  );
}
