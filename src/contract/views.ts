import { z } from 'zod';
import { REPORTED } from '../domain/check-in';
import { BASELINE_REFUSALS, WAY_REFUSALS } from '../domain/measure';
import { CANNOT_TELL } from '../domain/can-tell';
import { SCALES } from '../domain/statistics/scale';
import { CHOICES } from '../domain/decision';
import { ALARMS, SIGNALS } from '../domain/signal';
import { VALUE_MARKS } from '../domain/freshness';
import { CLOSED_AS } from '../domain/closed-as';
import { PROPOSAL_STATES } from '../domain/proposal';
import { STAGES } from '../domain/stages';
import { VALUE_SOURCES } from '../domain/value-log';
import { VERDICT_REFUSALS } from '../domain/verdict';
import { deliverySeen } from './delivery';
import * as f from './fields';

/** What replies are made of. */

const plain = z.strictObject({
  before: z.number().optional(),
  after: z.number().optional(),
  nBefore: z.int(),
  nAfter: z.int(),
});

const strength = z.enum(['tentative', 'confirmed']);

const effect = z.strictObject({
  effect: z.number(),
  low: z.number(),
  high: z.number(),
  p: z.number(),
  rho: z.number(),
  sigma: z.number(),
  share: z.number().optional(),
  trendShare: z.number().optional(),
  scale: z.enum(SCALES),
  outliers: z.array(z.int()),
});

/** The verdict of a measure (see domain/verdict): a refusal holds no effect. */
export const verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['improved', 'worsened']), strength, effect, plain }),
  z.strictObject({ kind: z.literal('no detectable change'), planned: z.number(), least: z.strictObject({ size: z.number(), sd: z.number() }).optional(), effect, plain }),
  z.strictObject({
    kind: z.literal('not enough data'),
    moreNeeded: z.int().nullable(),
    soFar: effect.optional(),
    plain,
  }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(VERDICT_REFUSALS), plain }),
]);

/** Whether a KPI can show the planned change (see domain/can-tell). */
export const canTell = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answer'),
    detectable: z.strictObject({ power80: z.number() }),
    powerForPlanned: z.number(),
    after: z.int(),
    placebo: z.strictObject({ dates: z.int(), claims: z.int() }),
    noise: z.strictObject({ sigma: z.number(), rho: z.number(), scale: z.enum(SCALES) }),
  }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(CANNOT_TELL) }),
]);

/** When a verdict became what it is. */
export const verdictChange = z.strictObject({
  at: f.date,
  kind: z.enum(['improved', 'worsened', 'no detectable change', 'not enough data', 'refused']),
  strength: strength.optional(),
});

/** What a small chart draws of a measure: its latest values, and within what they varied before the launch. */
export const drawn = z.strictObject({
  kpiId: f.kpiId,
  recent: z.array(z.strictObject({ at: f.date, value: z.number() })),
  usual: z.strictObject({ low: z.number(), high: z.number() }).optional(),
});

/** How a measure stood at the end of a week, by what was known then (see domain/past-weeks). */
export const pastWeek = z.strictObject({
  week: f.date,
  kind: z.enum(['improved', 'worsened', 'no detectable change', 'not enough data', 'refused']),
  strength: strength.optional(),
  share: z.number().optional(),
  ruledOut: z.boolean(),
  early: z.boolean(),
  onTarget: z.boolean(),
});

const baselineLevel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('level'), level: z.number(), count: z.int().nullable() }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(BASELINE_REFUSALS) }),
]);

export const measureView = z.strictObject({
  kpiId: f.kpiId,
  name: z.string(),
  unit: z.string(),
  direction: f.direction,
  cadence: f.cadence,
  role: f.role,
  baseline: baselineLevel,
  target: f.target,
  launch: f.date.optional(),
  laterLaunches: f.laterLaunches.optional(),
  /** Its terms and the values inside its window are locked since the launch; so many values there do not count since. */
  lock: z.strictObject({ at: z.string(), heldBack: z.int() }).optional(),
  /** What was agreed before changes that a second person approved, oldest first. */
  former: z.array(z.strictObject({ until: f.date, baseline: baselineLevel, target: f.target, launch: f.date.optional() })).optional(),
  /**
   * Other launches that the reader may know of, while the KPI was watched. The title is of the other outcome, or the name
   * of the outcome's other KPI; a later stage of the measure's own rollout has none.
   */
  alsoLaunched: z.array(z.strictObject({ at: f.date, title: z.string().optional() })).optional(),
  /** Date of the first value that the verdict looks at. */
  from: f.date.optional(),
  /** When the values that the verdict still needs will be there, about. */
  enoughBy: f.date.optional(),
  newest: z.strictObject({ at: f.date, value: z.number() }).optional(),
  way: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('share'), share: z.number() }),
    z.strictObject({ kind: z.literal('refused'), reason: z.enum(WAY_REFUSALS) }),
  ]),
  verdict,
});

/** A sentence as a key with its parameters. */
export const message = z.strictObject({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

/** An outcome's signal (see domain/signal): the first row of the table that holds. */
export const signal = z.strictObject({ kind: z.enum(SIGNALS), since: f.date.nullable(), why: message, clears: message });

const quantity = { name: z.string(), unit: z.string() };

/** The figures on which an alarm rests (see domain/alarm-evidence). */
const evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('effect'), ...quantity, before: z.number().optional(), after: z.number().optional(), effect: z.number(), low: z.number(), high: z.number(), planned: z.number().optional() }),
  z.strictObject({ kind: z.literal('limit'), ...quantity, value: z.number(), at: f.date, limit: f.target }),
  z.strictObject({ kind: z.literal('stall'), weeks: z.int(), done: z.number(), expected: z.number(), runShare: z.number().nullable(), chance: z.number() }),
  z.strictObject({ kind: z.literal('delivered'), done: z.int(), total: z.int() }),
]);

/** An alarm that stands (see domain/decision), and what was decided about it. */
export const alarm = z.strictObject({
  alarmId: f.alarmId,
  kind: z.enum(ALARMS),
  kpiId: f.kpiId.optional(),
  since: f.date,
  state: z.enum(['awaiting', 'overdue', 'decided', 'review-due']),
  why: message,
  clears: message,
  /** Told with the outcome itself; figures of work only to those who may see all of it. */
  evidence: z.array(evidence).optional(),
  decision: z
    .strictObject({ at: z.string(), byId: f.accountId, choice: z.enum(CHOICES), reason: z.string(), reviewBy: f.date })
    .optional(),
});

/** What is reported of an outcome, beside what is measured. */
export const report = z.strictObject({
  reported: z.enum(REPORTED),
  /** ISO instant of the newest check-in. */
  at: z.string(),
  /** A primary KPI has a value of a later day. */
  expired: z.boolean(),
  /** "On track" is reported while the primary KPI's verdict says otherwise. */
  gap: z.strictObject({ since: f.date, weeks: z.int() }).optional(),
});

/** What there is to look at of an outcome this week (see domain/review). */
/** What was proposed (see domain/proposal); of one measure, but for the closing of the outcome. */
const levels = z.strictObject({ from: z.number().optional(), to: z.number().optional() });
const terms = z.strictObject(f.terms);
export const proposal = z.strictObject({
  proposalId: f.proposalId,
  outcomeId: f.outcomeId,
  at: z.string(),
  byId: f.accountId,
  reason: z.string(),
  state: z.enum(PROPOSAL_STATES),
  /** The KPI's name and unit, while the outcome has it. */
  kpi: z.strictObject({ name: z.string(), unit: z.string() }).optional(),
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('terms'), kpiId: f.kpiId, from: terms, to: terms, level: levels }),
    z.strictObject({
      kind: z.literal('values'),
      kpiId: f.kpiId,
      level: levels,
      /** All of them; the first few are named. */
      count: z.int(),
      values: z.array(z.strictObject({ at: f.date, counts: z.number().optional(), recorded: z.number().optional() })),
    }),
    z.strictObject({ kind: z.literal('remove'), kpiId: f.kpiId }),
    z.strictObject({ kind: z.literal('close') }),
  ]),
  decided: z.strictObject({ at: z.string(), byId: f.accountId, reason: z.string() }).optional(),
  /** Whether the caller may approve or reject it: a second person with the right. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});

const reviewItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('decision'), alarm: alarm }),
  z.strictObject({ kind: z.literal('gap'), since: f.date, weeks: z.int() }),
  z.strictObject({ kind: z.enum(['stale', 'late']), kpiId: f.kpiId, name: z.string(), newest: f.date }),
  z.strictObject({
    kind: z.literal('proposal'),
    proposalId: f.proposalId,
    change: z.enum(['terms', 'values', 'remove', 'close']),
    /** The KPI's, while the outcome has it. */
    name: z.string().optional(),
    at: z.string(),
    /** Whether the caller may decide it. */
    awaitsYou: z.boolean(),
  }),
]);

/** What happened within the week (see domain/changed). */
const outcomeChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('created'), at: f.date }),
  z.strictObject({ kind: z.literal('closed'), at: f.date, as: z.enum(CLOSED_AS) }),
  z.strictObject({ kind: z.literal('signal'), at: f.date, signal: z.enum(SIGNALS) }),
  z.strictObject({ kind: z.literal('decided'), at: f.date, choice: z.enum(CHOICES) }),
  z.strictObject({ kind: z.literal('launched'), at: f.date, names: z.array(z.string()) }),
  z.strictObject({
    ...{ kind: z.literal('agreed'), at: f.date, kpiId: f.kpiId, name: z.string(), unit: z.string() },
    targets: z.strictObject({ from: f.target, to: f.target }).optional(),
  }),
  z.strictObject({ kind: z.literal('verdict'), at: f.date, kpiId: f.kpiId, name: z.string(), from: verdictChange.optional(), to: verdictChange }),
]);

export const reviewed = z.strictObject({ outcomeId: f.outcomeId, title: z.string(), signal, items: z.array(reviewItem), changes: z.array(outcomeChange) });

/** How far it has come, and what the next stage lacks (see domain/stage). */
export const stage = z.strictObject({ kind: z.enum(STAGES), lacks: z.array(message) });

const closing = z.strictObject({ as: z.enum(CLOSED_AS), reason: z.string(), at: z.string(), byId: f.accountId, confirmedById: f.accountId.optional() });

export const person = z.strictObject({ accountId: f.accountId, name: z.string() });

/** An outcome as panels, pages and lists show it. */
export const outcomeCard = z.strictObject({
  outcomeId: f.outcomeId,
  title: z.string(),
  ownerId: f.accountId,
  period: f.period,
  /** Told by the list only, and only of a parent that the caller may see. */
  parentId: f.outcomeId.optional(),
  state: z.enum(['open', 'archived']),
  restricted: z.boolean(),
  /** Told by the list only: the caller owns it, approves it, or owns one of its KPIs. */
  yours: z.boolean().optional(),
  measures: z.array(measureView),
  signal,
  /** Absent for one that is archived. */
  stage: stage.optional(),
  /** How it was closed, when it was. */
  closedAs: z.enum(CLOSED_AS).optional(),
  report: report.optional(),
  /** Absent while none stands. */
  alarms: z.array(alarm).optional(),
  /** Told by the list only, where it is asked for; absent where the caller may browse no project with a link. */
  delivery: deliverySeen.optional(),
  /** Of all of this; told where a page follows it (see `page.version`). */
  version: f.version.optional(),
});

export const outcome = z.strictObject({
  outcomeId: f.outcomeId,
  version: f.version,
  title: z.string(),
  description: z.string(),
  ownerId: f.accountId,
  approverIds: z.array(f.accountId),
  period: f.period,
  parentId: f.outcomeId.optional(),
  restricted: z.boolean(),
  state: z.enum(['open', 'archived']),
  closed: closing.optional(),
});

export const measure = z.strictObject({
  outcomeId: f.outcomeId,
  kpiId: f.kpiId,
  version: f.version,
  role: f.role,
  baseline: f.baselineRule,
  target: f.target,
  launch: f.date.optional(),
  laterLaunches: f.laterLaunches.optional(),
  plannedEffect: f.size.optional(),
  lagDays: f.lagDays.optional(),
});

export const kpi = z.strictObject({
  kpiId: f.kpiId,
  version: f.version,
  name: z.string(),
  unit: z.string(),
  direction: f.direction,
  cadence: f.cadence,
  ownerId: f.accountId,
  state: z.enum(['open', 'archived']),
  count: z.int(),
  newest: z.strictObject({ at: f.date, value: z.number() }).optional(),
  /** Its values come in by themselves, and none can be recorded. */
  workedOut: z.enum(['jira', 'formula']).optional(),
});

export const value = z.strictObject({
  at: f.date,
  value: z.number(),
  source: z.enum(VALUE_SOURCES),
  recordedAt: z.string(),
  /** Who recorded it, where that was a person who is still known. */
  byId: f.accountId.optional(),
  /** How often the value of this date was corrected. */
  corrections: z.int(),
  /** How it came in, where that is to be known (see domain/freshness). */
  marks: z.array(z.enum(VALUE_MARKS)).optional(),
  /** What stood there before, oldest first; absent when it was never corrected. */
  history: z
    .array(z.strictObject({ value: z.number(), source: z.enum(VALUE_SOURCES), recordedAt: z.string(), byId: f.accountId.optional() }))
    .optional(),
});

/** A record of the trail as it is chained (see domain/trail): anyone can work its hash out again. */
export const trailRecord = z.strictObject({
  v: z.literal(1),
  stream: z.string(),
  seq: z.int(),
  at: z.string(),
  /** Keyed pseudonym of the person. */
  actor: z.string(),
  kind: z.string(),
  data: z.json(),
  prev: z.string(),
  hash: z.string(),
});

/** Where a stream stands: number and hash of its last record. */
export const trailHead = z.strictObject({ seq: z.int(), hash: z.string() });

/** How an outcome, a KPI or an issue that records name is called today; a KPI with its unit, an issue with its key. */
export const trailName = z.strictObject({ id: z.string(), name: z.string(), unit: z.string().optional(), key: z.string().optional() });
export type TrailName = z.infer<typeof trailName>;

/** Of a record that names what the caller may not see, `kind` is `withheld` and only `stream`, `seq`, `prev` and `hash` say anything. */
export const trailPage = z.strictObject({
  head: trailHead,
  records: z.array(trailRecord),
  /** Of what these records name and the caller may see; absent where they name nothing. */
  names: z.array(trailName).optional(),
  /** Number of the next page's first record, when there is one. */
  next: z.int().optional(),
});

export const hypothesis = z.strictObject({ kpiId: f.kpiId, direction: f.direction, by: f.date });

/** What Jira did not answer for, so that what it alone would have shown is left out. */
export const unanswered = z.strictObject({
  /** What the caller may change; their groups; projects beside this one that they may browse; what stands above the issue; epics. */
  about: z.array(z.enum(['rights', 'groups', 'projects', 'parents', 'epics'])),
  /** ISO instant up to which all changes in Jira are in what is shown; absent where no history is kept. */
  asOf: z.string().optional(),
});

export type Unanswered = z.infer<typeof unanswered>;
export type MeasureView = z.infer<typeof measureView>;
export type DrawnView = z.infer<typeof drawn>;
export type PastWeekView = z.infer<typeof pastWeek>;
export type AlarmView = z.infer<typeof alarm>;
export type Reviewed = z.infer<typeof reviewed>;
export type SignalView = z.infer<typeof signal>;
export type ProposalView = z.infer<typeof proposal>;
export type StageView = z.infer<typeof stage>;
export type Report = z.infer<typeof report>;
export type OutcomeCard = z.infer<typeof outcomeCard>;
export type OutcomeRecord = z.infer<typeof outcome>;
export type MeasureRecord = z.infer<typeof measure>;
export type KpiRecord = z.infer<typeof kpi>;
export type ValueRecord = z.infer<typeof value>;
