import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { Show, Skeleton } from '../kit/states';
import { say } from '../kit/text/say';
import { text } from '../kit/text/work';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';

/** The viewer's own run and change, asked for by them and shown to nobody else. */
export function OwnShare(): ReactNode {
  const [open, setOpen] = useState(false);
  if (open) return <Told />;
  return (
    <div>
      <Button spacing="compact" onClick={() => setOpen(true)}>
        {text.mine}
      </Button>
    </div>
  );
}

function Told(): ReactNode {
  const format = useFormat();
  const loaded = useCall('work.mine', {});
  return (
    <section className="n-stack-tight" aria-label={text.mine}>
      <Show loaded={loaded} skeleton={<Skeleton heights={[20]} />}>
        {(mine) => <p role="status">{sentenceOn(mine, format.number)}</p>}
      </Show>
      <p className="n-small n-subtle">{text.mineHow}</p>
    </section>
  );
}

function sentenceOn({ done, change, isCut }: CallReply<'work.mine'>, write: (count: number) => string): string {
  if (done === 0) return text.mineNone;
  return say(isCut ? text.mineCut : text.mineShare, { count: done, n: write(done), change: write(change) });
}
