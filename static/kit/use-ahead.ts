import { useCallback, useState } from 'react';

type Change<T> = (read: T) => T;

export interface Ahead<T> {
  /** What was read, with the changes that are under way. */
  shown: T;
  pending: boolean;
  /** Shows a change before its answer has come; the function that it gives takes it away again. */
  show: (change: Change<T>) => () => void;
}

/**
 * Shows what somebody changed at once. Whoever makes the change takes it away when the answer came: after a refusal, so
 * that what is true stands there again, or when what was read anew holds it.
 */
export function useAhead<T>(read: T): Ahead<T> {
  const [changes, setChanges] = useState<readonly Change<T>[]>([]);
  const show = useCallback((change: Change<T>) => {
    setChanges((before) => [...before, change]);
    return () => setChanges((before) => before.filter((one) => one !== change));
  }, []);
  return { shown: changes.reduce((state, change) => change(state), read), pending: changes.length > 0, show };
}
