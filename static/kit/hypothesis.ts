import type { MeasureView } from '../../src/contract/views';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/en';

const expected = () => ({ increase: text.expectedUp, decrease: text.expectedDown, within: text.expectedWithin });

/** What work is expected to move, as a clause; `kpi` is undefined where the outcome has that KPI no longer. */
export function expectation(
  { direction, by }: { direction: MeasureView['direction']; by: string },
  kpi: string | undefined,
  format: Format,
): string {
  return say(expected()[direction], { kpi: kpi ?? text.formerKpi, date: format.date(by) });
}
