import { type RefObject, useEffect, useRef, useState } from 'react';

/** The width in pixels of the element that carries the ref; 0 until it is drawn. */
export function useWidth(): [RefObject<HTMLElement>, number] {
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    setWidth(current.clientWidth);
    return () => observer.disconnect();
  }, [frame]);
  return [frame, width];
}
