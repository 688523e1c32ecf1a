import { type ReactNode, useCallback } from 'react';
import { type Format } from '../format';
import { say } from '../text/say';
import { text } from '../text/charts';
import { text as common } from '../text/en';
import { useFormat } from '../viewer';
import { Chart, type ChartCaption } from './chart';
import { type KpiChart, kpiHeight, kpiScene, movedBands } from './kpi-scene';
import { type Cell, type ChartTable } from './table';

export { type ChartValue, type KpiChart } from './kpi-scene';

/** A KPI's values over time, with what they are judged against. */
export function KpiLine({ of, caption }: { of: KpiChart; caption?: ChartCaption | undefined }): ReactNode {
  const format = useFormat();
  const draw = useCallback((width: number) => kpiScene(of, width, format), [of, format]);
  if (of.values.length === 0) return <p className="n-quiet">{common.chartNone}</p>;
  const name = say(common.chart, { kpi: of.name });
  return <Chart name={name} summary={summary(of, format)} height={kpiHeight(of)} draw={draw} table={tableOf(of, format)} caption={caption} />;
}

function summary({ values, unit }: KpiChart, format: Format): string {
  const numbers = values.map((one) => one.value);
  const quantity = (value: number): string => format.quantity(value, unit);
  return say(common.chartSummary, {
    count: values.length,
    n: format.number(values.length),
    from: format.date(values[0]?.at ?? ''),
    to: format.date(values.at(-1)?.at ?? ''),
    last: quantity(numbers.at(-1) ?? 0),
    low: quantity(numbers.reduce((a, b) => Math.min(a, b))),
    high: quantity(numbers.reduce((a, b) => Math.max(a, b))),
  });
}

function tableOf(of: KpiChart, format: Format): ChartTable {
  const { values, unit } = of;
  const judged = judgedBy(of);
  const cell = (value: number | undefined): Cell => (value === undefined ? { words: text.none, raw: '' } : { words: format.quantity(value, unit), raw: Number(value.toPrecision(6)) });
  return {
    head: [text.date, unit === '' ? text.value : `${text.value} (${unit})`, ...judged.map(({ head }) => head)],
    rows: [...values].reverse().map(({ at, value }) => [{ words: format.date(at), raw: at }, { words: format.quantity(value, unit), raw: value }, ...judged.map(({ on }) => cell(on(at)))]),
  };
}

/** What is drawn beside the values, where it is drawn: by the date, if at all. */
interface Judged {
  head: string;
  on: (at: string) => number | undefined;
}

function judgedBy({ baseline, wanted, limits, moved, launch }: KpiChart): Judged[] {
  const what = wanted?.limit ? common.limit : common.target;
  const [level, other] = wanted?.levels ?? [];
  const always = (head: string, value: number | undefined): Judged[] => (value === undefined ? [] : [{ head, on: () => value }]);
  return [
    ...always(common.baseline, baseline),
    ...(other === undefined ? always(what, level) : [...always(say(text.wantedFrom, { what }), level), ...always(say(text.wantedTo, { what }), other)]),
    ...(limits ? ends(text.usualFrom, text.usualTo, limits, (at) => launch === undefined || at < launch) : []),
    ...movedBands(moved).flatMap((band, index) => ends(index === 0 ? text.sinceFrom : text.orFrom, index === 0 ? text.sinceTo : text.orTo, band, (at) => moved !== undefined && at >= moved.from)),
  ];
}

function ends(from: string, to: string, { low, high }: { low: number; high: number }, holds: (at: string) => boolean): Judged[] {
  return [{ head: from, on: (at) => (holds(at) ? low : undefined) }, { head: to, on: (at) => (holds(at) ? high : undefined) }];
}
