import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CallInput } from '../../src/contract';
import { type Seen, markOf } from '../../src/domain/mark';
import { call } from './call';
import { say } from './text/say';
import { text } from './text/live';
import { type Loaded } from './use-call';
import { useFormat } from './viewer';

/** Whoever only glances at a page costs no question. */
const BEGIN_MS = 5_000;
/** How long until a page asks again whether it is still up to date, and how much longer each time nothing changed. */
const FIRST_MS = 30_000;
const SLOWER = 1.5;
const SLOWEST_MS = 300_000;
const MINUTE_MS = 60_000;

interface Props<T> {
  loaded: Loaded<T>;
  watch: CallInput<'page.version'>;
  /** The versions that came with what was read. Where it did not tell them, they are asked for at once. */
  shown?: readonly Seen[] | undefined;
  /** Says nothing until something has changed. */
  quiet?: boolean;
}

/**
 * Follows changes that are made elsewhere to what a page shows: asks for its version while the page is visible, ever more
 * seldom while nothing happens, and reads the page again when the version is another. Nobody loses focus or what they
 * type by it: while something in the page has the focus, or a dialog is open, it only says that something changed.
 */
export function LiveLine<T>({ loaded, watch, shown, quiet = false }: Props<T>): ReactNode {
  const format = useFormat();
  const [state, setState] = useState<'quiet' | 'changed' | 'shown'>('quiet');
  const [, setMinute] = useState(0);
  const reload = useRef(loaded.reload);
  reload.current = loaded.reload;
  const watched = JSON.stringify(watch);
  const mark = shown && markOf(shown);
  // Of what was read last: what the viewer changes here is no news to them.
  const known = useRef(mark);
  useEffect(() => {
    known.current = mark;
    setState((before) => (before === 'changed' ? 'quiet' : before));
  }, [mark, loaded.readAt]);
  const askedFor = mark === undefined ? loaded.readAt : undefined;

  useEffect(() => {
    let told: string | undefined;
    let wait = FIRST_MS;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const answer = await call('page.version', JSON.parse(watched) as CallInput<'page.version'>);
      if (left || timer === undefined) return;
      const version = answer.ok ? answer.data.version : (told ?? known.current);
      // What was told once is not told again, should the page not show it.
      const changed = known.current !== undefined && version !== known.current && version !== told;
      known.current ??= version;
      told = version;
      // Without an answer it is asked again, later: the page says itself how old it is.
      wait = changed ? FIRST_MS : Math.min(wait * SLOWER, SLOWEST_MS);
      if (changed && isInUse()) setState('changed');
      else if (changed) {
        await reload.current();
        setState('shown');
      }
      plan(wait);
    };
    const plan = (ms: number): void => {
      timer = left || document.hidden ? undefined : setTimeout(() => void look(), ms);
    };
    const onVisible = (): void => {
      clearTimeout(timer);
      timer = undefined;
      // Whoever comes back wants to see what is: asked at once, and often again.
      wait = FIRST_MS;
      if (!document.hidden) plan(0);
    };
    plan(askedFor ? 0 : BEGIN_MS);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      left = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [watched, askedFor]);

  useEffect(() => {
    const ticking = setInterval(() => setMinute((minute) => minute + 1), MINUTE_MS);
    return () => clearInterval(ticking);
  }, []);

  if (quiet && state === 'quiet') return null;
  const minutes = loaded.readAt ? Math.floor((Date.now() - loaded.readAt.getTime()) / MINUTE_MS) : 0;
  return (
    <p className="n-small n-subtle n-live">
      <span>{minutes === 0 ? text.now : say(text.ago, { ago: format.minutesAgo(minutes) })}</span>{' '}
      <span role="status">{state === 'changed' ? text.changed : state === 'shown' ? <span className="n-hidden">{text.shown}</span> : ''}</span>{' '}
      {state === 'changed' && (
        <button
          type="button"
          className="n-link"
          onClick={() => {
            setState('shown');
            void reload.current();
          }}
        >
          {text.show}
        </button>
      )}
    </p>
  );
}

/** Something in the page has the focus, or a dialog is open; a title that took the focus after a move is nothing that is used. */
function isInUse(): boolean {
  const { activeElement } = document;
  return (activeElement !== null && activeElement !== document.body && activeElement.tagName !== 'H1') || document.querySelector('[role="dialog"]') !== null;
}
