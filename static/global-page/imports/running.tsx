import Button from '@atlaskit/button/new';
import { type ReactNode, useId, useState } from 'react';
import type { ImportRecord } from '../../../src/contract/calls/import';
import { type Trouble, call } from '../../kit/call';
import { Dialog } from '../../kit/dialog';
import { PageTitle } from '../../kit/page-title';
import { Show, Skeleton, TroubleBox } from '../../kit/states';
import { say } from '../../kit/text/say';
import { useCall } from '../../kit/use-call';
import { useForm } from '../../kit/use-form';
import { usePolling } from '../../kit/use-polling';
import { useFormat } from '../../kit/viewer';
import { type Visit, paths } from '../place';
import { countsOf } from './counts';
import { StateMark, isUnderWay } from './import-list';
import './imports.css';
import { NotTaken } from './preview';
import { downloadReport } from './report';
import { text } from './text';

/** How often the page asks how far an import is. */
const EVERY_MS = 800;

/** One import: how far it is, what became of it, and the way back. */
export function ImportView({ importId, visit }: { importId: string; visit: Visit }): ReactNode {
  const loaded = useCall('import.read', { importId });
  const { data, reload } = loaded;
  const underWay = data !== undefined && isUnderWay(data.import.state);
  usePolling(reload, underWay ? EVERY_MS : undefined);
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={() => visit.go(paths.imports())}>
          ← {text.backImports}
        </button>
      </div>
      <Show loaded={loaded} skeleton={<Skeleton heights={[28, 80]} />}>
        {({ import: one }) => <Content one={one} visit={visit} onChanged={() => void reload()} />}
      </Show>
    </>
  );
}

function Content({ one, visit, onChanged }: { one: ImportRecord; visit: Visit; onChanged: () => void }): ReactNode {
  const format = useFormat();
  const [undoing, setUndoing] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const { state, name, kpis, error } = one;
  const titles = { sending: text.sendingTitle, taking: text.takingTitle, done: text.doneTitle, duplicate: text.duplicateTitle, undoing: text.undoingTitle, undone: text.undoneTitle };
  return (
    <>
      <header className="n-head">
        <div className="n-actions">
          <PageTitle takesFocus={visit.moved}>{say(titles[state], { name })}</PageTitle>
          <StateMark state={state} />
        </div>
        <div className="n-actions">
          {one.mayUndo && <Button onClick={() => setUndoing(true)}>{text.undo}</Button>}
        </div>
      </header>
      {trouble && <TroubleBox trouble={trouble} />}
      {(state === 'taking' || state === 'undoing') && (
        <>
          {state === 'taking' && <Progress one={one} />}
          <p className="n-subtle">{text.leave}</p>
          {error !== undefined && <p role="alert">{say(text.slow, { error })}</p>}
        </>
      )}
      {state === 'sending' && <p>{text.sendingHow}</p>}
      {state === 'duplicate' && <p>{one.sameAs ? say(text.duplicateHow, { name: one.sameAs.name, age: format.age(one.sameAs.at, visit.now) }) : text.duplicateHidden}</p>}
      <div role="status">
        <ul className="n-import-counts">
          {countsOf(one, format).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {state !== 'taking' && state !== 'sending' && <NotSent one={one} />}
      <Kept one={one} />
      <div className="n-actions">
        {state !== 'taking' && state !== 'sending' && <Button onClick={async () => setTrouble(await downloadReport(one))}>{text.report}</Button>}
        {kpis.slice(0, 10).map(({ kpiId, name: kpi }) => (
          <Button key={kpiId} appearance="subtle" aria-label={`${text.openKpi}: ${kpi}`} onClick={() => visit.go(paths.kpi(kpiId))}>
            {kpi}
          </Button>
        ))}
        <Button appearance="subtle" onClick={() => visit.go(paths.imports())}>
          {text.another}
        </Button>
      </div>
      {undoing && (
        <UndoDialog
          one={one}
          onClose={() => setUndoing(false)}
          onDone={() => {
            setUndoing(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function Progress({ one: { name, done, values } }: { one: ImportRecord }): ReactNode {
  const format = useFormat();
  const id = useId();
  return (
    <div className="n-import-progress">
      <progress aria-label={say(text.progressOf, { name })} aria-describedby={id} value={done} max={values} />
      <span id={id}>{say(text.progress, { done: format.number(done), all: format.number(values) })}</span>
    </div>
  );
}

/** What of the file was not sent, as far as it is kept. */
function NotSent({ one: { importId, notSent } }: { one: ImportRecord }): ReactNode {
  const loaded = useCall('import.report', { importId });
  if (notSent.refused + notSent.repeated === 0) return null;
  return (
    <Show loaded={loaded} skeleton={<Skeleton heights={[48]} />}>
      {({ notSent: rows }) => <NotTaken reading={{ rows, ...notSent }} />}
    </Show>
  );
}

/** Dates at which an undone import left a later value. */
function Kept({ one: { undone, kpis } }: { one: ImportRecord }): ReactNode {
  const format = useFormat();
  if (!undone || undone.keptAt.length === 0) return null;
  const nameOf = (kpiId: string): string => kpis.find((kpi) => kpi.kpiId === kpiId)?.name ?? '';
  return (
    <section aria-label={text.keptAt}>
      <h2 className="n-h3">{text.keptAt}</h2>
      <ul className="n-preview">
        {undone.keptAt.map(({ kpiId, at }) => (
          <li key={`${kpiId} ${at}`}>
            <span>{format.date(at)}</span>
            <span>{nameOf(kpiId)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function UndoDialog({ one, onClose, onDone }: { one: ImportRecord; onClose: () => void; onDone: () => void }): ReactNode {
  const form = useForm({}, async () => {
    const answer = await call('import.undo', { importId: one.importId });
    if (!answer.ok) return answer;
    onDone();
    return undefined;
  });
  return (
    <Dialog title={say(text.undoTitle, { name: one.name })} submit={text.undo} onClose={onClose} formRef={form.formRef} onSubmit={form.onSubmit} busy={form.busy} trouble={form.trouble}>
      <p>{text.undoHow}</p>
    </Dialog>
  );
}
