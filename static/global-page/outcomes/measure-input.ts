import type { CallInput, CallReply } from '../../../src/contract';
import { text as common } from '../../kit/text/en';
import { typedNumber } from '../../kit/typed-number';
import { text } from '../text';

export type Measure = CallReply<'outcome.read'>['measures'][number];
type Input = CallInput<'measure.set'>;
export type Direction = Measure['view']['direction'];

/** The form of a measure, by the paths of the calls' inputs; a type, not an interface: a form's values are a record. */
export type Values = {
  mode: string;
  kpiId: string;
  name: string;
  unit: string;
  direction: string;
  cadence: string;
  template: string;
  guardrail: boolean;
  role: string;
  'baseline.kind': string;
  'baseline.level': string;
  'baseline.from': string;
  'baseline.to': string;
  'target.value': string;
  'target.low': string;
  'target.high': string;
  'target.by': string;
  live: string;
  launch: string;
  laterLaunches: string;
  backfill: string;
  plannedEffect: string;
  lagDays: string;
  /** Why what is locked should change. */
  reason: string;
};

/** What a measure is agreed on. */
export const TERM_FIELDS = [
  ...(['role', 'baseline.kind', 'baseline.level', 'baseline.from', 'baseline.to', 'launch'] as const),
  ...(['target.value', 'target.low', 'target.high', 'target.by', 'plannedEffect', 'lagDays'] as const),
];

/** Whether what was agreed is locked. */
export function isFixed({ lock, launch }: Measure['view'], today: string): boolean {
  return lock !== undefined || isPast(launch, today);
}
type TextFields = Exclude<keyof Values, 'guardrail'>;
export type Errors = { [K in keyof Values]?: string };

/** What a new measure begins with, when another one suggested it. */
export type Beginning = Partial<Values>;

/** How a measure stands in the form, on `today` (ISO date); a new one begins with the choices that are right most often. */
export function valuesOf(measure: Measure | undefined, today: string, beginning: Beginning = {}): Values {
  const record = measure?.record;
  const { baseline, target } = record ?? {};
  return {
    mode: 'choose',
    kpiId: record?.kpiId ?? '',
    name: '',
    unit: '',
    direction: 'decrease',
    cadence: 'week',
    template: '',
    guardrail: false,
    role: record?.role ?? 'primary',
    'baseline.kind': baseline?.kind ?? 'window',
    'baseline.level': baseline?.kind === 'stated' ? String(baseline.level) : '',
    'baseline.from': baseline?.kind === 'window' ? baseline.from : '',
    'baseline.to': baseline?.kind === 'window' ? baseline.to : '',
    'target.value': target?.kind === 'value' ? String(target.value) : '',
    'target.low': target?.kind === 'band' ? String(target.low) : '',
    'target.high': target?.kind === 'band' ? String(target.high) : '',
    'target.by': target?.by ?? '',
    live: isPast(record?.launch, today) ? 'yes' : 'no',
    launch: record?.launch ?? '',
    laterLaunches: (record?.laterLaunches ?? []).join(', '),
    backfill: '',
    plannedEffect: record?.plannedEffect === undefined ? '' : String(record.plannedEffect),
    lagDays: record?.lagDays === undefined ? '' : String(record.lagDays),
    reason: '',
    ...beginning,
  };
}

/** Whether a launch lies in the past: then only older values can say how it was before. */
export function isPast(launch: string | undefined, today: string): boolean {
  return launch !== undefined && launch !== '' && launch <= today;
}

export function isLive({ live, launch }: Pick<Values, 'live' | 'launch'>, today: string): boolean {
  return live === 'yes' || isPast(launch, today);
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

type Parsed = { errors: Errors } | { input: Omit<Input, 'outcomeId' | 'kpiId' | 'version'> };

/** What the call needs of the form, or what is missing in it. */
export function parsed(values: Values, direction: Direction): Parsed {
  const errors: Errors = {};
  const number = (field: TextFields): number => {
    const typed = typedNumber(values[field]);
    if ('value' in typed) return typed.value;
    errors[field] = typed.error;
    return 0;
  };
  const date = (field: TextFields): string => {
    if (values[field] === '') errors[field] = common.dateNeeded;
    return values[field];
  };
  if (values.mode === 'choose' && values.kpiId === '') errors.kpiId = text.kpiNeeded;
  const baseline: Input['baseline'] =
    values['baseline.kind'] === 'stated'
      ? { kind: 'stated', level: number('baseline.level') }
      : values['baseline.kind'] === 'none'
        ? { kind: 'none' }
        : { kind: 'window', from: date('baseline.from'), to: date('baseline.to') };
  const by = date('target.by');
  const target: Input['target'] =
    direction === 'within'
      ? { kind: 'band', low: number('target.low'), high: number('target.high'), by }
      : { kind: 'value', value: number('target.value'), by };
  const { launch } = values;
  if (values.live === 'yes' && launch === '') errors.launch = text.launchNeeded;
  const laterLaunches = values.laterLaunches.split(/[\s,;]+/).filter((typed) => typed !== '');
  if (laterLaunches.some((typed) => !ISO_DATE.test(typed))) errors.laterLaunches = text.laterLaunchesNeeded;
  const plannedEffect = values.plannedEffect === '' ? undefined : number('plannedEffect');
  const lagDays = values.lagDays === '' ? undefined : number('lagDays');
  if (Object.keys(errors).length > 0) return { errors };
  return {
    input: {
      role: values.role as Input['role'],
      baseline,
      target,
      ...(launch === '' ? {} : { launch }),
      ...(laterLaunches.length === 0 ? {} : { laterLaunches }),
      ...(plannedEffect === undefined ? {} : { plannedEffect }),
      ...(lagDays === undefined ? {} : { lagDays }),
    },
  };
}

/** What a proposal names: all that was agreed, and nothing else. */
export function termsIn({ role, baseline, target, launch, plannedEffect, lagDays }: Omit<Input, 'outcomeId' | 'kpiId' | 'version'>) {
  return { role, baseline, target, launch, plannedEffect, lagDays };
}
