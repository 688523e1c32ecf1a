import type { KpiRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { tell } from '../../kit/flag';
import { type Format } from '../../kit/format';
import { say } from '../../kit/text/say';
import { text as common } from '../../kit/text/en';
import { text } from '../text';

interface Correction {
  kpi: KpiRecord;
  at: string;
  before: number;
  value: number;
}

/**
 * Records a correction, and offers the way back: the value that stood there, recorded once more. Nothing is erased by
 * either. `onChange` runs after each of the two that went well.
 */
export async function correctValue({ kpi, at, before, value }: Correction, format: Format, onChange: () => void | Promise<void>): Promise<Trouble | undefined> {
  const answer = await call('value.record', { kpiId: kpi.kpiId, values: [{ at, value }] });
  if (!answer.ok) return answer.trouble;
  const words = { date: format.date(at), before: format.quantity(before, kpi.unit), value: format.quantity(value, kpi.unit) };
  const undo = async (): Promise<void> => {
    const back = await call('value.record', { kpiId: kpi.kpiId, values: [{ at, value: before }] });
    tell(back.ok ? say(text.correctedBack, { date: words.date, value: words.before }) : text.actionFailed, back.ok ? {} : { description: back.trouble.message });
    if (back.ok) await onChange();
  };
  tell(say(text.corrected, words), { undo: { text: common.undo, run: () => void undo() } });
  await onChange();
  return undefined;
}
