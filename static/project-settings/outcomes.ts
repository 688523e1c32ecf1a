import { useCallback, useEffect, useRef, useState } from 'react';
import type { OutcomeCard } from '../../src/contract/views';
import { type Trouble } from '../kit/call';
import { readPages } from '../kit/use-pages';

export interface Outcomes {
  /** Those that are open and that the viewer may see; undefined until they were read once. */
  cards: readonly OutcomeCard[] | undefined;
  trouble: Trouble | undefined;
  reload: () => Promise<void>;
}

/** All outcomes that this project's epics can be linked to. */
export function useOutcomes(): Outcomes {
  const [cards, setCards] = useState<OutcomeCard[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  const gone = useRef(false);
  const reload = useCallback(async (): Promise<void> => {
    const reading = await readPages('outcome.list', {});
    if (gone.current) return;
    setTrouble(reading.ok ? undefined : reading.trouble);
    if (reading.ok) setCards(reading.data.pages.flatMap((page) => page.outcomes));
  }, []);
  useEffect(() => {
    gone.current = false;
    void reload();
    return () => {
      gone.current = true;
    };
  }, [reload]);
  return { cards, trouble, reload };
}
