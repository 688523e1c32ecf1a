/**
 * Hands the focus from what a change takes away to what stands beside it, so that the keyboard does not start over at
 * the top of the page. Whoever has moved on meanwhile is left alone.
 */
export function handFocus(from: Element, to: HTMLElement | null): void {
  const { activeElement, body } = document;
  if (activeElement === from || activeElement === body) to?.focus();
}
