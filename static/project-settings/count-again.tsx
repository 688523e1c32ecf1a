import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import { type Trouble, call } from '../kit/call';
import { tell } from '../kit/flag';
import { TroubleBox } from '../kit/states';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { text } from './text';

/** Counts the issues below the linked epics anew. */
export function CountAgain({ onDone }: { onDone: () => void }): ReactNode {
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await call('project.count', {});
    setBusy(false);
    setTrouble(answer.ok ? undefined : answer.trouble);
    if (!answer.ok) return;
    const count = answer.data.epics;
    tell(count === 0 ? text.countedNone : say(text.counted, { count, n: format.number(count) }));
    onDone();
  };
  return (
    <>
      <Button onClick={() => void run()} isLoading={busy}>
        {text.countAgain}
      </Button>
      {trouble && <TroubleBox trouble={trouble} />}
    </>
  );
}
