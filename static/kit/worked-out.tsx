import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/en';
import { useFormat } from './viewer';

type Effect = Extract<MeasureView['verdict'], { effect: unknown }>['effect'];

/** How a verdict came about, in plain words, for whoever asks; nothing where there is no estimate to explain. */
export function WorkedOut({ measure: { verdict } }: { measure: MeasureView }): ReactNode {
  const format = useFormat();
  const effect = verdict.kind === 'not enough data' ? verdict.soFar : 'effect' in verdict ? verdict.effect : undefined;
  if (!effect) return null;
  const { nBefore, nAfter } = verdict.plain;
  return (
    <details className="n-small">
      <summary className="n-focus">{text.workedOut}</summary>
      <ul className="n-worked">
        <li>{say(text.workedValues, { before: format.number(nBefore), after: format.number(nAfter) })}</li>
        <li>
          {text.workedMethod} {say(text.workedChance, { chance: inHundred(effect.p, format) })}
        </li>
        {details(effect, format).map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>{text.workedAfter}</li>
      </ul>
    </details>
  );
}

function inHundred(p: number, format: Format): string {
  return p < 0.01 ? text.workedBelowOne : format.number(Math.round(p * 100));
}

/** What is worth saying of this estimate; a trend share beyond the movement itself means nothing to a reader. */
function details({ rho, trendShare, scale, outliers }: Effect, format: Format): string[] {
  return [
    say(text.workedResemblance, { rho: format.number(Number(rho.toFixed(1))) }),
    ...(trendShare !== undefined && trendShare >= 0 && trendShare <= 1
      ? [say(text.workedTrend, { share: format.percent(trendShare) })]
      : []),
    ...(scale === 'log' ? [text.workedScaleLog] : scale === 'sqrt' ? [text.workedScaleSqrt] : []),
    ...(outliers.length > 0 ? [say(text.workedOutliers, { count: outliers.length, n: format.number(outliers.length) })] : []),
  ];
}
