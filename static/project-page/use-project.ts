import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallReply } from '../../src/contract';
import { type Answer, call } from '../kit/call';
import { type Loaded, type Read } from '../kit/use-call';

export type Page = CallReply<'project.read'>;

export interface LoadedProject extends Loaded<readonly Page[]> {
  /** Shows another page after those that are shown, unless these were read again meanwhile. */
  add: (page: Page, offset: number) => void;
}

/** The project's outcomes, a page at a time. Reading again reads as many pages as are shown, and shows the old ones until then. */
export function useProject(): LoadedProject {
  const [read, setRead] = useState<Read<readonly Page[]>>({ data: undefined, readAt: undefined, trouble: undefined, loading: true });
  const latest = useRef(0);
  const shown = useRef(1);
  const reload = useCallback(async (): Promise<readonly Page[] | undefined> => {
    latest.current += 1;
    const mine = latest.current;
    setRead((before) => ({ ...before, loading: true }));
    const answer = await readPages(shown.current);
    if (latest.current !== mine) return undefined;
    if (!answer.ok) {
      setRead((before) => ({ ...before, trouble: answer.trouble, loading: false }));
      return undefined;
    }
    shown.current = answer.data.length;
    setRead({ data: answer.data, readAt: new Date(), trouble: undefined, loading: false });
    return answer.data;
  }, []);
  useEffect(() => {
    void reload();
    return () => void (latest.current += 1);
  }, [reload]);
  const add = (page: Page, offset: number): void =>
    setRead((before) => {
      if (before.data?.at(-1)?.next !== offset) return before;
      const data = [...before.data, page];
      shown.current = data.length;
      return { ...before, data };
    });
  return { ...read, reload, add };
}

async function readPages(count: number): Promise<{ ok: true; data: Page[] } | Extract<Answer<'project.read'>, { ok: false }>> {
  const pages: Page[] = [];
  let offset: number | undefined;
  do {
    const answer: Answer<'project.read'> = await call('project.read', offset === undefined ? {} : { offset });
    if (!answer.ok) return answer;
    pages.push(answer.data);
    offset = answer.data.next;
  } while (offset !== undefined && pages.length < count);
  return { ok: true, data: pages };
}
