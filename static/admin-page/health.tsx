import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { RUN_COUNTS, faultOfRun } from '../../src/domain/installation';
import { type Trouble, call } from '../kit/call';
import { tell } from '../kit/flag';
import { type Format } from '../kit/format';
import { useFollowed } from '../kit/following';
import { Show, Skeleton, TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';
import { text } from './text';

type Job = CallReply<'jobs.read'>['jobs'][number];
type Report = CallReply<'installation.check'>;

/** How the jobs last ran. */
export function Jobs({ now }: { now: string }): ReactNode {
  const loaded = useFollowed(useCall('jobs.read', {}));
  return (
    <section className="n-card n-stack-tight" aria-labelledby="jobs">
      <h2 className="n-h2" id="jobs">
        {text.jobs}
      </h2>
      <Show loaded={loaded} skeleton={<Skeleton heights={[48]} />}>
        {({ jobs }) => (
          <table className="n-rights" aria-labelledby="jobs">
            <thead>
              <tr>
                <th scope="col">{text.job}</th>
                <th scope="col">{text.lastRun}</th>
                <th scope="col">{text.result}</th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <JobRow key={job.name} job={job} now={now} />
              ))}
            </tbody>
          </table>
        )}
      </Show>
    </section>
  );
}

function JobRow({ job, now }: { job: Job; now: string }): ReactNode {
  const format = useFormat();
  // In the order in which the words stand; what was not done is left out.
  const did = RUN_COUNTS.flatMap((what) => {
    const count = job.did?.[what] ?? 0;
    return count === 0 ? [] : say(text.counts[what], { count, n: format.number(count) });
  });
  return (
    <tr>
      <th scope="row">{text.jobNames[job.name]}</th>
      <td>{job.at === undefined ? text.neverRan : `${format.age(job.at, now)}, ${format.instant(job.at)}`}</td>
      <td>
        {job.at !== undefined && resultOf(job)}
        {did.length > 0 && <span className="n-small n-subtle"> {did.join(', ')}</span>}
      </td>
    </tr>
  );
}

/** Tries on this very installation what Needle relies on. */
export function InstallationCheck(): ReactNode {
  const format = useFormat();
  const [report, setReport] = useState<Report>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    const answer = await call('installation.check', {});
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (answer.ok) setReport(answer.data);
  };
  return (
    <section className="n-card n-stack-tight" aria-labelledby="check">
      <h2 className="n-h2" id="check">
        {text.check}
      </h2>
      <p className="n-quiet">{text.checkHow}</p>
      <div className="n-actions">
        <Button onClick={() => void check()} isLoading={busy}>
          {text.checkNow}
        </Button>
        {report && <CopyReport report={report} />}
      </div>
      {trouble && <TroubleBox trouble={trouble} title={text.checkFailed} />}
      <p role="status">{report && <Summary report={report} />}</p>
      {report && (
        <table className="n-rights" aria-labelledby="check">
          <tbody>
            {report.checks.map(({ check: name, ok, detail }) => (
              <tr key={name}>
                <th scope="row">{text.checks[name]}</th>
                <td>
                  {ok ? text.checkOk : <strong>{text.checkBad}</strong>}
                  {!ok && <div className="n-small">{remedyOf(name)}</div>}
                </td>
                <td className="n-subtle">{name === 'schedule.every-hour' && !ok ? <JobFaults jobs={report.jobs} /> : inWords(detail, format)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The jobs that are late or failed. */
function JobFaults({ jobs }: { jobs: Job[] }): ReactNode {
  if (jobs.every(({ at }) => at === undefined)) return text.neverRan;
  return jobs.filter((job) => faultOfRun(job)).map((job) => <div key={job.name}>{`${text.jobNames[job.name]}. ${resultOf(job)}`}</div>);
}

function resultOf(job: Job): string {
  if (job.at === undefined) return text.neverRan;
  const fault = faultOfRun(job);
  return fault ? { late: text.jobLate, failed: text.jobFailed }[fault] : text.jobOk;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
/** Delays this long or longer are told in hours. */
const LONG_MIN = 120;

/** A detail as people read it: instants in the viewer's zone, delays in seconds, minutes or hours. The report to copy keeps it exact. */
function inWords(detail: string, format: Format): string {
  return detail
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, (at) => format.instant(at))
    .replace(/(\d+) ms/, (_whole, ms: string) => {
      const minutes = Math.round(Number(ms) / MINUTE_MS);
      if (minutes < 1) return say(text.seconds, { n: format.number(Math.ceil(Number(ms) / SECOND_MS)) });
      return minutes < LONG_MIN ? say(text.minutes, { n: format.number(minutes) }) : say(text.hours, { n: format.number(Math.round(minutes / HOUR_MIN)) });
    });
}

function Summary({ report: { at, checks } }: { report: Report }): ReactNode {
  const format = useFormat();
  const count = checks.filter(({ ok }) => !ok).length;
  const when = format.instant(at);
  return count === 0 ? say(text.checkedFine, { at: when, n: format.number(checks.length) }) : say(text.checkedBad, { at: when, count, n: format.number(count) });
}

type CheckName = Report['checks'][number]['check'];

/** What can be done about a check that failed; all of storage has one answer. */
function remedyOf(check: CheckName): string {
  const remedies: Record<Exclude<CheckName, `storage.${string}`>, string> & { [name in CheckName]?: string } = text.remedies;
  return remedies[check] ?? text.storageRemedy;
}

function CopyReport({ report }: { report: Report }): ReactNode {
  const [byHand, setByHand] = useState(false);
  const content = asText(report);
  // A frame may lack the right to the clipboard: then the report is shown, to be copied by hand.
  const copy = (): void => void navigator.clipboard.writeText(content).then(() => tell(text.reportCopied), () => setByHand(true));
  return (
    <>
      <Button appearance="subtle" onClick={copy}>
        {text.copyReport}
      </Button>
      {byHand && <textarea className="n-report-text" readOnly rows={8} aria-label={text.report} value={content} onFocus={(event) => event.target.select()} />}
    </>
  );
}

function asText({ at, checks, jobs }: Report): string {
  const lineOf = (what: string, ok: boolean, detail: string): string => `${what}: ${ok ? 'ok' : 'FAILED'}${detail === '' ? '' : ` (${detail})`}`;
  const ofJobs = jobs.map((job) => {
    const fault = faultOfRun(job);
    return lineOf(`job.${job.name}`, fault === undefined, [...(fault ? [fault] : []), job.at ?? 'never'].join(', '));
  });
  return [`Needle, ${at}`, ...checks.map(({ check, ok, detail }) => lineOf(check, ok, detail)), ...ofJobs].join('\n');
}
