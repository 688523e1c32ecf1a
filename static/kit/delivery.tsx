import { type ReactNode } from 'react';
import './delivery.css';
import { Rich } from './text/rich';
import { say } from './text/say';
import { text } from './text/en';
import { useFormat } from './viewer';

const MOST_BLOCKS = 20;

/** Work done, in squares: delivery, which is never drawn where impact is. At most twenty, the last one partly filled. */
export function Delivery({ count, now }: { count: { done: number; total: number; at: string }; now: string }): ReactNode {
  const format = useFormat();
  const { done, total, at } = count;
  const blocks = Math.min(total, MOST_BLOCKS);
  const params = { count: total, done: format.number(done), total: format.number(total) };
  return (
    <div className="n-delivery">
      <span>
        <Rich message={text.issuesDone} params={params} />
      </span>
      <span className="n-blocks" aria-hidden="true">
        {Array.from({ length: blocks }, (_, index) => {
          const filled = Math.min(1, Math.max(0, (done / total) * blocks - index)) * 100;
          const color = 'var(--ds-chart-purple-bolder, #964ac0)';
          return <i key={index} style={{ background: `linear-gradient(90deg, ${color} ${filled}%, transparent ${filled}%)` }} />;
        })}
      </span>
      <span className="n-small n-subtle" title={format.instant(at)}>
        {say(text.counted, { age: format.age(at, now) })}
      </span>
    </div>
  );
}
