import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallReply } from '../../src/contract';
import { type Trouble, call } from './call';

/** What a page knows of what it reads: perhaps the last good state, perhaps what went wrong since. */
export interface Read<T> {
  data: T | undefined;
  /** When `data` came, by the page's clock. */
  readAt: Date | undefined;
  trouble: Trouble | undefined;
  loading: boolean;
}

export interface Loaded<T> extends Read<T> {
  /** Reads again and keeps what is shown until the answer comes. Resolves to the new state when it came. */
  reload: () => Promise<T | undefined>;
}

/** Reads by a call when the component appears and whenever the input changes; an answer that was overtaken is dropped. */
export function useCall<N extends CallName>(name: N, input: CallInput<N>): Loaded<CallReply<N>> {
  const asked = JSON.stringify([name, input]);
  const [read, setRead] = useState<Read<CallReply<N>> & { asked: string }>({ ...BEGINNING, asked });
  const latest = useRef(0);
  const reload = useCallback(async (): Promise<CallReply<N> | undefined> => {
    latest.current += 1;
    const mine = latest.current;
    // What belongs to another input is not the last good state of this one.
    setRead((before) => ({ ...(before.asked === asked ? before : { ...BEGINNING, asked }), loading: true }));
    const [, sent] = JSON.parse(asked) as [N, CallInput<N>];
    const answer = await call(name, sent);
    if (latest.current !== mine) return undefined;
    if (answer.ok) setRead({ data: answer.data, readAt: new Date(), trouble: undefined, loading: false, asked });
    else setRead((before) => ({ ...before, trouble: answer.trouble, loading: false }));
    return answer.ok ? answer.data : undefined;
  }, [asked, name]);
  useEffect(() => {
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  const { asked: askedFor, ...state } = read;
  return { ...(askedFor === asked ? state : BEGINNING), reload };
}

const BEGINNING = { data: undefined, readAt: undefined, trouble: undefined, loading: true };
