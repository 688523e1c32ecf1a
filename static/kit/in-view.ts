import { useEffect, useState } from 'react';

/** A part of the page, in its own pixels. */
export interface InView {
  top: number;
  height: number;
}

/** Without the means to see beyond the frame, what the frame says of itself is the best guess. */
const GUESS = (): InView => ({ top: window.scrollY, height: window.innerHeight });

/**
 * Which part of the page can be seen; undefined for the moment until it is known. Jira makes a page's frame as tall as its
 * content, so that neither `100vh` nor what is fixed to the window says anything of the window that the person looks
 * through. An IntersectionObserver alone sees beyond the frame.
 * It is told when the component appears and when the frame changes size, not while somebody scrolls: what stands by it
 * scrolls with the page.
 */
export function useInView(): InView | undefined {
  const sees = typeof IntersectionObserver !== 'undefined';
  const [inView, setInView] = useState<InView | undefined>(sees ? undefined : GUESS);
  useEffect(() => {
    if (!sees) return undefined;
    const observer = new IntersectionObserver((entries) => {
      observer.disconnect();
      const seen = entries.at(-1)?.intersectionRect;
      if (seen) setInView({ top: Math.round(seen.top + window.scrollY), height: Math.round(seen.height) });
    });
    const look = (): void => observer.observe(document.documentElement);
    look();
    window.addEventListener('resize', look);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', look);
    };
  }, [sees]);
  return inView;
}
