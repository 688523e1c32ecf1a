import Button from '@atlaskit/button/new';
import { type ReactNode, useState } from 'react';
import { type Trouble } from '../../kit/call';
import { TroubleBox } from '../../kit/states';
import { say } from '../../kit/text/say';
import { useFormat } from '../../kit/viewer';
import type { Kind, What } from './take-out';
import { text } from './text';

const KINDS = ['csv', 'xlsx'] as const;
/** The trail goes out as JSON lines too, which can be verified. */
const TRAIL_KINDS = ['jsonl', ...KINDS] as const;

type State = { kind: Kind; rows: number } | { done: string } | { trouble: Trouble } | undefined;

/** Buttons that read what is asked for and offer it as a file. What writes files comes when it is first needed. */
export function DownloadButtons({ what, label }: { what: What; label: string }): ReactNode {
  const format = useFormat();
  const [state, setState] = useState<State>();
  const busy = state && 'kind' in state ? state : undefined;
  const run = async (kind: Kind): Promise<void> => {
    setState({ kind, rows: 0 });
    const { takeOut } = await import('./take-out');
    const taken = await takeOut(what, kind, (rows) => setState({ kind, rows }));
    setState('name' in taken ? { done: taken.name } : taken);
  };
  return (
    <div className="n-stack-tight">
      {state && 'trouble' in state && <TroubleBox trouble={state.trouble} />}
      <div className="n-actions">
        {(what === 'trail' ? TRAIL_KINDS : KINDS).map((kind) => (
          <Button key={kind} aria-label={say(text.as, { what: label, kind: text[kind] })} isLoading={busy?.kind === kind} isDisabled={busy !== undefined && busy.kind !== kind} onClick={() => void run(kind)}>
            {text[kind]}
          </Button>
        ))}
        <span role="status" className="n-small n-subtle">
          {busy && say(text.busy, { count: busy.rows, n: format.number(busy.rows) })}
          {state && 'done' in state && say(text.done, { name: state.done })}
        </span>
      </div>
    </div>
  );
}
