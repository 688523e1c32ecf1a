import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../../src/contract';
import { type TrailHead, WITHHELD } from '../../../src/domain/trail';
import { type TrailCheck, trailExport, verifyTrail } from '../../../src/domain/trail-export';
import { type Answer, type Trouble, call } from '../call';
import { download } from '../download';
import { TextField } from '../fields';
import { Keyed } from '../keyed';
import { sha256 } from '../sha256';
import { TroubleBox } from '../states';
import { Table } from '../table';
import { say } from '../text/say';
import { useFormat } from '../viewer';
import { type Known, facts } from './facts';
import { text } from './text';
import './history.css';

type Records = CallReply<'kpi.trail'>['records'];
/** The records as they were read, and where the stream ends as that is stored beside them. */
interface Stream {
  records: Records;
  heads: TrailHead[];
}
type Subject = { outcomeId: string } | { kpiId: string };

/** A measure's records stand in its outcome's stream, which is verified as a whole. */
interface OfMeasure {
  kpiId: string;
  name: string;
}

const ROWS_PER_PAGE = 25;
/** SHA-256, in hex. */
const HEAD = /^[0-9a-f]{64}$/;
const columns = () => [
  { key: 'when', title: text.when, width: 18 },
  { key: 'what', title: text.what, width: 18 },
  { key: 'details', title: text.details, width: 48 },
  { key: 'who', title: text.who, width: 16 },
];

/** What was recorded of an outcome or a KPI, to read, verify and take along. Read only when asked for. */
export function History({ of, measure, known }: { of: Subject; measure?: OfMeasure; known: Known }): ReactNode {
  const [stream, setStream] = useState<Stream>();
  const [named, setNamed] = useState<Known>(new Map());
  const [check, setCheck] = useState<TrailCheck>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const [noted, setNoted] = useState('');
  const [badHead, setBadHead] = useState<string>();
  const records = stream?.records;
  const title = measure ? say(text.historyOf, { kpi: measure.name }) : text.history;

  /** Reads the history anew, so that what is verified is what is stored now. */
  const read = async (): Promise<Stream | undefined> => {
    setBusy(true);
    const answer = await readTrail(of);
    setBusy(false);
    setCheck(undefined);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return undefined;
    setStream(answer.stream);
    setNamed(answer.named);
    return answer.stream;
  };
  const verify = async (): Promise<void> => {
    const head = noted.trim().toLowerCase();
    const isHead = head === '' || HEAD.test(head);
    setBadHead(isHead ? undefined : text.notAHead);
    const fresh = isHead ? await read() : undefined;
    if (fresh) setCheck(await verifyTrail(new TextEncoder().encode(await fileOf(fresh)), sha256, head === '' ? undefined : head));
  };
  const save = async (shown: Stream): Promise<void> => download('needle-trail.jsonl', await fileOf(shown), 'application/jsonl');

  return (
    <section className="n-stack" aria-label={title}>
      <div className="n-head">
        {measure ? <h4 className="n-h3">{title}</h4> : <h2 className="n-h2">{title}</h2>}
        <div className="n-actions">
          {stream ? (
            <>
              <Button isLoading={busy} onClick={() => void verify()}>
                {text.verify}
              </Button>
              <Button appearance="subtle" onClick={() => void save(stream)}>
                {text.download}
              </Button>
            </>
          ) : (
            <Button isLoading={busy} {...(measure ? { 'aria-label': say(text.showOf, { kpi: measure.name }) } : {})} onClick={() => void read()}>
              {text.show}
            </Button>
          )}
        </div>
      </div>
      {trouble && <TroubleBox trouble={trouble} />}
      {records && <p className="n-small n-subtle">{text.historyIs}</p>}
      {records && <TextField label={text.noted} hint={text.notedHint} optional value={noted} error={badHead} onChange={setNoted} />}
      <p role="status" className="n-wrap">
        {check && records && (
          <>
            <CheckGlyph ok={check.ok} /> {resultOf(check, records)}
          </>
        )}
      </p>
      {records && <Records records={measure ? records.filter(({ data }) => isAbout(data, measure.kpiId)) : records} known={new Map([...known, ...named])} />}
    </section>
  );
}

/** The shape says the same as the words beside it: a tick in a disc, or a mark in a triangle. */
function CheckGlyph({ ok }: { ok: boolean }): ReactNode {
  return (
    <svg className={ok ? 'n-whole' : 'n-broken'} width="16" height="16" viewBox="0 0 12 12" aria-hidden="true">
      {ok ? (
        <>
          <circle cx="6" cy="6" r="5.5" fill="currentColor" />
          <path d="m3.6 6.2 1.7 1.6 3-3.4" fill="none" stroke="var(--ds-surface, #fff)" strokeWidth="1.3" />
        </>
      ) : (
        <>
          <path d="M6 .8 11.6 11H.4Z" fill="currentColor" />
          <path d="M6 4.4v3.2M6 8.6v1.2" stroke="var(--ds-surface, #fff)" strokeWidth="1.3" />
        </>
      )}
    </svg>
  );
}

/** Whether a record is of a measure: it names the KPI, by itself or in what was proposed. */
function isAbout(data: Records[number]['data'], kpiId: string): boolean {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  return data['kpiId'] === kpiId || (data['change'] !== undefined && isAbout(data['change'], kpiId));
}

function Records({ records, known }: { records: Records; known: Known }): ReactNode {
  const format = useFormat();
  return (
    <Table
      label={text.table}
      columns={columns()}
      rowsPerPage={ROWS_PER_PAGE}
      rows={[...records].reverse().map((record) => ({
        key: String(record.seq),
        cells: {
          when: { content: record.kind === WITHHELD ? '' : format.instant(record.at) },
          what: { content: kindInWords(record.kind) },
          details: {
            content: (record.kind === WITHHELD ? [text.withheldIs] : facts(record.data, known, format)).map((line) => (
              <div key={line} className="n-small n-wrap">
                <Keyed>{line}</Keyed>
              </div>
            )),
          },
          who: { content: who(record.actor) },
        },
      }))}
    />
  );
}

function who(actor: string): string {
  if (actor === '') return '';
  return actor === 'app' ? text.app : say(text.person, { id: actor.slice(0, 6) });
}

/** What is recorded by a newer version goes by the name that it has there. */
function kindInWords(kind: string): string {
  return Object.hasOwn(text.kinds, kind) ? text.kinds[kind as keyof typeof text.kinds] : kind;
}

function resultOf({ ok, records: count, withheld, firstBad }: TrailCheck, records: Records): string {
  if (ok) {
    const hidden = withheld ? say(text.withheld, { count: withheld, n: String(withheld) }) : '';
    return [say(text.whole, { count, n: String(count) }), hidden, say(text.head, { hash: records.at(-1)?.hash ?? '' })].filter(Boolean).join(' ');
  }
  const fault = text.faults[firstBad?.kind ?? 'end'];
  return firstBad?.seq ? say(text.broken, { n: String(firstBad.seq), fault }) : say(text.brokenEnd, { fault });
}

const fileOf = ({ records, heads }: Stream): Promise<string> => trailExport(records, heads, sha256);

async function readTrail(of: Subject): Promise<{ ok: true; stream: Stream; named: Known } | { ok: false; trouble: Trouble }> {
  const records: Records = [];
  let heads: TrailHead[] = [];
  const named = new Map<string, { name: string; unit?: string }>();
  let from: number | undefined = 1;
  while (from !== undefined) {
    const answer: Answer<'outcome.trail'> | Answer<'kpi.trail'> =
      'kpiId' in of ? await call('kpi.trail', { ...of, from }) : await call('outcome.trail', { ...of, from });
    if (!answer.ok) return answer;
    records.push(...answer.data.records);
    // The stream may grow while it is read: the last page goes as far as its own head.
    const { head } = answer.data;
    heads = head.seq > 0 ? [{ stream: records[0]?.stream ?? '', ...head }] : [];
    for (const { id, name, key, unit } of answer.data.names ?? []) named.set(id, { name: key === undefined ? name : `${key} ${name}`, ...(unit === undefined ? {} : { unit }) });
    from = answer.data.next;
  }
  return { ok: true, stream: { records, heads }, named };
}
