/** One outcome's signal: the table of seven rows, of which the first that matches wins. */
import { type MeasureRole } from './measure';
import { type StallEvidence } from './stall';
import { type Verdict } from './verdict';

export const SIGNALS = [
  'wrong-way',
  'achieved',
  'silent-stall',
  'activity-trap',
  'moving',
  'too-early',
  'unproven',
] as const;
export type SignalKind = (typeof SIGNALS)[number];

/** A sentence as a key and its parameters, so that it can be translated. */
export interface Message {
  key: string;
  params: Readonly<Record<string, string | number>>;
}

export interface Signal {
  kind: SignalKind;
  /** ISO date on which it became so; null when nothing tells. */
  since: string | null;
  why: Message;
  clears: Message;
}

/** What of a verdict a signal looks at. */
export type SignalVerdict = Pick<Verdict, 'kind'> & {
  strength?: 'tentative' | 'confirmed' | undefined;
  soFar?: unknown;
  reason?: string | undefined;
};

export interface SignalMeasure {
  kpiId: string;
  name: string;
  role: MeasureRole;
  verdict: SignalVerdict;
  /** ISO date on which the verdict became what it is. */
  since: string | null;
  /** Whether the newest value meets the target; for a guardrail, whether it keeps its limit. Null without values. */
  onTarget: boolean | null;
  /** ISO date from which an effect is due: launch plus lag. Null while there is no launch. */
  dueFrom: string | null;
  /** Whether the verdict leaves no room for the planned effect (see trap.ts). */
  plannedRuledOut: boolean;
}

export interface SignalDelivery {
  /** More change work gets done per week than before the launch (see trap.ts). */
  isActivityUp: boolean;
  /** Issues done of all, 0 to 1; null while they have not been counted. */
  doneShare: number | null;
  /** Every linked epic was done by its due date; false when one has none. */
  epicsDoneByDue: boolean;
}

/** What Jira's history tells of the outcome's change work; absent until it has been read. */
export interface OutcomeActivity {
  isActivityUp: boolean;
  epicsDoneByDue: boolean;
  /** The stall alarm that stands. */
  stall: { since: string; evidence: StallEvidence } | null;
}

export interface SignalCase {
  measures: readonly SignalMeasure[];
  delivery: SignalDelivery;
  /** A stall alarm that stands (see stall.ts). */
  stall: { since: string; evidence: StallEvidence } | null;
  /** ISO date. */
  today: string;
}

/** From this share on, most of what was planned has been delivered. */
export const MOSTLY_DELIVERED = 0.8;

/** The rows, in order. Each gives its signal when it matches. */
const ROWS: readonly ((input: SignalCase) => Signal | undefined)[] = [
  wrongWay,
  achieved,
  silentStall,
  activityTrap,
  moving,
  tooEarly,
];

export function signalOf(input: SignalCase): Signal {
  for (const row of ROWS) {
    const signal = row(input);
    if (signal) return signal;
  }
  return unproven(input);
}

function wrongWay({ measures }: SignalCase): Signal | undefined {
  const worse = oldest(measures.filter((m) => m.role !== 'supporting' && isConfirmed(m.verdict, 'worsened')));
  return worse && ofMeasure('wrong-way', worse);
}

function achieved({ measures }: SignalCase): Signal | undefined {
  const primary = primaryOf(measures);
  const isMet = primary.every((m) => m.onTarget === true && isConfirmed(m.verdict, 'improved'));
  // Achieved since the last of them was.
  const last = isMet ? primary.reduce<SignalMeasure | undefined>((a, b) => (a && (a.since ?? '') >= (b.since ?? '') ? a : b), undefined) : undefined;
  return last && ofMeasure('achieved', last);
}

function silentStall({ stall }: SignalCase): Signal | undefined {
  if (!stall) return undefined;
  // How much was done and expected would tell of projects that not every reader may see.
  const params = { weeks: stall.evidence.weeks, week: stall.since };
  const hasStopped = stall.evidence.done === 0;
  return {
    kind: 'silent-stall',
    since: stall.since,
    why: { key: `signal.silent-stall.why${hasStopped ? '.stopped' : ''}`, params },
    clears: { key: 'signal.silent-stall.clears', params },
  };
}

function activityTrap({ measures, delivery }: SignalCase): Signal | undefined {
  const ruledOut = oldest(primaryOf(measures).filter((m) => m.plannedRuledOut));
  const activity = activityOf(delivery);
  if (!ruledOut || !activity) return undefined;
  const signal = ofMeasure('activity-trap', ruledOut);
  return { ...signal, why: { key: `signal.activity-trap.why.${activity.key}`, params: { ...signal.why.params, ...activity.params } } };
}

function activityOf({ isActivityUp, doneShare, epicsDoneByDue }: SignalDelivery): Message | undefined {
  if (isActivityUp) return { key: 'activity-up', params: {} };
  if (doneShare !== null && doneShare >= MOSTLY_DELIVERED) return { key: 'mostly-delivered', params: {} };
  return epicsDoneByDue ? { key: 'epics-done', params: {} } : undefined;
}

function moving({ measures }: SignalCase): Signal | undefined {
  const improved = oldest(primaryOf(measures).filter((m) => m.verdict.kind === 'improved'));
  return improved && ofMeasure('moving', improved);
}

function tooEarly({ measures, today }: SignalCase): Signal | undefined {
  const primary = primaryOf(measures);
  const [first] = primary;
  if (!first || !primary.every((m) => isEarly(m, today))) return undefined;
  const signal = ofMeasure('too-early', first);
  const key = first.dueFrom === null ? 'no-launch' : today < first.dueFrom ? 'not-due' : 'few-values';
  const params = { ...signal.why.params, ...(first.dueFrom === null ? {} : { due: first.dueFrom }) };
  return { ...signal, why: { key: `signal.too-early.why.${key}`, params } };
}

function unproven({ measures }: SignalCase): Signal {
  const [first] = primaryOf(measures);
  if (first) return ofMeasure('unproven', first);
  const message = (part: string): Message => ({ key: `signal.unproven.${part}.no-primary`, params: {} });
  return { kind: 'unproven', since: null, why: message('why'), clears: message('clears') };
}

function isEarly({ dueFrom, verdict }: SignalMeasure, today: string): boolean {
  if (dueFrom === null || today < dueFrom) return true;
  return verdict.kind === 'not enough data' && verdict.soFar === undefined;
}

function isConfirmed(verdict: SignalVerdict, kind: 'improved' | 'worsened'): boolean {
  return verdict.kind === kind && verdict.strength === 'confirmed';
}

function primaryOf(measures: readonly SignalMeasure[]): SignalMeasure[] {
  return measures.filter((m) => m.role === 'primary');
}

/** The measure whose verdict has stood longest; one without a date last. */
function oldest(measures: readonly SignalMeasure[]): SignalMeasure | undefined {
  return measures.reduce<SignalMeasure | undefined>((a, b) => (a && !isOlder(b.since, a.since) ? a : b), undefined);
}

function isOlder(a: string | null, b: string | null): boolean {
  return a !== null && (b === null || a < b);
}

function ofMeasure(kind: SignalKind, { kpiId, name, verdict, since }: SignalMeasure): Signal {
  const reason = verdict.kind === 'refused' && verdict.reason !== undefined ? { reason: verdict.reason } : {};
  const params = { kpiId, name, verdict: verdict.kind, ...reason };
  return {
    kind,
    since,
    why: { key: `signal.${kind}.why`, params },
    clears: { key: `signal.${kind}.clears`, params },
  };
}

/** Worst first: what calls for a decision, then what is not known, then what goes well. */
const BY_BADNESS: readonly SignalKind[] = [
  'wrong-way',
  'silent-stall',
  'activity-trap',
  'unproven',
  'too-early',
  'moving',
  'achieved',
];

/** Orders signals, the worst first. */
export function byBadness(a: SignalKind, b: SignalKind): number {
  return BY_BADNESS.indexOf(a) - BY_BADNESS.indexOf(b);
}

/** The worse of two signals. */
export function worseSignal(a: SignalKind, b: SignalKind): SignalKind {
  return byBadness(a, b) <= 0 ? a : b;
}

export interface RolledUp {
  signal: Signal;
  /** The outcome it comes from. */
  outcomeId: string;
}

/** The worst of an outcome's own signal and those below it; of equally bad ones the oldest. Undefined for none. */
export function worstOf(signals: readonly RolledUp[]): RolledUp | undefined {
  return signals.reduce<RolledUp | undefined>((worst, next) => (worst && !isWorse(next.signal, worst.signal) ? worst : next), undefined);
}

function isWorse(a: Signal, b: Signal): boolean {
  const difference = byBadness(a.kind, b.kind);
  return difference < 0 || (difference === 0 && isOlder(a.since, b.since));
}

export const ALARMS = ['wrong-way', 'silent-stall', 'activity-trap', 'guardrail-breached'] as const;

/** What somebody has to decide on. */
export interface Alarm extends Omit<Signal, 'kind'> {
  kind: (typeof ALARMS)[number];
}

/** The alarms of an outcome: its signal when it is one, and every guardrail whose limit the newest value breaks. */
export function alarmsOf(input: SignalCase): Alarm[] {
  const { kind, ...rest } = signalOf(input);
  const alarms: Alarm[] = kind === 'wrong-way' || kind === 'silent-stall' || kind === 'activity-trap' ? [{ kind, ...rest }] : [];
  for (const { kpiId, name, role, onTarget } of input.measures) {
    if (role !== 'guardrail' || onTarget !== false) continue;
    const message = (part: string): Message => ({ key: `alarm.guardrail-breached.${part}`, params: { kpiId, name } });
    alarms.push({ kind: 'guardrail-breached', since: null, why: message('why'), clears: message('clears') });
  }
  return alarms;
}
