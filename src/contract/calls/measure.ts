import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const measure = {
  'measure.set': call({
    summary: 'Adds a KPI to an outcome, or changes how it is used there (then with the version that was read).',
    permission: 'edit-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({
      outcomeId: f.outcomeId,
      kpiId: f.kpiId,
      version: f.version.optional(),
      role: f.role,
      baseline: f.baselineRule,
      target: f.target,
      /** The verdict is judged by this one. */
      launch: f.date.optional(),
      /** Further launches of a staged rollout, after the first. */
      laterLaunches: f.laterLaunches.optional(),
      /** In the KPI's unit, without sign; the gap from baseline to target when left out. */
      plannedEffect: f.size.optional(),
      /** Days after the launch until an effect is expected. */
      lagDays: f.lagDays.optional(),
    }),
    reply: z.strictObject({ record: view.measure, view: view.measureView }),
  }),
  'measure.remove': call({
    summary: 'Takes a KPI out of an outcome; the KPI and its values stay.',
    permission: 'edit-outcome',
    modules: ['global-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, kpiId: f.kpiId, version: f.version }),
    reply: z.strictObject({}),
  }),
};
