import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import { useFollowed } from '../kit/following';
import { Show, Skeleton } from '../kit/states';
import { text } from '../kit/text/gate-log';
import { text as gates } from '../kit/text/gates';
import { say } from '../kit/text/say';
import { useCall } from '../kit/use-call';
import { useFormat } from '../kit/viewer';

type Entry = CallReply<'gate.log'>['entries'][number];

/** How gates come about, and what they did last. */
export function Gates(): ReactNode {
  const loaded = useFollowed(useCall('gate.log', {}));
  return (
    <section className="n-card n-stack-tight" aria-labelledby="gates">
      <h2 className="n-h2" id="gates">
        {text.title}
      </h2>
      <p className="n-quiet">{text.lead}</p>
      <Show loaded={loaded} skeleton={<Skeleton heights={[48]} />}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="n-quiet">{text.none}</p>
          ) : (
            <table className="n-rights" aria-labelledby="gates">
              <thead>
                <tr>
                  <th scope="col">{text.issue}</th>
                  <th scope="col">{text.when}</th>
                  <th scope="col">{text.what}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry, index) => (
                  <Row key={`${entry.at} ${index}`} entry={entry} />
                ))}
              </tbody>
            </table>
          )
        }
      </Show>
    </section>
  );
}

function Row({ entry }: { entry: Entry }): ReactNode {
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{entry.issueKey ?? '–'}</th>
      <td>{format.instant(entry.at)}</td>
      <td>{sentenceOf(entry)}</td>
    </tr>
  );
}

function sentenceOf({ outcome, rules, failure }: Entry): string {
  if (failure) return say(failure.passed ? text.passed : text.stoppedThen, { failure: text.failures[failure.code] });
  return outcome === 'failed' ? text.failures.internal : say(text.outcomes[outcome], { rules: rules.map((rule) => gates.rules[rule]).join(', ') });
}
