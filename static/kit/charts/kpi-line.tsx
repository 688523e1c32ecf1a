import { type ReactNode, useCallback } from 'react';
import { type Format } from '../format';
import { say } from '../text/say';
import { text } from '../text/charts';
import { text as common } from '../text/en';
import { useFormat } from '../viewer';
import { Chart } from './chart';
import { type KpiChart, kpiHeight, kpiScene } from './kpi-scene';
import { type ChartTable } from './table';

export { type ChartValue, type KpiChart } from './kpi-scene';

/** A KPI's values over time, with what they are judged against. */
export function KpiLine({ of, caption }: { of: KpiChart; caption?: ReactNode }): ReactNode {
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

function tableOf({ values, unit }: KpiChart, format: Format): ChartTable {
  const rows = [...values].reverse().map(({ at, value }) => [
    { words: format.date(at), raw: at },
    { words: format.quantity(value, unit), raw: value },
  ]);
  return { head: [text.date, unit === '' ? text.value : `${text.value} (${unit})`], rows };
}
