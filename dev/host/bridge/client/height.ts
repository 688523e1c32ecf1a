/**
 * Tells the height of the page's content whenever it changes, so that the frame can follow it. What hangs out of the
 * page, such as an open menu, makes the frame grow; it shrinks again only when something is taken away, for while the
 * frame is tall enough nothing hangs out and the need cannot be seen.
 */
export function reportHeight(tell: (height: number) => void): void {
  let last = 0;
  let planned = false;
  let mayShrink = false;
  const measure = (): void => {
    planned = false;
    const root = document.documentElement;
    const content = Math.ceil(Math.max(root.offsetHeight, document.body.scrollHeight));
    const overflow = root.scrollHeight > window.innerHeight ? root.scrollHeight : 0;
    const height = Math.max(content, overflow, mayShrink ? 0 : last);
    mayShrink = false;
    if (height === last) return;
    last = height;
    tell(height);
  };
  const plan = (shrink: boolean): void => {
    mayShrink ||= shrink;
    if (planned) return;
    planned = true;
    requestAnimationFrame(measure);
  };
  document.addEventListener('DOMContentLoaded', () => {
    const sizes = new ResizeObserver(() => plan(true));
    sizes.observe(document.documentElement);
    sizes.observe(document.body);
    const changes = new MutationObserver((records) => plan(records.some(({ removedNodes }) => removedNodes.length > 0)));
    changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    plan(true);
  });
  window.addEventListener('load', () => plan(true));
  window.addEventListener('resize', () => plan(false));
}
