import { type ReactNode, useEffect, useState } from 'react';
import { inViewersLanguage } from './text/refusals';

/** A message that the function kept in its own language, within a sentence in the viewer's. */
export function KeptMessage({ message, children }: { message: string; children: (message: string) => string }): ReactNode {
  const [told, setTold] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    void inViewersLanguage({ code: 'internal', message }).then((refusal) => isWanted && setTold(refusal.message));
    return () => void (isWanted = false);
  }, [message]);
  return told === undefined ? null : children(told);
}
