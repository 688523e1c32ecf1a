import { type ReactNode, useEffect, useRef } from 'react';

/** The view's heading. After a move inside the page it takes the focus, so that keyboard and screen reader start there. */
export function PageTitle({ children, takesFocus = false }: { children: ReactNode; takesFocus?: boolean }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h1 ref={heading} tabIndex={-1} className="n-h1 n-wrap n-focus">
      {children}
    </h1>
  );
}
