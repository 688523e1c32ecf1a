import { type ReactNode, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { MeasureView } from '../../src/contract/views';
import './charts/charts.css';
import { GAUGE_HEIGHT, GaugeMarks, figuresOf } from './charts/gauge';
import { type Cell, type ChartTable } from './charts/table';
import { ChartTools } from './charts/tools';
import { type Format } from './format';
import { byRole, standingOf } from './standing';
import { say } from './text/say';
import { text } from './text/charts';
import { useFormat } from './viewer';

interface Row {
  /** The KPI, after the outcome that it stands below where there are several. */
  name: string;
  measure: MeasureView;
}

/** The gauges of a list, which stand in its rows, as one table, CSV and SVG. They say of what they are unless it stands right above them. */
export function GaugesAs({ outcomes, titled = true }: { outcomes: readonly { title?: string; measures: readonly MeasureView[] }[]; titled?: boolean }): ReactNode {
  const format = useFormat();
  const [drawing, setDrawing] = useState(false);
  const svg = useRef<SVGSVGElement>(null);
  const rows = useMemo(
    () => outcomes.flatMap(({ title, measures }): Row[] => byRole(measures).map((measure) => ({ name: title === undefined ? measure.name : say(text.kpiOf, { outcome: title, kpi: measure.name }), measure }))),
    [outcomes],
  );
  if (rows.length === 0) return null;
  const drawn = (): SVGSVGElement | null => {
    // Only while it is copied: the rows show the same already.
    flushSync(() => setDrawing(true));
    setDrawing(false);
    return svg.current;
  };
  return (
    <div>
      <ChartTools titled={titled} name={say(text.gauges, { count: rows.length })} summary={say(text.gaugesSummary, { count: rows.length, n: format.number(rows.length) })} table={tableOf(rows, format)} drawn={drawn} />
      {drawing && (
        <div className="n-hidden" aria-hidden="true">
          <svg ref={svg} width={NAMES + GAUGE + 2 * EDGE} height={rows.length * LINE}>
            {rows.map(({ name: words, measure }, index) => (
              <g key={`${index}`}>
                <text className="n-c-plain" x="0" y={index * LINE + 17}>
                  {words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1)}…` : words}
                </text>
                <svg x={NAMES + EDGE} y={index * LINE + 2} width={GAUGE} height={GAUGE_HEIGHT} overflow="visible">
                  <GaugeMarks standing={standingOf(measure)} />
                </svg>
              </g>
            ))}
          </svg>
        </div>
      )}
    </div>
  );
}

/** In pixels of the drawing: a line, its name's and its gauge's width, and what an arrowhead stands out. */
const LINE = 28;
const NAMES = 340;
const GAUGE = 280;
const EDGE = 8;
const MOST_LETTERS = 50;

function tableOf(rows: readonly Row[], format: Format): ChartTable {
  const share = (value: number | undefined): Cell => (value === undefined ? { words: text.none, raw: '' } : { words: format.percent(value), raw: Number(value.toFixed(4)) });
  return {
    head: [text.kpi, text.way, text.wayToLimit, text.low, text.high],
    rows: rows.map(({ name, measure }) => {
      const standing = standingOf(measure);
      const figures = figuresOf(standing);
      // A guardrail's place is told by its limit, as a target's is by the target.
      const toLimit = standing.kind === 'guardrail';
      return [{ words: name, raw: name }, share(toLimit ? undefined : figures?.share), share(toLimit ? figures?.share : undefined), share(figures?.range?.[0]), share(figures?.range?.[1])];
    }),
  };
}
