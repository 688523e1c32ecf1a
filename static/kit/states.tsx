import { type ReactNode, useState } from 'react';
import './states.css';
import { type Trouble } from './call';
import { Keyed } from './keyed';
import { say } from './text/say';
import { text } from './text/en';
import { type Loaded } from './use-call';
import { useFormat } from './viewer';

/** Bars of the heights that the loaded content will have, so that nothing jumps when it comes. */
export function Skeleton({ heights, label = text.loading }: { heights: readonly number[]; label?: string }): ReactNode {
  return (
    <div className="n-skeleton" role="status" aria-label={label}>
      {heights.map((height, index) => (
        <i key={`${index}`} style={{ height }} />
      ))}
    </div>
  );
}

/** Nothing is there yet: says what would be, and offers the next step. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <section className="n-empty" aria-label={title}>
      <h2 className="n-h2">{title}</h2>
      {children !== undefined && <p className="n-subtle">{children}</p>}
      {action}
    </section>
  );
}

/** Something to know of the whole view. */
export function Notice({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="n-state n-state-notice" aria-label={title}>
      <NoteGlyph />
      <div className="n-state-body">
        <h2 className="n-h3">{title}</h2>
        <p>{children}</p>
      </div>
    </section>
  );
}

/** What went wrong, in words, with what can be done about it. */
export function TroubleBox({
  trouble,
  title,
  note,
  onRetry,
}: {
  trouble: Trouble;
  title?: string | undefined;
  note?: string | undefined;
  onRetry?: (() => void) | undefined;
}): ReactNode {
  const refused = trouble.kind === 'refused';
  return (
    <div className={`n-state n-state-${trouble.kind}`} role="alert">
      {refused ? glyphOf(trouble.code) : <FailureGlyph />}
      <div className="n-state-body">
        <h2 className="n-h3">
          <Keyed>{title ?? (refused ? text.refusedTitle : text.failedTitle)}</Keyed>
        </h2>
        <p>
          <Keyed>{trouble.message}</Keyed> {trouble.remedy} {note}
        </p>
        {!refused && (
          <div className="n-actions">
            {onRetry && (
              <button type="button" className="n-link" onClick={onRetry}>
                {text.tryAgain}
              </button>
            )}
            {trouble.details !== undefined && <CopyDetails details={trouble.details} />}
          </div>
        )}
      </div>
    </div>
  );
}

/** What whoever looks after the app needs to know of a failure, to be handed on. */
export function CopyDetails({ details }: { details: string }): ReactNode {
  const [shown, setShown] = useState<'no' | 'copied' | 'text'>('no');
  const copy = (): void => {
    // A frame may lack the right to the clipboard: then the details are shown, to be selected by hand.
    navigator.clipboard.writeText(details).then(
      () => setShown('copied'),
      () => setShown('text'),
    );
  };
  return (
    <>
      <button type="button" className="n-link" onClick={copy}>
        {text.copyDetails}
      </button>
      <span role="status" className="n-small n-wrap">
        {shown === 'copied' ? text.copied : shown === 'text' ? details : ''}
      </span>
    </>
  );
}

/**
 * Shows what a call read: a skeleton first, then the content. When a later reading goes wrong, the last good state
 * stays as it is and is dated; a refusal takes it away, since the viewer may no longer see it.
 */
export function Show<T>({
  loaded,
  skeleton,
  children,
}: {
  loaded: Loaded<T>;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}): ReactNode {
  const format = useFormat();
  const { data, trouble, readAt } = loaded;
  const retry = (): void => void loaded.reload();
  if (trouble && (data === undefined || trouble.kind === 'refused')) return <TroubleBox trouble={trouble} onRetry={retry} />;
  if (data === undefined) return skeleton;
  return (
    <div aria-busy={loaded.loading} className="n-stack">
      {trouble && (
        <TroubleBox
          trouble={trouble}
          title={text.refreshFailedTitle}
          note={readAt && say(text.lastState, { time: format.time(readAt) })}
          onRetry={retry}
        />
      )}
      {children(data)}
    </div>
  );
}

function FailureGlyph(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M10 1.5 18.5 10 10 18.5 1.5 10Z" fill="currentColor" />
      <path d="M10 6v5" stroke="var(--ds-surface, #fff)" strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="10" cy="13.8" r="1.1" fill="var(--ds-surface, #fff)" />
    </svg>
  );
}

/** A lock only where someone is kept out; other refusals are notes on what can be done. */
function glyphOf(code: Trouble['code']): ReactNode {
  return code === 'forbidden' || code === 'not-found' || code === 'not-allowed-here' ? <LockGlyph /> : <NoteGlyph />;
}

function NoteGlyph(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
      <circle cx="10" cy="10" r="7.5" />
      <path d="M10 9v5M10 6v.2" strokeLinecap="round" />
    </svg>
  );
}

function LockGlyph(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
      <rect x="4" y="9" width="12" height="8" rx="2" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" strokeLinecap="round" />
    </svg>
  );
}
