import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { type Format } from './format';
import { standingOf } from './standing';
import { text } from './text/claims';
import { type Message } from './text/message';
import { Rich } from './text/rich';
import { fill } from './text/say';
import { useFormat } from './viewer';

/** A message with all that it may fill in: which of them it uses depends on what is claimed. */
interface Claim {
  message: string & Message;
  params: Record<'kpi' | 'percent' | 'strength' | 'date' | 'reason', string>;
}

/** What the measure's KPI shows at `now` (ISO instant): only a verdict is a claim, and a refusal says why there is none. */
function claimOf(measure: MeasureView, format: Format, now: string): Claim {
  const { name: kpi, verdict, launch, enoughBy } = measure;
  const standing = standingOf(measure);
  const strength = 'strength' in verdict ? text[verdict.strength] : '';
  const share = standing.kind === 'way' ? standing.share : undefined;
  const isAhead = launch !== undefined && launch > now.slice(0, 10);
  const date = format.date((verdict.kind === 'not enough data' && !isAhead ? enoughBy : launch) ?? '1970-01-01');
  const reason = verdict.kind === 'refused' ? text.reasons[verdict.reason] : '';
  const params = { kpi, strength, date, reason, percent: share === undefined ? '' : format.percent(Math.abs(share)) };
  return { message: messageOf(), params };

  function messageOf(): string {
    if (isAhead && standing.kind !== 'guardrail') return text.ahead;
    if (standing.kind === 'guardrail') return standing.holds ? text.holds : text.breached;
    switch (verdict.kind) {
      case 'improved':
        return share === undefined ? text.improved : share >= 1 ? text.reached : text.way;
      case 'worsened':
        return share === undefined || share >= 0 ? text.worsened : text.away;
      case 'no detectable change':
        return text.same;
      case 'not enough data':
        return enoughBy === undefined ? text.few : text.fewUntil;
      case 'refused':
        return text.refused;
    }
  }
}

/** The claim, with what counts in bold. */
export function ClaimSentence({ measure, now }: { measure: MeasureView; now: string }): ReactNode {
  const { message, params } = claimOf(measure, useFormat(), now);
  return <Rich message={message} params={params} />;
}

/** The claim as plain text. */
export function claimWords(measure: MeasureView, format: Format, now: string): string {
  const { message, params } = claimOf(measure, format, now);
  return fill(message.replace(/<\/?b>/g, ''), params);
}
