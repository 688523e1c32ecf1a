import type { CallInput, CallReply } from '../../../src/contract';
import { type KpiTemplate } from '../../../src/domain/kpi-template';
import { PERCENTILES, TIME_UNITS } from '../../../src/domain/kpi-source';
import { typedNumber } from '../../kit/typed-number';
import { text } from './text';

export type Source = CallInput<'kpi.preview'>['source'];
type Told = CallReply<'kpi.source'>['source'];
export type Choices = CallReply<'kpi.choices'>;

export const JIRA_WHATS = ['created', 'resolved', 'open', 'now', 'throughput', 'lead-time', 'cycle-time', 'within', 'reopened', 'age', 'time-in-status', 'sla-met', 'sla-time'] as const;
export const FORMULA_WHATS = ['ratio', 'difference'] as const;
export type What = (typeof JIRA_WHATS)[number] | (typeof FORMULA_WHATS)[number];

/** The fields of the form; named by the paths of the call's input where refusals belong to one. */
export type FeedValues = {
  what: string;
  'source.jql': string;
  percentile: string;
  in: string;
  'source.figure.hours': string;
  'source.figure.status': string;
  'source.figure.field': string;
  'source.leftId': string;
  'source.rightId': string;
  percent: boolean;
};

/** What the form begins with: what is set, else what suits the common KPI that it began as. */
export function feedValues(told: Told | undefined, template: KpiTemplate | undefined, unit: string, isFormula: boolean): FeedValues {
  const figure = told?.kind === 'flow' ? told.figure : undefined;
  const formula = told?.kind === 'formula' ? told : undefined;
  return {
    what: figure?.of ?? formula?.operation ?? (told?.kind === 'jql' ? told.count : undefined) ?? (isFormula ? 'ratio' : (template?.begins ?? 'resolved')),
    'source.jql': told?.kind === 'jql' || told?.kind === 'flow' ? (told.jql ?? '') : '',
    percentile: String(figure && 'percentile' in figure ? figure.percentile : 50),
    in: figure && 'in' in figure ? figure.in : (TIME_UNITS.find((one) => one === unit.toLowerCase()) ?? 'hours'),
    'source.figure.hours': figure?.of === 'within' ? String(figure.hours) : '24',
    'source.figure.status': figure?.of === 'time-in-status' ? figure.status.id : '',
    'source.figure.field': figure && 'field' in figure ? figure.field.id : '',
    'source.leftId': formula?.left.kpiId ?? '',
    'source.rightId': formula?.right.kpiId ?? '',
    percent: formula ? formula.percent : unit === '%',
  };
}

export function isFormula(what: string): what is (typeof FORMULA_WHATS)[number] {
  return FORMULA_WHATS.some((one) => one === what);
}

export function hasPercentile(what: string): boolean {
  return ['lead-time', 'cycle-time', 'age', 'time-in-status', 'sla-time'].includes(what);
}

export function hasUnit(what: string): boolean {
  return hasPercentile(what) && what !== 'age';
}

/** The source that the fields describe, or what is missing. */
export function sourceFrom(values: FeedValues, choices: Choices | undefined): { source: Source } | { errors: Partial<Record<keyof FeedValues, string>> } {
  const { what } = values;
  const missing = (field: keyof FeedValues) => ({ errors: { [field]: text.missing } });
  if (isFormula(what)) {
    const [leftId, rightId] = [values['source.leftId'], values['source.rightId']];
    if (leftId === '') return missing('source.leftId');
    if (rightId === '') return missing('source.rightId');
    return { source: { kind: 'formula', operation: what, leftId, rightId, percent: what === 'ratio' && values.percent } };
  }
  const jql = values['source.jql'].trim();
  if (jql === '') return missing('source.jql');
  const percentile = PERCENTILES.find((one) => String(one) === values.percentile) ?? 50;
  const unit = TIME_UNITS.find((one) => one === values.in) ?? 'hours';
  const flow = (figure: Extract<Source, { kind: 'flow' }>['figure']) => ({ source: { kind: 'flow' as const, jql, figure } });
  switch (what as (typeof JIRA_WHATS)[number]) {
    case 'created':
    case 'resolved':
    case 'open':
    case 'now':
      return { source: { kind: 'jql', jql, count: what as 'created' | 'resolved' | 'open' | 'now' } };
    case 'throughput':
    case 'reopened':
      return flow({ of: what as 'throughput' | 'reopened' });
    case 'lead-time':
    case 'cycle-time':
      return flow({ of: what as 'lead-time' | 'cycle-time', percentile, in: unit });
    case 'age':
      return flow({ of: 'age', percentile });
    case 'within': {
      const hours = typedNumber(values['source.figure.hours']);
      return 'value' in hours && hours.value > 0 ? flow({ of: 'within', hours: hours.value }) : missing('source.figure.hours');
    }
    case 'time-in-status': {
      const status = choices?.statuses.find(({ id }) => id === values['source.figure.status']);
      return status ? flow({ of: 'time-in-status', status, percentile, in: unit }) : missing('source.figure.status');
    }
    case 'sla-met':
    case 'sla-time': {
      const field = choices?.agreements.find(({ id }) => id === values['source.figure.field']);
      if (!field) return missing('source.figure.field');
      return flow(what === 'sla-met' ? { of: 'sla-met', field } : { of: 'sla-time', field, percentile, in: unit });
    }
  }
}
