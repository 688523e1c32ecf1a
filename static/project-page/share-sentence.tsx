import { type ReactNode } from 'react';
import { Rich } from '../kit/text/rich';
import { text } from '../kit/text/work';
import { useFormat } from '../kit/viewer';
import { type SplitWeeks } from './split';

/** How much of the work of the last four weeks was change work, beside the weeks before; nothing where that cannot be told. */
export function ShareSentence({ share }: Pick<SplitWeeks, 'share'>): ReactNode {
  const format = useFormat();
  if (!share) return null;
  const now = format.percent(share.now);
  return <p>{share.before === null ? <Rich message={text.shareFirst} params={{ now }} /> : <Rich message={text.share} params={{ now, before: format.percent(share.before) }} />}</p>;
}
