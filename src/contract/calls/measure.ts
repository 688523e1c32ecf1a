import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const measure = {
  'measure.set': call({
    summary: 'Adds a KPI to an outcome, or changes how it is used there (then with the version that was read); what it is agreed on is locked from the launch on.',
    permission: 'edit-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({
      outcomeId: f.outcomeId,
      kpiId: f.kpiId,
      version: f.version.optional(),
      ...f.terms,
      /** Further launches of a staged rollout, after the first. */
      laterLaunches: f.laterLaunches.optional(),
    }),
    reply: z.strictObject({ record: view.measure, view: view.measureView }),
  }),
  'measure.remove': call({
    summary: 'Takes a KPI out of an outcome before its launch; the KPI and its values stay.',
    permission: 'edit-outcome',
    modules: ['global-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, kpiId: f.kpiId, version: f.version }),
    reply: z.strictObject({}),
  }),
};
