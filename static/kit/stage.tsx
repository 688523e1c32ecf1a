import { type ReactNode } from 'react';
import type { StageView } from '../../src/contract/views';
import { STAGES } from '../../src/domain/stages';
import { type Format } from './format';
import { text } from './text/proposals';
import { fill, say } from './text/say';
import { useFormat } from './viewer';

/** How far an outcome has come, and what the next stage lacks. */
export function StageLine({ stage }: { stage: StageView }): ReactNode {
  const format = useFormat();
  const next = STAGES[STAGES.indexOf(stage.kind) + 1];
  return (
    <p className="n-small">
      <span className="n-subtle">{text.stage}:</span> <b>{text.stages[stage.kind]}</b>
      {next !== undefined && stage.lacks.length > 0 && (
        <>
          {'. '}
          {say(text.nextLacks, { next: text.stages[next] })} {stage.lacks.map((lack) => lackWords(lack, format)).join(' ')}
        </>
      )}
    </p>
  );
}

/** What is lacking, in words. */
export function lackWords({ key, params }: StageView['lacks'][number], format: Format): string {
  const template = Object.hasOwn(text.sentences, key) ? text.sentences[key as keyof typeof text.sentences] : '';
  return fill(template, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, name === 'date' ? format.date(String(value)) : String(value)])));
}
