import type { ProposalView } from '../../src/contract/views';
import type { Terms } from '../../src/domain/lock';
import { LOCKED_TERMS, type LockedTerm } from '../../src/domain/locked-terms';
import { type Format } from './format';
import { roleWords } from './standing';
import { text } from './text/proposals';
import { say } from './text/say';

/** What a proposal would change, a line for each difference. */
export function differencesOf({ change, kpi }: ProposalView, format: Format): string[] {
  const unit = kpi?.unit ?? '';
  const quantity = (value: number | undefined): string => (value === undefined ? text.none : format.quantity(value, unit));
  const level = (levels: { from?: number | undefined; to?: number | undefined }): string[] =>
    levels.from === levels.to ? [] : [say(text.levelNow, { from: quantity(levels.from), to: quantity(levels.to) })];
  switch (change.kind) {
    case 'terms':
      return [
        ...LOCKED_TERMS.flatMap((term) => {
          const [from, to] = [wordsOf(term, change.from, unit, format), wordsOf(term, change.to, unit, format)];
          return from === to ? [] : [say(text.difference, { term: term === 'target' && change.to.role === 'guardrail' ? text.limit : text.terms[term], from, to })];
        }),
        ...level(change.level),
      ];
    case 'values': {
      const left = change.count - change.values.length;
      return [
        ...change.values.map(({ at, counts, recorded }) => say(text.valueChanged, { date: format.date(at), from: quantity(counts), to: quantity(recorded) })),
        ...(left > 0 ? [say(text.more, { count: left, n: format.number(left) })] : []),
        ...level(change.level),
      ];
    }
    case 'remove':
    case 'close':
      return [];
  }
}

function wordsOf(term: LockedTerm, terms: Terms, unit: string, format: Format): string {
  switch (term) {
    case 'role':
      return roleWords()[terms.role].label;
    case 'baseline':
      return baselineWords(terms.baseline, unit, format);
    case 'target':
      return targetWords(terms.target, unit, format);
    case 'launch':
      return terms.launch === undefined ? text.none : format.date(terms.launch);
    case 'plannedEffect':
      return terms.plannedEffect === undefined ? text.none : format.quantity(terms.plannedEffect, unit);
    case 'lagDays':
      return terms.lagDays === undefined ? text.none : say(text.days, { count: terms.lagDays, n: format.number(terms.lagDays) });
  }
}

export function baselineWords(baseline: Terms['baseline'], unit: string, format: Format): string {
  switch (baseline.kind) {
    case 'stated':
      return say(text.baselineStated, { level: format.quantity(baseline.level, unit) });
    case 'window':
      return say(text.baselineWindow, { from: format.date(baseline.from), to: format.date(baseline.to) });
    case 'none':
      return text.none;
  }
}

export function targetWords(target: Terms['target'], unit: string, format: Format): string {
  const date = format.date(target.by);
  return target.kind === 'value'
    ? say(text.targetValue, { value: format.quantity(target.value, unit), date })
    : say(text.targetBand, { low: format.number(target.low), high: format.quantity(target.high, unit), date });
}
