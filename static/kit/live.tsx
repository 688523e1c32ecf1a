import { type ReactNode, useEffect, useRef, useState } from 'react';
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
/** As many as one call takes. */
const MOST = 20;

/**
 * Follows changes that are made elsewhere to what a page shows: asks for its version while the page is visible, ever more
 * seldom while nothing happens, and reads the page again when the version is another. Nobody loses focus or what they
 * type by it: while something in the page has the focus, or a dialog is open, it only says that something changed.
 */
export function LiveLine<T>({ loaded, outcomeIds }: { loaded: Loaded<T>; outcomeIds: readonly string[] }): ReactNode {
  const format = useFormat();
  const [state, setState] = useState<'quiet' | 'changed' | 'shown'>('quiet');
  const [, setMinute] = useState(0);
  const reload = useRef(loaded.reload);
  reload.current = loaded.reload;
  const watched = outcomeIds.slice(0, MOST).join(',');

  useEffect(() => {
    if (watched === '') return;
    let known: string | undefined;
    let wait = FIRST_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const answer = await call('page.version', { outcomeIds: watched.split(',') });
      if (timer === undefined) return;
      const version = answer.ok ? answer.data.version : known;
      const changed = known !== undefined && version !== known;
      known = version;
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
      timer = document.hidden ? undefined : setTimeout(() => void look(), ms);
    };
    const onVisible = (): void => {
      clearTimeout(timer);
      timer = undefined;
      // Whoever comes back wants to see what is: asked at once, and often again.
      wait = FIRST_MS;
      if (!document.hidden) plan(0);
    };
    // The first answer is what the page shows.
    plan(BEGIN_MS);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearTimeout(timer);
      timer = undefined;
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [watched]);

  useEffect(() => {
    const ticking = setInterval(() => setMinute((minute) => minute + 1), MINUTE_MS);
    return () => clearInterval(ticking);
  }, []);

  if (watched === '') return null;
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

/** Something in the page has the focus, or a dialog is open. */
function isInUse(): boolean {
  const { activeElement } = document;
  return (activeElement !== null && activeElement !== document.body) || document.querySelector('[role="dialog"]') !== null;
}
