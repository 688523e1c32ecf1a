import { type ReactNode } from 'react';
import type { MeasureView } from '../../src/contract/views';
import './verdict.css';
import { type Format } from './format';
import { say } from './text/say';
import { text } from './text/en';
import { useFormat } from './viewer';

type Verdict = MeasureView['verdict'];

const REFUSED: Record<Extract<Verdict, { kind: 'refused' }>['reason'], string> = {
  'no-values': text.refusedNoValues,
  'no-baseline': text.refusedNoBaseline,
  'no-launch': text.verdictNoLaunch,
  constant: text.verdictConstant,
  'scale-does-not-fit': text.verdictNoScale,
  stale: text.verdictStale,
};

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
      return <OpenMark label={REFUSED[verdict.reason]} />;
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

/** The figures behind the verdict: the effect with its range, or the plain means beside a refusal. */
export function verdictNote({ verdict, unit, target, cadence }: MeasureView, format: Format): string | undefined {
  const quantity = (value: number): string => format.quantity(value, unit);
  if (verdict.kind !== 'refused' && verdict.kind !== 'not enough data') {
    // The effect on a band is one on the distance from its middle, which says nothing to a reader.
    if (target.kind === 'band') return undefined;
    const { effect, low, high } = verdict.effect;
    const to = (value: number): number => asPreciseAs(value, (high - low) / 2);
    return say(text.noteEffect, { effect: format.signed(to(effect), unit === '%' ? text.points : unit), low: format.signed(to(low)), high: format.signed(to(high)) });
  }
  const { before, after } = verdict.plain;
  const means = before === undefined || after === undefined || target.kind === 'band' ? '' : say(text.notePlain, { before: quantity(before), after: quantity(after) });
  const more =
    verdict.kind === 'not enough data' && verdict.moreNeeded !== null
      ? say(text.noteMoreNeeded, { count: verdict.moreNeeded, n: format.number(verdict.moreNeeded), cadence: text.cadences[cadence] })
      : '';
  return [means, more].filter(Boolean).join(' ') || undefined;
}

/** Rounded to the second digit of its uncertainty: further digits say nothing. */
function asPreciseAs(value: number, uncertainty: number): number {
  if (!(uncertainty > 0)) return value;
  const digits = 1 - Math.floor(Math.log10(uncertainty));
  return digits >= 0 ? Number(value.toFixed(Math.min(digits, 12))) : Math.round(value / 10 ** -digits) * 10 ** -digits;
}

export function VerdictNote({ measure }: { measure: MeasureView }): ReactNode {
  const note = verdictNote(measure, useFormat());
  return note === undefined ? null : <p className="n-small n-subtle">{note}</p>;
}
