/** Outcomes that scenes need with values that nothing on Northbank has: few, very many, or telling only a little. */
import { type Cadence } from '../../src/domain/kpi';
import { seeded } from '../../src/domain/statistics/random';
import { type Prepare, serves } from './states';

const ADMIN = 'admin';
const PLACE = { moduleKey: 'global-page' } as const;
const DAY_MS = 86_400_000;
const DAYS: Partial<Record<Cadence, number>> = { day: 1, week: 7 };
/** So that the values of one call never reach over more years than a call takes. */
const PER_CALL = 1_000;

interface Plan {
  title: string;
  kpi: string;
  cadence: 'day' | 'week';
  /** In hours, less is better; oldest first, the newest is of this day. */
  values: readonly number[];
  /** How many of the values are of days since the launch. */
  since: number;
  /** Stated; otherwise that of the values before the launch. */
  baseline?: number;
  target: number;
}

/** p lies between what is claimed and what is confirmed. */
export const EARLY: Plan = {
  ...{ title: 'Joiners have what they ordered', kpi: 'Time to hand over', cadence: 'week', since: 8, target: 18 },
  values: [24.8, 21, 24.2, 26.9, 26.8, 22.7, 24.7, 25.3, 23.6, 27, 23.7, 23.9, 20.2, 21.8, 20.9, 20.3, 22.3, 19.8, 21.8, 24],
};
export const ONE_VALUE: Plan = { title: 'Answers on the same day', kpi: 'Time to first answer', cadence: 'week', values: [5.4], since: 1, baseline: 6, target: 4 };
export const MANY_VALUES: Plan = { title: 'Calls are answered sooner', kpi: 'Waiting on the phone', cadence: 'day', values: waits(1_500), since: 300, target: 4 };

/** Of four years: with seasons, day by day a little different, and shorter since the launch. */
function waits(count: number): number[] {
  const random = seeded(8);
  return Array.from({ length: count }, (_, day) => Number((8 + Math.sin(day / 58) - (day >= count - 300 ? 2 : 0) + (random() - 0.5) * 2).toFixed(1)));
}

let made = '';
/** Id of the outcome that was made last; its scene opens it. */
export const madeOutcome = (): string => made;

/** An outcome with one KPI, as planned. */
export const measured = ({ title, kpi: name, cadence, values, since, baseline, target }: Plan): Prepare => async (site) => {
  const dateOf = (place: number): string => new Date(Date.now() - (values.length - 1 - place) * (DAYS[cadence] ?? 1) * DAY_MS).toISOString().slice(0, 10);
  const [first, last, launch] = [dateOf(0), dateOf(values.length - since - 1), dateOf(values.length - since)];
  const by = new Date(Date.now() + 90 * DAY_MS).toISOString().slice(0, 10);
  const { kpi } = await site.call(ADMIN, PLACE, 'kpi.create', { name, unit: 'hours', direction: 'decrease', cadence });
  for (let from = 0; from < values.length; from += PER_CALL) {
    const some = values.slice(from, from + PER_CALL).map((value, index) => ({ at: dateOf(from + index), value }));
    await site.call(ADMIN, PLACE, 'value.record', { kpiId: kpi.kpiId, values: some });
  }
  const { outcome } = await site.call(ADMIN, PLACE, 'outcome.create', { title, period: { from: first, to: by } });
  await site.call(ADMIN, PLACE, 'measure.set', {
    ...{ outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'primary', launch, target: { kind: 'value', value: target, by } },
    baseline: baseline === undefined ? { kind: 'window', from: first, to: last } : { kind: 'stated', level: baseline },
  });
  made = outcome.outcomeId;
  return async () => {
    const { outcome: left } = await site.call(ADMIN, PLACE, 'outcome.read', { outcomeId: outcome.outcomeId });
    await site.call(ADMIN, PLACE, 'outcome.close', { outcomeId: outcome.outcomeId, version: left.version, as: 'abandoned', reason: 'It was there to be looked at.' });
    const { kpi: kept } = await site.call(ADMIN, PLACE, 'kpi.read', { kpiId: kpi.kpiId });
    await site.call(ADMIN, PLACE, 'kpi.update', { kpiId: kpi.kpiId, version: kept.version, state: 'archived' });
  };
};

/** The same, and an epic serves it. */
export const measuredFor = (epic: string, plan: Plan): Prepare => async (site, northbank) => {
  const takeBack = await measured(plan)(site, northbank);
  const unlink = await serves(epic, made)(site, northbank);
  return async () => {
    await unlink();
    await takeBack();
  };
};
