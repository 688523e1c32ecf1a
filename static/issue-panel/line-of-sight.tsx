import { type ReactNode } from 'react';
import type { CallReply } from '../../src/contract';
import { IssueLink } from '../kit/links';
import { byRole } from '../kit/standing';
import { say } from '../kit/text/say';
import { text } from './text';

/** From the issue to what should move: issue, the epic that carries the link, outcome, KPI. */
export function LineOfSight({
  issueKey,
  served: { outcome, via },
}: {
  issueKey: string;
  served: CallReply<'panel.read'>['outcomes'][number];
}): ReactNode {
  const [leading] = byRole(outcome.measures);
  return (
    <nav aria-label={say(text.lineOfSight, { outcome: outcome.title })}>
      <ol className="n-sight">
        <li>
          <span className="n-hidden">{text.issue} </span>
          <b>{issueKey}</b>
          {via.key === issueKey && <span className="n-subtle n-sight-name">{via.summary}</span>}
        </li>
        {via.key !== issueKey && (
          <li>
            <EpicGlyph />
            <span className="n-hidden">{text.epic} </span>
            <IssueLink issueKey={via.key} /> <span className="n-subtle n-sight-name">{via.summary}</span>
          </li>
        )}
        <li>
          <OutcomeGlyph />
          <span className="n-hidden">{text.outcome} </span>
          <span>{outcome.title}</span>
        </li>
        {leading && (
          <li className="n-sight-kpi">
            <KpiGlyph />
            <span className="n-hidden">{text.kpi} </span>
            <span className="n-subtle">{leading.name}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}

function EpicGlyph(): ReactNode {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M9 2 4 9h3.4L7 14l5-7H8.6Z" fill="none" stroke="var(--ds-chart-purple-bolder, #964ac0)" strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  );
}

function OutcomeGlyph(): ReactNode {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.4">
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="2.4" />
    </svg>
  );
}

function KpiGlyph(): ReactNode {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.4">
      <path d="M2.5 2.5v11h11M5 10.5l3-3.5 2 2 3.5-4.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
