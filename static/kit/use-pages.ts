import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallReply } from '../../src/contract';
import { type Trouble, call } from './call';
import { type Loaded } from './use-call';

/** The calls that answer a page at a time. */
export type ListCall = Exclude<Extract<CallName, `${string}.list`>, 'source.list' | 'inbox.list' | 'import.list'>;

/** How many pages one reading follows when they come up empty or all are wanted. */
const MOST_PAGES = 40;

interface Pages<N extends ListCall> {
  pages: CallReply<N>[];
  cursor: string | undefined;
}

type Reading<N extends ListCall> = { ok: true; data: Pages<N> } | { ok: false; trouble: Trouble };

/** Reads on from a cursor until `enough` or there is no more. */
export async function readPages<N extends ListCall>(
  name: N,
  input: CallInput<N>,
  enough: (pages: readonly CallReply<N>[]) => boolean = () => false,
): Promise<Reading<N>> {
  const pages: CallReply<N>[] = [];
  let cursor = input.cursor;
  do {
    const answer = await call(name, { ...input, ...(cursor === undefined ? {} : { cursor }) });
    if (!answer.ok) return answer;
    pages.push(answer.data);
    cursor = answer.data.cursor;
  } while (cursor !== undefined && !enough(pages) && pages.length < MOST_PAGES);
  return { ok: true, data: { pages, cursor } };
}

export interface LoadedPages<N extends ListCall> extends Loaded<CallReply<N>[]> {
  more: boolean;
  /** Reads the next page, or all that are left. */
  loadMore: (all?: boolean) => Promise<void>;
}

/** Reads a list's first page that holds anything, and more on demand. */
export function usePages<N extends ListCall>(
  name: N,
  input: CallInput<N>,
  holdsAny: (page: CallReply<N>) => boolean,
): LoadedPages<N> {
  const asked = JSON.stringify(input);
  const [data, setData] = useState<Pages<N>>();
  const [state, setState] = useState<{ trouble: Trouble | undefined; loading: boolean; readAt: Date | undefined }>(BEGINNING);
  const latest = useRef(0);
  const enough = useRef((pages: readonly CallReply<N>[]) => pages.some(holdsAny));

  const read = useCallback(
    async (from: Pages<N> | undefined, all: boolean): Promise<CallReply<N>[] | undefined> => {
      latest.current += 1;
      const mine = latest.current;
      setState((before) => ({ ...before, loading: true }));
      const sent = JSON.parse(asked) as CallInput<N>;
      const cursor = from?.cursor;
      const reading = await readPages(name, { ...sent, ...(cursor === undefined ? {} : { cursor }) }, all ? undefined : enough.current);
      if (latest.current !== mine) return undefined;
      if (!reading.ok) {
        setState((before) => ({ ...before, trouble: reading.trouble, loading: false }));
        return undefined;
      }
      const pages = [...(from?.pages ?? []), ...reading.data.pages];
      setData({ pages, cursor: reading.data.cursor });
      setState({ trouble: undefined, loading: false, readAt: new Date() });
      return pages;
    },
    [asked, name],
  );

  useEffect(() => {
    setData(undefined);
    setState(BEGINNING);
    void read(undefined, false);
    return () => {
      latest.current += 1;
    };
  }, [read]);

  return {
    ...state,
    data: data?.pages,
    more: data?.cursor !== undefined,
    reload: () => read(undefined, (data?.pages.length ?? 0) > 1),
    loadMore: async (all = false) => {
      if (data?.cursor !== undefined) await read(data, all);
    },
  };
}

const BEGINNING = { trouble: undefined, loading: true, readAt: undefined };
