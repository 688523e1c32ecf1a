import { type ReactNode, useId, useMemo, useState } from 'react';
import type { KpiRecord } from '../../../src/contract/views';
import { type Layout } from '../../../src/domain/import-file/columns';
import { readValues } from '../../../src/domain/import-file/reading';
import { type OpenChoice, type OpenedFile, openFile } from '../../files/open';
import { describedBy } from '../../kit/fields';
import { PageTitle } from '../../kit/page-title';
import { Empty, Skeleton, TroubleBox } from '../../kit/states';
import { say } from '../../kit/text/say';
import { type Visit, paths } from '../place';
import { ColumnsForm } from './columns-form';
import { FileChoices, SheetField } from './file-choices';
import { ImportList } from './import-list';
import './imports.css';
import { type Plan, chosenFor, firstPlan, foundIn, mappingOf } from './plan';
import { Preview } from './preview';
import { text } from './text';
import { useTargets } from './use-targets';

/** A file that was chosen, and how it was read. */
interface Chosen {
  name: string;
  bytes: Uint8Array;
  opened: OpenedFile;
}

/** Longest name of a file that is kept. */
const MAX_NAME = 255;

/** Reading a file, saying what its columns mean, and seeing what it will bring before anything is recorded; and the imports so far. */
export function ImportPage({ visit, kpiId }: { visit: Visit; kpiId: string | undefined }): ReactNode {
  const { kpis, trouble } = useTargets();
  return (
    <>
      <div>
        <button type="button" className="n-link" onClick={() => visit.go(kpiId === undefined ? paths.kpis : paths.kpi(kpiId))}>
          ← {text.back}
        </button>
      </div>
      <PageTitle takesFocus={visit.moved}>{text.title}</PageTitle>
      <p className="n-subtle">{text.intro}</p>
      {trouble && <TroubleBox trouble={trouble} />}
      {!kpis && !trouble && <Skeleton heights={[64]} />}
      {kpis?.length === 0 && <Empty title={text.noKpis}>{text.noKpisHow}</Empty>}
      {kpis && kpis.length > 0 && <Wizard kpis={kpis} only={kpis.length === 1 ? kpis[0] : kpis.find((kpi) => kpi.kpiId === kpiId)} visit={visit} />}
      <ImportList visit={visit} />
    </>
  );
}

function Wizard({ kpis, only, visit }: { kpis: readonly KpiRecord[]; only: KpiRecord | undefined; visit: Visit }): ReactNode {
  const [chosen, setChosen] = useState<Chosen>();
  const [reading, setReading] = useState(false);
  const [plan, setPlan] = useState<Plan>();
  const read = async (name: string, bytes: Uint8Array, choice: OpenChoice): Promise<void> => {
    setReading(true);
    const opened = await openFile(bytes, choice);
    setReading(false);
    setChosen({ name, bytes, opened });
    setPlan(opened.ok ? firstPlan(opened.sheet, kpis, only) : undefined);
  };
  const again = (choice: OpenChoice): void => {
    if (chosen) void read(chosen.name, chosen.bytes, choice);
  };
  const opened = chosen?.opened;
  return (
    <>
      <FileField busy={reading} onChosen={async (file) => read(file.name.slice(0, MAX_NAME) || text.file, new Uint8Array(await file.arrayBuffer()), {})} />
      {opened?.ok === false && <Refusal opened={opened} onChoose={again} />}
      {chosen && opened?.ok && plan && (
        <>
          <FileChoices opened={opened} header={plan.header} onChoose={again} onHeader={(header) => setPlan({ ...plan, header, chosen: chosenFor(opened.sheet, { ...plan, header }, kpis, only) })} />
          <Mapped key={plan.header} name={chosen.name} opened={opened} {...{ plan, kpis, only, setPlan, visit }} />
        </>
      )}
    </>
  );
}

function Mapped({ name, opened: { sheet }, plan, kpis, only, setPlan, visit }: {
  name: string;
  opened: Extract<OpenedFile, { ok: true }>;
  plan: Plan;
  kpis: readonly KpiRecord[];
  only: KpiRecord | undefined;
  setPlan: (plan: Plan) => void;
  visit: Visit;
}): ReactNode {
  const { header, layout, chosen } = plan;
  const found = useMemo(() => foundIn(sheet, { header, layout, chosen }), [sheet, header, layout, chosen]);
  const reading = useMemo(() => {
    const mapping = mappingOf(plan, found);
    return mapping && readValues(sheet, mapping, kpis, visit.now.slice(0, 10));
  }, [sheet, plan, found, kpis, visit.now]);
  const onLayout = (next: Layout): void => setPlan({ header, layout: next, chosen: chosenFor(sheet, { header, layout: next }, kpis, only) });
  const isNothingChosen = layout.kind === 'wide' && [...chosen.values()].every((kpiId) => kpiId === '');
  return (
    <>
      <ColumnsForm {...{ sheet, plan, found, kpis, onLayout }} onChange={setPlan} />
      {isNothingChosen ? <p role="status">{text.nothingChosen}</p> : reading && <Preview {...{ name, reading, kpis }} onStarted={(importId) => visit.go(paths.import(importId))} />}
    </>
  );
}

function FileField({ busy, onChosen }: { busy: boolean; onChosen: (file: File) => Promise<void> }): ReactNode {
  const id = useId();
  return (
    <div className="n-field">
      <label htmlFor={id}>{text.file}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-describedby={describedBy(id, text.fileHint, undefined)}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void onChosen(file);
        }}
      />
      <span id={`${id}-hint`} className="n-field-hint">
        {text.fileHint}
      </span>
      <span role="status">{busy && text.reading}</span>
    </div>
  );
}

/** Why the file was not read, where, and what may be chosen otherwise. */
function Refusal({ opened: { fault, row, sheetNames }, onChoose }: { opened: Extract<OpenedFile, { ok: false }>; onChoose: (choice: OpenChoice) => void }): ReactNode {
  const { refusals, atRow, refusedTitle } = text;
  return (
    <div className="n-state n-state-refused" role="alert">
      <div className="n-state-body n-stack">
        <h2 className="n-h3">{refusedTitle}</h2>
        <p>
          {refusals[fault]} {row !== undefined && say(atRow, { row: String(row) })}
        </p>
        {sheetNames && sheetNames.length > 1 && <SheetField names={sheetNames} index={-1} onChoose={onChoose} />}
        {fault === 'mixed-encoding' && (
          <div className="n-actions">
            {(['utf-8', 'windows-1252'] as const).map((encoding) => (
              <button key={encoding} type="button" className="n-link" onClick={() => onChoose({ encoding })}>
                {text.encodings[encoding]}
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
