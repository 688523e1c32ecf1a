import type { DeliverySeen } from '../../../src/contract/delivery';
import type { MeasureView, OutcomeCard } from '../../../src/contract/views';
import { everyNode, outcomeTrees, rolledUp } from '../../../src/domain/outcome-tree';
import type { OutCell, OutSheet } from '../../files/write';
import { byRole, standingOf } from '../../kit/standing';

/** What a list tells of outcomes: those that it shows, and `all` that the viewer sees, over which signals are rolled up. */
export interface Told {
  cards: readonly OutcomeCard[];
  all: readonly OutcomeCard[];
}

const COLUMNS = [
  ...['Outcome', 'Outcome id', 'Below', 'Owner', 'Wanted by', 'State', 'Stage', 'Signal', 'Signal since', 'Worst signal at or below', 'Where', 'Reported'],
  ...['Issues finished', 'Issues', 'Counted on', 'Epics', 'Projects'],
  ...['KPI', 'KPI id', 'Role', 'Unit', 'Baseline', 'Newest', 'Newest on', 'Target', 'Target by', 'Launch', 'Way', 'Way low', 'Way high', 'Verdict', 'Strength', 'Effect', 'Effect low', 'Effect high'],
];

/** What is asked for beside the list: whoever owns an outcome by name, and what was delivered for it, as far as the reader may browse. */
export interface Beside {
  names: ReadonlyMap<string, string>;
  delivered: ReadonlyMap<string, DeliverySeen>;
}

/** A row for each KPI of each outcome, and one for an outcome without. Shares and effects with their 95 % ranges; what is not known is empty, never 0. */
export function outcomeSheet({ cards, all }: Told, { names, delivered }: Beside): OutSheet {
  const titles = new Map(all.map(({ outcomeId, title }) => [outcomeId, title]));
  const worst = new Map(everyNode(outcomeTrees(all)).map((node) => [node.item.outcomeId, rolledUp(node)]));
  return {
    name: 'Outcomes',
    columns: COLUMNS,
    rows: cards.flatMap((card) => {
      const rolled = worst.get(card.outcomeId);
      const own: OutCell[] = [
        ...[card.title, card.outcomeId, card.parentId && titles.get(card.parentId), names.get(card.ownerId), dateCell(card.period.to), card.closedAs ?? card.state, card.stage?.kind],
        ...[card.signal.kind, dateCell(card.signal.since ?? undefined), rolled?.signal.kind, rolled && titles.get(rolled.outcomeId), card.report?.reported],
        ...deliveryCells(delivered.get(card.outcomeId)),
      ];
      return card.measures.length === 0 ? [own] : byRole(card.measures).map((measure) => [...own, ...measureCells(measure)]);
    }),
  };
}

/** Apart from impact, in columns of their own: of issues that nobody counted there is no number. */
function deliveryCells(delivery: DeliverySeen | undefined): OutCell[] {
  return [delivery?.count?.done, delivery?.count?.total, dateCell(delivery?.count?.at.slice(0, 10)), delivery?.epics, delivery?.projects];
}

function measureCells(measure: MeasureView): OutCell[] {
  const { name, kpiId, role, unit, baseline, newest, target, launch, verdict } = measure;
  const standing = standingOf(measure);
  const way = standing.kind === 'way' ? [standing.share, ...(standing.range ?? [])] : [];
  const effect = 'effect' in verdict ? verdict.effect : undefined;
  return [
    ...[name, kpiId, role, unit, baseline.kind === 'level' ? baseline.level : undefined, newest?.value, dateCell(newest?.at)],
    ...[target.kind === 'value' ? target.value : `${target.low} to ${target.high}`, dateCell(target.by), dateCell(launch), way[0], way[1], way[2]],
    ...[verdict.kind, 'strength' in verdict ? verdict.strength : undefined, effect?.effect, effect?.low, effect?.high],
  ];
}

function dateCell(date: string | undefined): OutCell {
  return date === undefined ? undefined : { date };
}
