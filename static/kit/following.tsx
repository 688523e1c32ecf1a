import { type ReactNode, createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { CallInput } from '../../src/contract';
import { type Seen } from '../../src/domain/mark';
import { LiveLine } from './live';
import { type Loaded } from './use-call';

/** A part of a page that reads for itself. */
interface Part {
  reload: () => Promise<unknown>;
  /** Something is being edited in it, so it is left as it is. */
  held: boolean;
}

interface Page {
  parts: Set<Part>;
  /** Reads the page again, and all its parts but one and those that are being edited. */
  reload: (but?: Part) => Promise<void>;
}

const Followed = createContext<Page | undefined>(undefined);

interface FollowingProps<T> {
  loaded: Loaded<T>;
  watch: CallInput<'page.version'>;
  /** The versions that came with what was read, where that told them (see `LiveLine`). */
  shown?: readonly Seen[] | undefined;
  quiet?: boolean;
  children: ReactNode;
}

/** A page whose parts read for themselves: when something was changed elsewhere, all of them read again, save where somebody edits. */
export function Following<T>({ loaded, watch, shown, quiet, children }: FollowingProps<T>): ReactNode {
  const readPage = useRef(loaded.reload);
  readPage.current = loaded.reload;
  const [page] = useState<Page>(() => {
    const parts = new Set<Part>();
    const reload = async (but?: Part): Promise<void> => {
      const open = [...parts].filter((part) => part !== but && !part.held);
      await Promise.all([readPage.current(), ...open.map((part) => part.reload())]);
    };
    return { parts, reload };
  });
  const reload = async (): Promise<undefined> => void (await page.reload());
  return (
    <Followed.Provider value={page}>
      {children}
      {loaded.data !== undefined && <LiveLine loaded={{ ...loaded, reload }} watch={watch} shown={shown} quiet={quiet ?? false} />}
    </Followed.Provider>
  );
}

/** A part of a page that follows. Its own `reload`, after a change that was made in it, has the other parts read again too. */
export function useFollowed<L extends { reload: () => Promise<unknown> }>(loaded: L): L & { hold: (held: boolean) => void } {
  const page = useContext(Followed);
  const [part] = useState<Part>({ reload: loaded.reload, held: false });
  const own = loaded.reload;
  part.reload = own;
  useEffect(() => {
    page?.parts.add(part);
    return () => void page?.parts.delete(part);
  }, [page, part]);
  const hold = useCallback((held: boolean): void => void (part.held = held), [part]);
  const reload = useCallback(async (): Promise<unknown> => {
    const read = await own();
    void page?.reload(part);
    return read;
  }, [own, page, part]);
  return { ...loaded, reload, hold };
}

/** Keeps a part as it is while something in it is edited. */
export function useHold(hold: (held: boolean) => void, isEdited: boolean): void {
  useEffect(() => {
    hold(isEdited);
    return () => hold(false);
  }, [hold, isEdited]);
}
