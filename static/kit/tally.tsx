import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { tallyOf } from '../../src/domain/tally';
import { Rich } from './text/rich';
import { text } from './text/en';
import { useFormat } from './viewer';

/** "2 of 3 KPIs improved", where there are several; one speaks for itself. */
export function TallyLine({ measures }: { measures: readonly MeasureView[] }): ReactNode {
  const format = useFormat();
  const { all, improved, confirmed, worsened } = tallyOf(measures);
  if (all < 2) return null;
  const figures = { improved: format.number(improved), all: format.number(all), confirmed: format.number(confirmed), worsened: format.number(worsened) };
  const message = improved === 0 ? text.tallyNone : confirmed === improved ? text.tallyAllConfirmed : text.tallyImproved;
  return (
    <p>
      <Rich message={message} params={figures} /> {worsened > 0 && <Rich message={text.tallyWorsened} params={figures} />}
    </p>
  );
}
