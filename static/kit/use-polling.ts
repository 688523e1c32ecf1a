import { useEffect } from 'react';

/** Asks again and again, so long after each answer, while there is something to ask for (`afterMs`) and the page can be seen. */
export function usePolling(ask: () => Promise<unknown>, afterMs: number | undefined): void {
  useEffect(() => {
    if (afterMs === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const plan = (): void => {
      if (!left) timer = setTimeout(() => void look(), afterMs);
    };
    const look = async (): Promise<void> => {
      if (!document.hidden) await ask();
      plan();
    };
    plan();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [ask, afterMs]);
}
