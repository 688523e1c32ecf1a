/**
 * Gates: what a Jira transition must pass, judged from snapshots alone. Nothing that comes out of here names an outcome or
 * a KPI, as whoever moves an issue may not be one who sees them.
 */
import { type Link } from './link';
import { currentVerdict } from './outcome-signal';
import { type MeasureView, type OutcomeSnapshot } from './snapshot';
import { isStale } from './timeline';

/** In the order in which they are judged and told. */
export const GATE_RULES = ['linked', 'open', 'hypothesis', 'measured', 'guardrail', 'share'] as const;
export type GateRule = (typeof GATE_RULES)[number];

/** Off passes everything; observing passes and records; blocking stops. */
export const GATE_MODES = ['off', 'observe', 'block'] as const;
export type GateMode = (typeof GATE_MODES)[number];

/** What a rule lacks. `link` and `open`: there is no outcome, or none that is open, that it could be judged by. */
export const GATE_LACKS = ['link', 'open', 'hypothesis', 'baseline', 'measure', 'value', 'fresh-value', 'guardrail', 'share'] as const;
export type GateLack = (typeof GATE_LACKS)[number];

/** Which rules hold on a transition, and how much they ask for. */
export interface GateDemands {
  rules: readonly GateRule[];
  /** Values that a baseline must rest on. */
  baselineValues: number;
  /** Of the team's work of the last weeks, from 0 to 1. */
  leastShare: number;
}

export interface GateConfig extends GateDemands {
  mode: GateMode;
  /** What a check that fails by itself does. */
  onError: 'pass' | 'stop';
}

export interface ServedOutcome {
  link: Link;
  view: Pick<OutcomeSnapshot, 'state' | 'measures' | 'ownerId'>;
}

export interface GateFacts {
  /** What the issue serves by its own or an inherited link, the main one first. */
  served: readonly ServedOutcome[];
  /** Change work's part of what the team finished; undefined where it may not be told. */
  share: number | undefined;
  /** ISO date. */
  today: string;
}

export interface GateMiss {
  rule: GateRule;
  lacks: GateLack;
  /** The team's share, from 0 to 1. How many values a baseline has is the outcome's own affair. */
  has?: number | undefined;
  /** How much is asked for: values of a baseline, or a share. */
  needs?: number | undefined;
}

/** Rules that need an outcome to be judged by. Without one the first of them that is asked for is missing, and no other. */
const NEED_AN_OUTCOME: ReadonlySet<GateRule> = new Set(['linked', 'open', 'hypothesis', 'measured']);

/**
 * What the issue lacks. Hypothesis and measuring are judged by the main outcome that is open, guardrails by every one. A
 * share that may not be told is not counted: it neither passes nor stops.
 */
export function gateMisses(demands: GateDemands, { served, share, today }: GateFacts): GateMiss[] {
  const inForce = served.filter(({ link }) => link.since <= today);
  const open = inForce.filter(({ view }) => view.state === 'open');
  const [main] = open;
  const first = GATE_RULES.find((rule) => NEED_AN_OUTCOME.has(rule) && demands.rules.includes(rule) && (inForce.length === 0 || rule !== 'linked'));
  const misses = main ? [hypothesisMiss(demands, main), measuredMiss(main, today)] : first ? [{ rule: first, lacks: inForce.length === 0 ? ('link' as const) : ('open' as const) }] : [];
  return [...misses, guardrailMiss(open, today), shareMiss(demands, share)].filter((miss): miss is GateMiss => miss !== undefined && demands.rules.includes(miss.rule));
}

function hypothesisMiss({ baselineValues }: GateDemands, { link, view }: ServedOutcome): GateMiss | undefined {
  if (!link.hypothesis) return { rule: 'hypothesis', lacks: 'hypothesis' };
  const baseline = view.measures.find(({ kpiId }) => kpiId === link.hypothesis?.kpiId)?.baseline;
  // A level that was only stated rests on no values.
  const has = baseline?.kind === 'level' ? (baseline.count ?? 0) : 0;
  return has >= baselineValues ? undefined : { rule: 'hypothesis', lacks: 'baseline', needs: baselineValues };
}

/** Measuring is in place once the primary measure has a baseline and a value that is not too old. */
function measuredMiss({ view }: ServedOutcome, today: string): GateMiss | undefined {
  const primary = view.measures.find(({ role }) => role === 'primary');
  const lacks = primary ? measuringLacks(primary, today) : 'measure';
  return lacks && { rule: 'measured', lacks };
}

function measuringLacks({ baseline, newest, cadence }: MeasureView, today: string): GateLack | undefined {
  if (baseline.kind === 'refused') return 'baseline';
  if (!newest) return 'value';
  return isStale(newest.at, today, cadence) ? 'fresh-value' : undefined;
}

function guardrailMiss(open: readonly ServedOutcome[], today: string): GateMiss | undefined {
  const guardrails = open.flatMap(({ view }) => view.measures).filter(({ role }) => role === 'guardrail');
  const worse = guardrails.some((measure) => {
    const verdict = currentVerdict(measure, today);
    return verdict.kind === 'worsened' && verdict.strength === 'confirmed';
  });
  return worse ? { rule: 'guardrail', lacks: 'guardrail' } : undefined;
}

function shareMiss({ leastShare }: GateDemands, share: number | undefined): GateMiss | undefined {
  if (share === undefined || share >= leastShare) return undefined;
  return { rule: 'share', lacks: 'share', has: share, needs: leastShare };
}

/** Lets an issue pass one rule, until an instant or the next change of its status. Who recorded it stands in the trail. */
export interface GateOverride {
  rule: GateRule;
  /** ISO instants. */
  at: string;
  until: string;
  reason: string;
  /** Id of the status in which the issue was then. */
  status: string;
}

export const OVERRIDE_HOURS = 24;

/** Those that hold for a transition out of a status at an instant; `changedAt` tells when the status last changed, where that was asked for. */
export function overridesInForce(overrides: readonly GateOverride[], status: string, now: string, changedAt?: string): GateOverride[] {
  return overrides.filter((one) => one.status === status && now < one.until && (changedAt === undefined || changedAt <= one.at));
}

/** The last transition that a gate saw of an issue that lacked something; kept for its panel. */
export interface GateRecord {
  issueId: string;
  projectId: string;
  /** ISO instant. */
  at: string;
  /** What became of it. */
  outcome: 'observed' | 'stopped' | 'overridden';
  misses: GateMiss[];
}

/** What administrators see of gates. */
export interface GateEntry {
  /** ISO instant. */
  at: string;
  outcome: GateRecord['outcome'] | 'failed';
  /** Absent where a failing check did not come to know it. */
  issueId?: string | undefined;
  rules: GateRule[];
  /** Of a check that failed: why, and whether it let the transition pass. */
  failure?: { code: GateFailure; passed: boolean } | undefined;
}

export const GATE_FAILURES = ['configuration', 'deadline', 'issue-not-found', 'internal'] as const;
export type GateFailure = (typeof GATE_FAILURES)[number];

/** Newest first, so many. */
export const MAX_GATE_ENTRIES = 100;

/** A failure may be told late and twice: it stands where its instant says, and once. */
export function withEntry(entries: readonly GateEntry[], entry: GateEntry): GateEntry[] {
  const isThere = entry.failure && entries.some(({ at, failure }) => at === entry.at && failure?.code === entry.failure?.code);
  if (isThere) return [...entries];
  return [entry, ...entries].sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at)).slice(0, MAX_GATE_ENTRIES);
}

/** What a gate does about what is missing; undefined lets it pass without a word. */
export function gateOutcome({ mode }: GateConfig, misses: readonly GateMiss[], overridden: ReadonlySet<GateRule>): GateRecord['outcome'] | undefined {
  if (misses.length === 0) return undefined;
  if (mode === 'observe') return 'observed';
  return misses.every(({ rule }) => overridden.has(rule)) ? 'overridden' : 'stopped';
}
