import { type Case, MIN_AFTER, MIN_BEFORE } from '../../../src/domain/verdict';
import { CLAIM_P, CONFIRM_P } from '../../../src/domain/statistics/power';
import { chart } from './chart';
import { type VerdictResult } from './verdict-result';

/** A verdict for reading: the word, the sentence, a chart by time, and how it was worked out. */
export function verdictReport(result: VerdictResult, input: Case, texts: readonly string[]): string {
  const order = input.times.map((_, i) => i).sort((a, b) => (input.times[a] ?? 0) - (input.times[b] ?? 0));
  const picture = chart(
    order.map((i) => input.values[i] ?? null),
    (place) => (input.times[order[place] ?? 0] ?? 0) >= input.launch,
  );
  const word = result.strength ? `${result.verdict} (${result.strength})` : result.verdict;
  return [word.toUpperCase(), result.sentence, '', picture, ...workings(result, texts), ''].join('\n');
}

function workings(result: VerdictResult, texts: readonly string[]): string[] {
  const { nBefore, nAfter, p, rho, sigma, low, high, scale, outliers } = result;
  const lines = ['How this was worked out', `  values              ${nBefore} before, ${nAfter} after the launch`];
  if (p === null || rho === null || sigma === null) {
    return [...lines, `  needed              at least ${MIN_BEFORE} before and ${MIN_AFTER} after`];
  }
  lines.push(
    `  95 % interval       ${figure(low)} to ${figure(high)}`,
    `  p                   ${figure(p)} (a change is claimed below ${CLAIM_P} and confirmed below ${CONFIRM_P})`,
    `  ordinary variation  ${figure(sigma)}${scale === 'none' ? '' : ` on the ${scale} scale`}, autocorrelation ${figure(rho)}`,
  );
  if (outliers.length > 0) lines.push(`  outliers pulled in  ${outliers.map((row) => texts[row - 1]).join(', ')}`);
  return lines;
}

function figure(value: number | null): string {
  return value === null ? '–' : `${Number(value.toPrecision(3))}`;
}
