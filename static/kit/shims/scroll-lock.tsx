import { type ReactNode } from 'react';

/** In place of `react-scrolllock`: a page of Forge grows with its content, so there is nothing behind a dialog to lock. */
export default function ScrollLock(): null {
  return null;
}

export function TouchScrollable({ children }: { children?: ReactNode }): ReactNode {
  return children;
}
