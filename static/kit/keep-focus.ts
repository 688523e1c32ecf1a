/** What the keyboard can stop at. */
const STOPS = 'a[href], button:not(:disabled), input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex="-1"])';
const FIELDS = 'form :is(input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled))';
/** A button that is busy comes back; one that is disabled for longer is left. */
const BUSY_MS = 400;

/** Where something stood that was taken away. */
interface Gap {
  parent: Node;
  before: Node | null;
  after: Node | null;
}

/**
 * Keeps the keyboard where it is on the page when what had the focus is taken away or disabled: a browser would begin at
 * the top again. The focus goes to what came in its place, to a form's first field if that is one; else to what stands
 * next, else to what stood before. A dialog keeps the focus itself; where it gives it back to something that is gone, the
 * same holds. Whoever has moved on is left alone. Returns what ends it.
 */
export function keepFocus(root: HTMLElement): () => void {
  let last: HTMLElement | undefined;
  let gap: Gap | undefined;
  let planned: ReturnType<typeof setTimeout> | undefined;

  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || !root.contains(target)) return;
    last = target;
    gap = undefined;
  };
  const settle = (): void => {
    planned = undefined;
    const { activeElement, body } = document;
    if (!last || (activeElement !== null && activeElement !== body)) return;
    if (last.isConnected && !last.matches(':disabled')) {
      // It was disabled for a moment; whoever clicked beside it has left it by themselves.
      if (gap) last.focus();
      gap = undefined;
      return;
    }
    const to = gap && (last.isConnected ? nextTo(last, root) : inPlaceOf(gap, root));
    gap = undefined;
    to?.focus();
  };
  const observer = new MutationObserver((records) => {
    if (!last) return;
    for (const { type, target, removedNodes, previousSibling, nextSibling } of records) {
      const isGone = type === 'childList' && [...removedNodes].some((node) => node.contains(last ?? null));
      if (isGone) gap = { parent: target, before: previousSibling, after: nextSibling };
      else if (type === 'attributes' && target === last && last.matches(':disabled')) gap = { parent: target, before: null, after: null };
    }
    if (gap === undefined || planned !== undefined) return;
    planned = setTimeout(settle, last.isConnected ? BUSY_MS : 0);
  });
  document.addEventListener('focusin', onFocus);
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
    clearTimeout(planned);
  };
}

function inPlaceOf({ parent, before, after }: Gap, root: HTMLElement): HTMLElement | undefined {
  if (!(parent instanceof HTMLElement) || !root.contains(parent)) return undefined;
  const children = [...parent.childNodes];
  const from = before && before.parentNode === parent ? children.indexOf(before as ChildNode) + 1 : 0;
  const to = after && after.parentNode === parent ? children.indexOf(after as ChildNode) : children.length;
  for (const came of children.slice(from, to)) {
    if (!(came instanceof HTMLElement)) continue;
    const stop = came.matches(STOPS) ? came : (came.querySelector<HTMLElement>(FIELDS) ?? came.querySelector<HTMLElement>(STOPS));
    if (stop) return stop;
    // Only to be read: there it begins.
    came.tabIndex = -1;
    return came;
  }
  return beside(children.slice(to), children.slice(0, from)) ?? nextTo(parent, root);
}

/** What stands nearest to an element, within it aside: after it, else before it, else around it. */
function nextTo(element: HTMLElement, root: HTMLElement): HTMLElement | undefined {
  for (let here = element; here !== root && here.parentElement; here = here.parentElement) {
    const siblings = [...here.parentElement.childNodes];
    const at = siblings.indexOf(here);
    const found = beside(siblings.slice(at + 1), siblings.slice(0, at));
    if (found) return found;
  }
  return undefined;
}

function beside(after: readonly Node[], before: readonly Node[]): HTMLElement | undefined {
  return stopsIn(after)[0] ?? stopsIn(before).at(-1);
}

function stopsIn(nodes: readonly Node[]): HTMLElement[] {
  return nodes.flatMap((node) => (node instanceof HTMLElement ? [...(node.matches(STOPS) ? [node] : []), ...node.querySelectorAll<HTMLElement>(STOPS)] : []));
}
