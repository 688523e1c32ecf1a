import { type ReactNode } from 'react';
import { NEW_GATE, readGate } from '../../src/domain/gate-config';
import { type GateConfig } from '../../src/domain/gate';
import { Notice, Skeleton } from '../kit/states';
import { text as gates } from '../kit/text/gates';
import { say } from '../kit/text/say';
import { useFormat } from '../kit/viewer';
import { useRulePlace } from '../kit/workflow-rule';
import { GateForm } from './gate-form';
import './gate-rule.css';
import { text } from './text';

/** One page for all three places that a workflow has for a rule: to make it, to change it, and to see what it says. */
export function GateRulePage(): ReactNode {
  const place = useRulePlace();
  if (!place) return <Skeleton heights={[24, 120]} />;
  const read = place.configuration === undefined ? { ok: true as const, config: NEW_GATE } : readGate(place.configuration);
  const does = read.ok || read.onError === 'pass' ? text.unreadablePass : text.unreadableStop;
  return (
    <div className="n-gate n-stack">
      {!read.ok && <Notice title={text.unreadable}>{say(text.unreadableHow, { does })}</Notice>}
      {place.entryPoint === 'view' ? (
        read.ok && <Summary config={read.config} />
      ) : (
        <GateForm initial={read.ok ? read.config : { ...NEW_GATE, onError: read.onError }} status={place.status} />
      )}
    </div>
  );
}

function Summary({ config: { mode, rules, baselineValues, leastShare, onError } }: { config: GateConfig }): ReactNode {
  const format = useFormat();
  if (mode === 'off') return <p>{text.viewOff}</p>;
  const asked = {
    hypothesis: say(text.viewValues, { count: baselineValues, n: format.number(baselineValues) }),
    share: say(text.viewShare, { share: format.percent(leastShare) }),
  };
  return (
    <div className="n-stack-tight">
      <p>{mode === 'observe' ? text.viewObserve : text.viewBlock}</p>
      <ul className="n-gate-list">
        {rules.map((rule) => (
          <li key={rule}>
            {gates.rules[rule]}
            {rule === 'hypothesis' || rule === 'share' ? `, ${asked[rule]}` : ''}
          </li>
        ))}
      </ul>
      <p className="n-small n-subtle">{text.viewError[mode === 'block' ? onError : 'pass']}</p>
    </div>
  );
}
