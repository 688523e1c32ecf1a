import { type ReactNode } from 'react';
import type { AlarmView, SignalView } from '../../src/contract/views';
import './signal.css';
import { type Format } from './format';
import { fill } from './text/say';
import { names, sentences } from './text/signals';

type Kind = SignalView['kind'] | AlarmView['kind'];

const TONES: Record<Kind, string> = {
  moving: 'good',
  achieved: 'good',
  'too-early': 'early',
  'activity-trap': 'warning',
  'silent-stall': 'danger',
  'wrong-way': 'danger',
  'guardrail-breached': 'danger',
  unproven: 'neutral',
};

/** Whether it awaits a decision. */
export function isAlarm(kind: Kind): boolean {
  return TONES[kind] === 'danger' || TONES[kind] === 'warning';
}

const GROUND = 'var(--ds-surface, #fff)';

/** A shape of its own for each, so that colour is never the only difference. */
const GLYPHS: Record<Kind, ReactNode> = {
  moving: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="M3.4 8.2 8 3.8M4.8 3.7H8.2V7" fill="none" stroke={GROUND} strokeWidth="1.3" />
    </>
  ),
  achieved: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="M4.4 9.2V3h4.2L7.4 4.6l1.2 1.5H4.4" fill="none" stroke={GROUND} strokeWidth="1.2" />
    </>
  ),
  'too-early': (
    <>
      <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 3.4V6l1.8 1.2" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  'activity-trap': (
    <>
      <rect x="0.8" y="0.8" width="10.4" height="10.4" rx="1.5" fill="currentColor" />
      <path d="M3.4 6V4.2M6 6V3M8.6 6V3.6M2.6 8.6h6.8" stroke={GROUND} strokeWidth="1.3" />
    </>
  ),
  'silent-stall': (
    <>
      <path d="M3.7.5h4.6l3.2 3.2v4.6l-3.2 3.2H3.7L.5 8.3V3.7Z" fill="currentColor" />
      <path d="M4.6 3.8v4.4M7.4 3.8v4.4" stroke={GROUND} strokeWidth="1.4" />
    </>
  ),
  'wrong-way': (
    <>
      <path d="M.8 1.4h10.4L6 11.4Z" fill="currentColor" />
      <path d="M6 3v3.4M6 7.6v1.2" stroke={GROUND} strokeWidth="1.3" />
    </>
  ),
  'guardrail-breached': (
    <>
      <path d="M.8 1.4h10.4L6 11.4Z" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 3v3.4M6 7.6v1.2" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  unproven: (
    <>
      <path d="M6 .6 11.4 6 6 11.4.6 6Z" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 3.6v3M6 7.8v1" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
};

/** The shape alone, in its colour: within a chart at x and y, elsewhere beside words that say the same. */
export function SignalGlyph({ kind, x, y, size = 12 }: { kind: Kind; x?: number; y?: number; size?: number }): ReactNode {
  return (
    <svg className={`n-glyph n-glyph-${TONES[kind]}`} {...{ x, y }} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {GLYPHS[kind]}
    </svg>
  );
}

/** A signal or an alarm in a word. */
export function SignalMark({ kind }: { kind: Kind }): ReactNode {
  return (
    <span className={`n-signal n-signal-${TONES[kind]}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {GLYPHS[kind]}
      </svg>
      {names[kind]}
    </span>
  );
}

/** The parameters that are ISO dates. */
const DATES: ReadonlySet<string> = new Set(['due', 'week']);

/** The sentence that a key stands for, with its numbers and dates as the viewer's locale writes them. */
export function sentenceFor({ key, params }: SignalView['why'], format: Format): string {
  const template = Object.hasOwn(sentences, key) ? sentences[key as keyof typeof sentences] : undefined;
  if (template === undefined) return '';
  const written = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'number' ? format.number(value) : DATES.has(name) ? format.date(value) : value,
  ]);
  return fill(template, Object.fromEntries(written));
}
