import { z } from 'zod';
import { weeksIn } from '../../domain/week';
import { call } from '../call';
import * as f from '../fields';

const MAX_COST = 1e9;
const zone = z.string().max(100).refine((name) => weeksIn(name) !== undefined, 'is no time zone; write it like Europe/Berlin');
const delayCost = z.strictObject({
  perDay: z.number('is not a number').positive('must be more than 0').max(MAX_COST, 'is too much'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is no currency code; write it like EUR'),
});
const settings = z.strictObject({
  /** Absent before the first change. */
  version: f.version.optional(),
  /** Whether owners are told of new alarms through Jira. */
  notices: z.boolean(),
  /** The time zone in which weeks begin; the site's own when absent. */
  zone: zone.optional(),
  /** What a day of delay costs. */
  delayCost: delayCost.optional(),
});

export const settingsCalls = {
  'settings.read': call({
    summary: 'What holds for the whole site.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: settings,
  }),
  'settings.set': call({
    summary: 'Sets what holds for the whole site; another time zone reads all histories again.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: settings,
    reply: settings,
  }),
};
