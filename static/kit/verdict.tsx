import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import { measureSentence } from '../../src/domain/measure-sentence';
import { type Part, inWords, partInWords } from '../../src/domain/sentence';
import './verdict.css';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/en';
import { text as sentence } from './text/verdicts';
import { useFormat } from './viewer';

type Verdict = MeasureView['verdict'];

const refused = (): Record<Extract<Verdict, { kind: 'refused' }>['reason'], string> => ({
  'no-values': text.refusedNoValues,
  'no-baseline': text.refusedNoBaseline,
  'no-launch': text.verdictNoLaunch,
  constant: text.verdictConstant,
  'scale-does-not-fit': text.verdictNoScale,
  stale: text.verdictStale,
});

/** The verdict in a word: moved after the launch or not, and how sure that is. Never shortened. */
export function VerdictMark({ measure: { verdict } }: { measure: MeasureView }): ReactNode {
  switch (verdict.kind) {
    case 'improved':
    case 'worsened': {
      const good = verdict.kind === 'improved';
      const sure = verdict.strength === 'confirmed';
      const label = `${good ? text.verdictImproved : text.verdictWorsened} · ${sure ? text.verdictConfirmed : text.verdictTentative}`;
      return (
        <Mark style={`n-verdict-${good ? 'good' : 'bad'} ${sure ? 'n-verdict-sure' : ''}`} label={label}>
          {good ? <TickGlyph filled={sure} /> : <DownGlyph filled={sure} />}
        </Mark>
      );
    }
    case 'no detectable change':
      return (
        <Mark style="n-verdict-flat" label={text.verdictNoChange}>
          <circle cx="6" cy="6" r="5" fill="currentColor" />
          <path d="M3.5 4.8h5M3.5 7.2h5" stroke="var(--ds-surface, #fff)" strokeWidth="1.2" />
        </Mark>
      );
    case 'not enough data':
      return <OpenMark label={text.verdictTooFew} />;
    case 'refused':
      return <OpenMark label={refused()[verdict.reason]} />;
  }
}

function Mark({ style, label, children }: { style: string; label: string; children: ReactNode }): ReactNode {
  return (
    <span className={`n-verdict ${style}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {children}
      </svg>
      {label}
    </span>
  );
}

/** A refusal: a dashed ring and why. */
export function OpenMark({ label }: { label: string }): ReactNode {
  return (
    <Mark style="n-verdict-open" label={label}>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 1.5" />
    </Mark>
  );
}

function TickGlyph({ filled }: { filled: boolean }): ReactNode {
  return (
    <>
      <circle cx="6" cy="6" r="5" fill={filled ? 'currentColor' : 'none'} stroke="currentColor" />
      <path d="m3.6 6.2 1.7 1.6 3-3.4" fill="none" stroke={filled ? 'var(--ds-surface, #fff)' : 'currentColor'} strokeWidth="1.3" />
    </>
  );
}

function DownGlyph({ filled }: { filled: boolean }): ReactNode {
  return <path d="M1.5 2.5h9L6 10.5Z" fill={filled ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />;
}

/** The sentence on a measure: what moved, by how much and how sure, or the plain figures beside a refusal. */
export function sentenceParts(measure: MeasureView, format: Format): Part[] {
  const alsoLaunched = (measure.alsoLaunched ?? []).map(({ title, at }) =>
    title === undefined ? say(sentence.launchedLater, { date: format.date(at) }) : say(sentence.launched, { title, date: format.date(at) }),
  );
  return measureSentence({ ...measure, alsoLaunched }, format, text.points);
}

/** What the sentence claims; how sure it is and what else there is to say follow. */
const CLAIMS = new Set(['subject', 'plain', 'higher', 'lower', 'nearer', 'further', 'flat']);

/** The sentence in words, with what it claims in bold. */
export function MeasureSentence({ measure }: { measure: MeasureView }): ReactNode {
  const said = sentenceParts(measure, useFormat());
  const words = (isClaim: boolean): string =>
    said.filter(({ key }) => CLAIMS.has(key) === isClaim).map((one) => partInWords(one, sentence.parts)).join('');
  const claim = words(true);
  return (
    <>
      <b>{claim.charAt(0).toLocaleUpperCase()}{claim.slice(1)}</b>
      {words(false)}.
    </>
  );
}

/** The sentence as plain text. */
export function verdictNote(measure: MeasureView, format: Format): string {
  return inWords(sentenceParts(measure, format), sentence.parts);
}

export function VerdictNote({ measure }: { measure: MeasureView }): ReactNode {
  const note = verdictNote(measure, useFormat());
  return <p className="n-small n-subtle">{note}</p>;
}
