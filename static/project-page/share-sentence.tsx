import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import { Rich } from '../kit/text/rich';
import { text } from '../kit/text/work';
import { useFormat } from '../kit/viewer';

type Share = NonNullable<CallReply<'project.activity'>['activity']>['share'];

/** How much of the work of the last four weeks was change work, beside the weeks before; nothing where that cannot be told. */
export function ShareSentence({ share }: { share: Share }): ReactNode {
  const format = useFormat();
  if (!share) return null;
  const now = format.percent(share.now);
  return <p>{share.before === null ? <Rich message={text.shareFirst} params={{ now }} /> : <Rich message={text.share} params={{ now, before: format.percent(share.before) }} />}</p>;
}
