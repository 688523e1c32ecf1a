import { type Layout, type TargetKpi, findLayout, kpiOf, widthOf } from '../../../src/domain/import-file/columns';
import { type DayMonth, type FoundOrder, orderOf } from '../../../src/domain/import-file/dates';
import { looksLikeNumber, markOf, type DecimalMark, type FoundMark } from '../../../src/domain/import-file/numbers';
import { type Mapping, headingOf } from '../../../src/domain/import-file/reading';
import { type Cell, type Sheet, cellOf, cellText } from '../../../src/domain/import-file/sheet';

/** What is said of a file's columns so far: what was found, and what was chosen instead. */
export interface Plan {
  header: number;
  layout: Layout;
  /** Chosen where the file does not tell, or otherwise than it tells. */
  order?: DayMonth;
  mark?: DecimalMark;
  chosen: ReadonlyMap<string, string>;
}

/** What a sheet seems to hold; `only` is the KPI that the file is said to be of. */
export function firstPlan(sheet: Sheet, kpis: readonly TargetKpi[], only: TargetKpi | undefined): Plan {
  const found = findLayout(sheet, kpis);
  return { ...found, chosen: chosenFor(sheet, found, kpis, only) };
}

/** The KPI of each column whose heading names one; where none does, the first column of numbers is of the only one. */
export function chosenFor(sheet: Sheet, { header, layout }: Pick<Plan, 'header' | 'layout'>, kpis: readonly TargetKpi[], only: TargetKpi | undefined): Map<string, string> {
  const chosen = new Map<string, string>();
  if (layout.kind === 'long') return chosen;
  const columns = columnsOf(sheet).filter((column) => column !== layout.date);
  for (const column of columns) {
    const kpi = kpiOf(cellText(cellOf(sheet.rows[header], column)), kpis);
    if (kpi && ![...chosen.values()].includes(kpi.kpiId)) chosen.set(String(column), kpi.kpiId);
  }
  const first = columns.find((column) => sheet.rows.slice(header + 1, header + 50).some((row) => looksLikeNumber(cellOf(row, column))));
  if (chosen.size === 0 && only && first !== undefined) chosen.set(String(first), only.kpiId);
  return chosen;
}

export function columnsOf(sheet: Sheet): number[] {
  return Array.from({ length: widthOf(sheet.rows) }, (_, column) => column);
}

export function headings(sheet: Sheet, { header }: Pick<Plan, 'header'>): string[] {
  return columnsOf(sheet).map((column) => headingOf(sheet.rows[header], column));
}

export interface Found {
  order: FoundOrder;
  mark: FoundMark;
  /** What the question is about: a date and a number that can be read in two ways, or any with the year last, or with a mark. */
  date: string;
  number: string;
}

/** How dates and numbers are written, as far as the columns that count tell. */
export function foundIn(sheet: Sheet, { header, layout, chosen }: Pick<Plan, 'header' | 'layout' | 'chosen'>): Found {
  const rows = sheet.rows.slice(header + 1);
  const columns = layout.kind === 'long' ? [layout.value] : [...chosen].flatMap(([column, kpiId]) => (kpiId === '' ? [] : Number(column)));
  const dates = rows.map((row) => cellOf(row, layout.date));
  const numbers = rows.flatMap((row) => columns.map((column) => cellOf(row, column)));
  return { order: orderOf(dates), mark: markOf(numbers), date: exampleOf(dates, /^\d{1,2}[-/]\d{1,2}[-/]\d{4}/), number: exampleOf(numbers, /\d[.,]\d/) };
}

function exampleOf(cells: readonly Cell[], like: RegExp): string {
  const found = cells.find((cell) => typeof cell === 'string' && like.test(cellText(cell)));
  return found === undefined ? '' : cellText(found);
}

/** The mapping, once nothing is left to be asked. */
export function mappingOf(plan: Plan, { order: foundOrder, mark: foundMark }: Found): Mapping | undefined {
  const order = plan.order ?? (foundOrder === 'either' ? 'day-month' : foundOrder);
  const mark = plan.mark ?? (foundMark === 'either' ? '.' : foundMark);
  if (order === 'ask' || mark === 'ask') return undefined;
  return { header: plan.header, layout: plan.layout, order, mark, chosen: plan.chosen };
}

/** Names in the column of KPI names, the most frequent first. */
export function namesIn(sheet: Sheet, { header, layout }: Pick<Plan, 'header' | 'layout'>): string[] {
  if (layout.kind !== 'long') return [];
  const counts = new Map<string, number>();
  for (const row of sheet.rows.slice(header + 1)) {
    const name = cellText(cellOf(row, layout.kpi));
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}
