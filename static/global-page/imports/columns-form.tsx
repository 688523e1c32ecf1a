import { type ReactNode } from 'react';
import type { KpiRecord } from '../../../src/contract/views';
import { type Layout, kpiOf, otherUnit } from '../../../src/domain/import-file/columns';
import { type Sheet } from '../../../src/domain/import-file/sheet';
import { ChoiceField, SelectField } from '../../kit/fields';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import { type Found, type Plan, columnsOf, headings, namesIn } from './plan';
import { text } from './text';

/** Names and columns that are asked about, the most frequent; further ones are left out. */
const MOST_TARGETS = 50;

/** What the columns hold, which KPI each column or name means, and how dates and numbers are to be read where the file does not tell. */
export function ColumnsForm({ sheet, plan, found, kpis, onChange, onLayout }: {
  sheet: Sheet;
  plan: Plan;
  found: Found;
  kpis: readonly KpiRecord[];
  onChange: (plan: Plan) => void;
  onLayout: (layout: Layout) => void;
}): ReactNode {
  const { layout } = plan;
  const columns = headings(sheet, plan).map((label, column) => ({ value: String(column), label }));
  const choose = (key: string, kpiId: string): void => onChange({ ...plan, chosen: new Map([...plan.chosen, [key, kpiId]]) });
  const ofKind = (kind: Layout['kind']): Layout =>
    kind === 'wide' ? { kind, date: layout.date } : { kind, date: layout.date, kpi: firstOther(sheet, [layout.date]), value: firstOther(sheet, [layout.date, firstOther(sheet, [layout.date])]) };
  return (
    <section className="n-card n-stack" aria-label={text.targets}>
      <h2 className="n-h2">{text.targets}</h2>
      <ChoiceField label={text.layout} options={(['wide', 'long'] as const).map((value) => ({ value, label: text.layouts[value] }))} value={layout.kind} onChange={(kind) => kind !== layout.kind && onLayout(ofKind(kind))} />
      <div className="n-import-fields">
        <SelectField label={text.dateColumn} options={columns} value={String(layout.date)} onChange={(date) => date !== '' && onLayout({ ...layout, date: Number(date) })} />
        {layout.kind === 'long' && (
          <>
            <SelectField label={text.kpiColumn} options={columns} value={String(layout.kpi)} onChange={(kpi) => kpi !== '' && onLayout({ ...layout, kpi: Number(kpi) })} />
            <SelectField label={text.valueColumn} options={columns} value={String(layout.value)} onChange={(value) => value !== '' && onLayout({ ...layout, value: Number(value) })} />
            <SelectField
              label={text.unitColumn}
              options={[{ value: 'none', label: text.noUnit }, ...columns]}
              value={String(layout.unit ?? 'none')}
              onChange={(unit) => onLayout({ ...layout, unit: unit === 'none' || unit === '' ? undefined : Number(unit) })}
            />
          </>
        )}
      </div>
      <Questions plan={plan} found={found} onChange={onChange} />
      {layout.kind === 'wide' ? <WideTargets sheet={sheet} plan={plan} kpis={kpis} onChoose={choose} /> : <LongTargets sheet={sheet} plan={plan} kpis={kpis} onChoose={choose} />}
    </section>
  );
}

function firstOther(sheet: Sheet, taken: readonly number[]): number {
  return columnsOf(sheet).find((column) => !taken.includes(column)) ?? 0;
}

/** Day and month, and the decimal mark: told as they were found, and asked where the file leaves it open. */
function Questions({ plan, found, onChange }: { plan: Plan; found: Found; onChange: (plan: Plan) => void }): ReactNode {
  const order = plan.order ?? found.order;
  const mark = plan.mark ?? found.mark;
  return (
    <div className="n-import-fields">
      {found.order !== 'either' && (
        <SelectField
          label={say(text.order, { example: found.date })}
          error={order === 'ask' ? text.orderAsk : undefined}
          options={(['day-month', 'month-day'] as const).map((value) => ({ value, label: text.orders[value] }))}
          value={order === 'ask' ? '' : order}
          placeholder={text.choosing}
          onChange={(value) => value !== '' && onChange({ ...plan, order: value })}
        />
      )}
      {found.mark !== 'either' && (
        <SelectField
          label={say(text.mark, { example: found.number })}
          error={mark === 'ask' ? text.markAsk : undefined}
          options={(['.', ','] as const).map((value) => ({ value, label: text.marks[value] }))}
          value={mark === 'ask' ? '' : mark}
          placeholder={text.choosing}
          onChange={(value) => value !== '' && onChange({ ...plan, mark: value })}
        />
      )}
    </div>
  );
}

interface TargetsProps {
  sheet: Sheet;
  plan: Plan;
  kpis: readonly KpiRecord[];
  onChoose: (key: string, kpiId: string) => void;
}

function WideTargets({ sheet, plan, kpis, onChoose }: TargetsProps): ReactNode {
  const all = headings(sheet, plan).map((name, column) => ({ name, key: String(column) })).filter(({ key }) => key !== String(plan.layout.date));
  return (
    <Targets all={all.length}>
      {all.slice(0, MOST_TARGETS).map(({ name, key }) => {
        const kpi = kpis.find(({ kpiId }) => kpiId === plan.chosen.get(key));
        const stated = kpi && otherUnit(name, kpi);
        return <TargetField key={key} name={name} kpiId={kpi?.kpiId} kpis={kpis} hint={kpi && stated !== undefined ? say(text.otherUnit, { stated, unit: kpi.unit }) : undefined} onChoose={(kpiId) => onChoose(key, kpiId)} />;
      })}
    </Targets>
  );
}

function LongTargets({ sheet, plan, kpis, onChoose }: TargetsProps): ReactNode {
  const names = namesIn(sheet, plan);
  return (
    <Targets all={names.length}>
      {names.slice(0, MOST_TARGETS).map((name) => (
        <TargetField key={name} name={name} kpiId={plan.chosen.get(name) ?? kpiOf(name, kpis)?.kpiId} kpis={kpis} hint={undefined} onChoose={(kpiId) => onChoose(name, kpiId)} />
      ))}
    </Targets>
  );
}

function Targets({ all, children }: { all: number; children: ReactNode }): ReactNode {
  const format = useFormat();
  const left = all - MOST_TARGETS;
  return (
    <>
      <div className="n-import-fields">{children}</div>
      {left > 0 && <p className="n-small n-subtle">{say(text.moreNames, { count: left, n: format.number(left) })}</p>}
    </>
  );
}

function TargetField({ name, kpiId, kpis, hint, onChoose }: { name: string; kpiId: string | undefined; kpis: readonly KpiRecord[]; hint: string | undefined; onChoose: (kpiId: string) => void }): ReactNode {
  return (
    <SelectField
      label={say(text.targetOf, { name })}
      {...(hint === undefined ? {} : { hint })}
      options={[{ value: 'none', label: text.leaveOut }, ...kpis.map((kpi) => ({ value: kpi.kpiId, label: `${kpi.name} (${kpi.unit})` }))]}
      value={kpiId === undefined || kpiId === '' ? 'none' : kpiId}
      onChange={(chosen) => onChoose(chosen === 'none' ? '' : chosen)}
    />
  );
}
