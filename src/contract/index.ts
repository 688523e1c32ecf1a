import { type z } from 'zod';
import { access } from './calls/access';
import { alarm } from './calls/alarm';
import { checkIn } from './calls/check-in';
import { conflictCalls } from './calls/conflict';
import { closing } from './calls/closing';
import { exportCalls } from './calls/export';
import { gateCalls } from './calls/gate';
import { history } from './calls/history';
import { importCalls } from './calls/import';
import { installation } from './calls/installation';
import { kpi } from './calls/kpi';
import { kpiSource } from './calls/kpi-source';
import { link } from './calls/link';
import { measure } from './calls/measure';
import { outcome } from './calls/outcome';
import { page } from './calls/page';
import { panel } from './calls/panel';
import { pins } from './calls/pins';
import { project } from './calls/project';
import { proposal } from './calls/proposal';
import { request } from './calls/request';
import { review } from './calls/review';
import { rolesCalls } from './calls/roles';
import { settingsCalls } from './calls/settings';
import { setup } from './calls/setup';
import { sourceCalls } from './calls/source';
import { teamCalls } from './calls/team';
import { trail } from './calls/trail';

/** Every call that crosses the bridge, by name. */
export const calls = {
  ...access,
  ...outcome,
  ...closing,
  ...proposal,
  ...kpi,
  ...kpiSource,
  ...measure,
  ...link,
  ...page,
  ...panel,
  ...project,
  ...history,
  ...checkIn,
  ...alarm,
  ...request,
  ...review,
  ...rolesCalls,
  ...settingsCalls,
  ...setup,
  ...teamCalls,
  ...conflictCalls,
  ...installation,
  ...pins,
  ...gateCalls,
  ...trail,
  ...sourceCalls,
  ...importCalls,
  ...exportCalls,
};

export type Calls = typeof calls;
export type CallName = keyof Calls;
/** What a page sends: defaults may be left out. */
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
/** What a use case gets: parsed, defaults filled in. */
export type ParsedInput<N extends CallName> = z.output<Calls[N]['input']>;
export type CallReply<N extends CallName> = z.output<Calls[N]['reply']>;
export type CallPermission<N extends CallName> = Calls[N]['permission'];
